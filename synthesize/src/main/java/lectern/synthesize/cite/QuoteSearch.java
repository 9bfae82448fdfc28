package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import lectern.ingest.Locator;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Citation;
import org.jspecify.annotations.Nullable;

/// Looks up many quotes in many documents, one document at a time: memory is bounded by the quotes
/// and the longest document.
///
/// A quote that names no document, or is not held by the one it names, is looked for in all: a pass
/// over each document tells by the quotes' runs of letters which it may hold, and where none holds
/// it to the letter, those that have most of its runs are read again for what it nearly is.
public final class QuoteSearch {
  /// Documents in which what a quote nearly is is looked for.
  private static final int NEAREST = 4;

  /// Least share of a quote's runs that a document has which says something near.
  private static final double LEAST_SHARE = 0.15;

  private static final Span NOWHERE = new Span(0, 0);

  private final List<Wanted> quotes;
  private final IntFunction<Optional<DocumentText>> texts;
  private final Progress progress;
  private final List<Outcome> outcomes;
  private int steps;
  private int done;

  /// A quote to look up.
  ///
  /// @param document number of the document that should hold it; null for any
  public record Wanted(String quote, @Nullable Integer document) {}

  /// What became of a quote.
  ///
  /// @param state MISATTRIBUTED where another document than the named one holds it; never
  ///   UNKNOWN_LABEL
  /// @param document the one that it was found in; null where FABRICATED or UNQUOTED
  /// @param locator where it starts in the source file; null for formats that number nothing
  /// @param quotation null where `document` is
  public record Outcome(
      Citation.State state,
      @Nullable IndexedDocument document,
      @Nullable Locator locator,
      @Nullable Quotation quotation) {}

  /// Hears how many documents have been read.
  @FunctionalInterface
  public interface Progress {
    /// Is told after each document.
    ///
    /// @param all how many will be read, as far as is known by now; one may be read twice
    void at(int all, int done);
  }

  /// A document that may nearly hold a quote.
  private record Candidate(int document, double share) {}

  private QuoteSearch(
      List<Wanted> quotes, IntFunction<Optional<DocumentText>> texts, Progress progress) {
    this.quotes = quotes;
    this.texts = texts;
    this.progress = progress;
    this.outcomes =
        new ArrayList<>(
            Collections.nCopies(
                quotes.size(), new Outcome(Citation.State.FABRICATED, null, null, null)));
  }

  /// What became of each quote, in order. Of documents that hold a quote alike, that with the
  /// lowest number counts.
  ///
  /// @param documents numbers of all documents, rising
  /// @param texts a document by its number
  public static List<Outcome> run(
      List<Wanted> quotes,
      List<Integer> documents,
      IntFunction<Optional<DocumentText>> texts,
      Progress progress) {
    QuoteSearch search = new QuoteSearch(quotes, texts, progress);
    search.lookWhereNamed();
    search.lookEverywhere(documents);
    return List.copyOf(search.outcomes);
  }

  private void lookWhereNamed() {
    Map<Integer, List<Integer>> byDocument = new TreeMap<>();
    for (int i = 0; i < quotes.size(); i++) {
      Wanted wanted = quotes.get(i);
      if (!QuotedDocument.isQuote(wanted.quote())) {
        outcomes.set(i, new Outcome(Citation.State.UNQUOTED, null, null, null));
      } else if (wanted.document() != null) {
        byDocument.computeIfAbsent(wanted.document(), _ -> new ArrayList<>()).add(i);
      }
    }
    steps = byDocument.size();
    byDocument.forEach(
        (number, asked) ->
            read(number)
                .ifPresent(
                    document -> {
                      for (int i : asked) {
                        document
                            .find(quotes.get(i).quote(), NOWHERE)
                            .ifPresent(found -> set(i, document, found, found.state()));
                      }
                    }));
  }

