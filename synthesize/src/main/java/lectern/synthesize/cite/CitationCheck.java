package lectern.synthesize.cite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.synthesize.Citation;
import lectern.synthesize.CitationFormat;
import lectern.synthesize.Evidence;
import org.jspecify.annotations.Nullable;

/// Checks an answer's citations against the documents, without a model.
///
/// A quote is looked for in the cited passage first, then in the whole cited document (a quote may
/// run on into the next passage), then in the other documents of the evidence.
public final class CitationCheck {
  private final List<Evidence> evidence;
  private final Map<Label, Passage> passages = new HashMap<>();
  private final IntFunction<Optional<DocumentText>> texts;
  private final Map<Integer, Searchable> searchable = new TreeMap<>();

  /// Places of a quote that are looked at for whole words and figures. A text that holds it more
  /// often inside other words was made to waste time.
  private static final int MAX_PLACES = 1_000;

  private CitationCheck(List<Evidence> evidence, IntFunction<Optional<DocumentText>> texts) {
    this.evidence = evidence;
    this.texts = texts;
    for (Evidence shown : evidence) {
      shown.passages().forEach(passage -> passages.put(passage.label(), passage));
    }
  }

  /// Every citation of the answer, in order, with what became of it.
  ///
  /// @param evidence what the answer was made from
  /// @param texts a whole document by its number
  public static List<Citation> check(
      String answer, List<Evidence> evidence, IntFunction<Optional<DocumentText>> texts) {
    var check = new CitationCheck(evidence, texts);
    return CitationReader.read(answer).stream().map(check::citation).toList();
  }

  private Citation citation(CitationReader.Cited cited) {
    Passage passage = passages.get(cited.label());
    Optional<Searchable> own =
        passage == null ? Optional.empty() : document(cited.label().document());
    if (passage == null || own.isEmpty()) {
      return new Citation.Unknown(cited.label());
    }
    String quote = cited.quote();
    AlphanumericProjection wanted = AlphanumericProjection.of(quote == null ? "" : quote);
    if (quote == null || wanted.text().length() < CitationFormat.LEAST_QUOTE_CHARS) {
      return own.get().resolved(cited.label(), Citation.State.UNQUOTED, passage.span(), null);
    }
    Optional<Span> there = own.get().find(wanted, passage.span());
    if (there.isPresent()) {
      Span span = own.get().withItsMarks(there.get(), quote, wanted);
      return own.get().resolved(cited.label(), Citation.State.VERIFIED, span, null);
    }
    return elsewhere(cited.label(), wanted)
        .orElseGet(
            () ->
                own.get()
                    .resolved(cited.label(), Citation.State.FABRICATED, passage.span(), quote));
  }

  private Optional<Citation> elsewhere(Label label, AlphanumericProjection wanted) {
    for (Evidence shown : evidence) {
      int number = shown.document().number();
      if (number == label.document()) {
        continue;
      }
      Optional<Searchable> other = document(number);
      Optional<Span> there = other.flatMap(document -> document.find(wanted, new Span(0, 0)));
      if (there.isPresent()) {
        return Optional.of(
            other.get().resolved(label, Citation.State.MISATTRIBUTED, there.get(), null));
      }
    }
    return Optional.empty();
  }

  private Optional<Searchable> document(int number) {
    Searchable known = searchable.get(number);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Searchable> read =
        texts
            .apply(number)
            .map(text -> new Searchable(text, AlphanumericProjection.of(text.text())));
    read.ifPresent(found -> searchable.put(number, found));
    return read;
  }

  /// A document with its projection.
  private record Searchable(DocumentText document, AlphanumericProjection projection) {

    /// The quote that starts in the preferred span, else the first one of the document; whole words
    /// and the same figures only.
    private Optional<Span> find(AlphanumericProjection wanted, Span preferred) {
      int near = next(wanted, projection.from(preferred.start()), projection.from(preferred.end()));
      int at = near >= 0 ? near : next(wanted, 0, projection.text().length());
      return at < 0
          ? Optional.empty()
          : Optional.of(projection.original(at, at + wanted.text().length()));
    }

    /// First place of the quote that starts in a stretch of the projection, or -1.
    private int next(AlphanumericProjection wanted, int from, int to) {
      String letters = wanted.text();
      int at = projection.text().indexOf(letters, from);
      for (int place = 0; place < MAX_PLACES && at >= 0 && at < to; place++) {
        if (projection.holdsWholeWords(at, at + letters.length())
            && Figures.same(wanted, projection, at)) {
          return at;
        }
        at = projection.text().indexOf(letters, at + 1);
      }
      return -1;
    }

    /// The span with the full stop, bracket or mark that the quote begins or ends with, where the
    /// source has it too.
    private Span withItsMarks(Span span, String quote, AlphanumericProjection wanted) {
      Span letters = wanted.original(0, wanted.text().length());
      int first = letters.start();
      int last = letters.end();
      String text = document.text();
      boolean begins = text.startsWith(quote.substring(0, first), span.start() - first);
      boolean ends = text.startsWith(quote.substring(last), span.end());
      return new Span(
          begins ? span.start() - first : span.start(),
          ends ? span.end() + quote.length() - last : span.end());
    }

    /// A citation of this document.
    ///
    /// @param written what stands in place of the source's words, or null for those
    private Citation resolved(
        Label label, Citation.State state, Span span, @Nullable String written) {
      String words = document.text().substring(span.start(), span.end());
      return new Citation.Resolved(
          label,
          state,
          document.document(),
          headingPath(span.start()),
          document.locators().at(span.start()).orElse(null),
          span,
          written == null ? words : written);
    }

    private List<String> headingPath(int offset) {
      List<Passage> all = document.passages();
      int low = 0;
      int high = all.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (all.get(middle).span().end() <= offset) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low < all.size() ? all.get(low).headingPath() : List.of();
    }
  }
}