  private void lookEverywhere(List<Integer> documents) {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < quotes.size(); i++) {
      if (outcomes.get(i).state() != Citation.State.UNQUOTED && !proves(i)) {
        open.add(i);
      }
    }
    if (open.isEmpty()) {
      return;
    }
    steps += documents.size();
    ShingleTable table =
        new ShingleTable(
            open.stream().map(i -> AlphanumericProjection.project(quotes.get(i).quote())).toList());
    List<List<Candidate>> candidates = new ArrayList<>();
    open.forEach(_ -> candidates.add(new ArrayList<>()));
    for (int number : documents) {
      read(number).ifPresent(document -> lookIn(document, open, table, candidates));
    }
    lookNear(open, candidates);
  }

  /// Looks for the quotes that a document has all runs of, and notes those of which it has some.
  private void lookIn(
      QuotedDocument document,
      List<Integer> open,
      ShingleTable table,
      List<List<Candidate>> candidates) {
    int number = document.document().document().number();
    double[] shares = new double[open.size()];
    for (String letters : document.letters()) {
      double[] some = table.shares(letters);
      Arrays.setAll(shares, i -> Math.max(shares[i], some[i]));
    }
    for (int j = 0; j < shares.length; j++) {
      int i = open.get(j);
      if (proves(i) || shares[j] < LEAST_SHARE) {
        continue;
      }
      String quote = quotes.get(i).quote();
      boolean whole = shares[j] == 1 || Elision.parts(quote).size() > 1;
      Optional<Quotation> found = whole ? document.verified(quote, NOWHERE) : Optional.empty();
      if (found.isPresent()) {
        set(i, document, found.get(), held(i, number, found.get()));
      } else {
        List<Candidate> kept = candidates.get(j);
        kept.add(new Candidate(number, shares[j]));
        if (kept.size() > NEAREST) {
          kept.remove(
              Collections.min(
                  kept,
                  Comparator.comparingDouble(Candidate::share)
                      .thenComparing(Candidate::document, Comparator.reverseOrder())));
        }
      }
    }
  }

  private void lookNear(List<Integer> open, List<List<Candidate>> candidates) {
    Map<Integer, List<Integer>> byDocument = new TreeMap<>();
    for (int j = 0; j < candidates.size(); j++) {
      int i = open.get(j);
      if (outcomes.get(i).state() == Citation.State.FABRICATED) {
        candidates
            .get(j)
            .forEach(
                one -> byDocument.computeIfAbsent(one.document(), _ -> new ArrayList<>()).add(i));
      }
    }
    steps += byDocument.size();
    byDocument.forEach(
        (number, asked) ->
            read(number)
                .ifPresent(
                    document -> {
                      for (int i : asked) {
                        document
                            .find(quotes.get(i).quote(), NOWHERE)
                            .filter(found -> isBetter(i, found))
                            .ifPresent(found -> set(i, document, found, held(i, number, found)));
                      }
                    }));
  }

  private Optional<QuotedDocument> read(int number) {
    Optional<QuotedDocument> read = texts.apply(number).map(QuotedDocument::new);
    done++;
    progress.at(steps, done);
    return read;
  }

  private boolean proves(int i) {
    return switch (outcomes.get(i).state()) {
      case VERIFIED, REPAIRED, MISATTRIBUTED -> true;
      case UNQUOTED, STITCHED, ALTERED, FABRICATED, UNKNOWN_LABEL -> false;
    };
  }

  /// Whether a document is nearer to a quote than what was found before. One that was named needs
  /// another that proves it.
  private boolean isBetter(int i, Quotation found) {
    if (quotes.get(i).document() != null && !found.proves()) {
      return false;
    }
    Quotation before = outcomes.get(i).quotation();
    return before == null
        || (!before.proves() && (found.proves() || found.likeness() > before.likeness()));
  }

  private Citation.State held(int i, int document, Quotation found) {
    Integer named = quotes.get(i).document();
    return named == null || named == document || !found.proves()
        ? found.state()
        : Citation.State.MISATTRIBUTED;
  }

  private void set(int i, QuotedDocument document, Quotation found, Citation.State state) {
    DocumentText text = document.document();
    outcomes.set(
        i, new Outcome(state, text.document(), text.locator(found.span()).orElse(null), found));
  }
}
