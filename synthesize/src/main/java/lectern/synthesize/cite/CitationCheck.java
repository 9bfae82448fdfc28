package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import lectern.ingest.ClauseMap;
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
  private static final Pattern PAGE_BREAK = Pattern.compile("\\n{3,}");

  private final List<Evidence> evidence;
  private final Map<Label, Passage> passages = new HashMap<>();
  private final IntFunction<Optional<DocumentText>> texts;
  private final Map<Integer, Optional<Searchable>> searchable = new HashMap<>();

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
    List<Citation> citations = new ArrayList<>();
    CitationReader.read(answer).forEach(cited -> citations.add(check.citation(cited)));
    check.lookElsewhere(citations);
    return List.copyOf(citations);
  }

  private Citation citation(CitationReader.Cited cited) {
    Label label = cited.label();
    Passage passage = passages.get(label);
    Optional<Searchable> cites = passage == null ? Optional.empty() : cited(label.document());
    if (passage == null || cites.isEmpty()) {
      return new Citation.Unknown(label);
    }
    Searchable own = cites.get();
    String quote = cited.quote();
    AlphanumericProjection wanted = AlphanumericProjection.of(quote == null ? "" : quote);
    if (quote == null || wanted.text().length() < CitationFormat.LEAST_QUOTE_CHARS) {
      return own.unquoted(passage);
    }
    return own.find(wanted, passage.span())
        .map(found -> own.withItsMarks(found, quote, wanted))
        .map(found -> own.resolved(label, Citation.State.VERIFIED, found))
        .orElseGet(() -> new Citation.Fabricated(label, own.document().document(), quote));
  }

  /// Looks for the quotes that their own documents do not hold in the others. One document at a
  /// time, kept no longer than that: evidence may be a whole window, and its projection is many
  /// times as large.
  private void lookElsewhere(List<Citation> citations) {
    for (Evidence shown : evidence) {
      int number = shown.document().number();
      if (citations.stream().anyMatch(c -> mayStandIn(number, c))) {
        Optional<Searchable> known = searchable.get(number);
        (known == null ? read(number) : known)
            .ifPresent(
                other -> citations.replaceAll(c -> mayStandIn(number, c) ? other.holder(c) : c));
      }
    }
  }

  private static boolean mayStandIn(int document, Citation citation) {
    return citation instanceof Citation.Fabricated && citation.label().document() != document;
  }

  /// A document that the answer cites. Kept, since answers cite few, and those often.
  private Optional<Searchable> cited(int number) {
    return searchable.computeIfAbsent(number, this::read);
  }

  private Optional<Searchable> read(int number) {
    return texts
        .apply(number)
        .map(text -> new Searchable(text, Reading.of(text.body()), text.clauses()));
  }

  /// A place of a quote.
  ///
  /// @param words the text as it was read
  private record Found(Span span, String words) {}

  /// One way to read a document, with its projection.
  ///
  /// @param words at the offsets of the document's text
  private record Reading(String words, AlphanumericProjection projection) {
    private static Reading of(String words) {
      return new Reading(words, AlphanumericProjection.of(words));
    }

    /// The quote that starts in the preferred span, else the first one of the document; whole words
    /// and the same figures only.
    private Optional<Found> find(AlphanumericProjection wanted, Span preferred) {
      int near = next(wanted, projection.from(preferred.start()), projection.from(preferred.end()));
      int at = near >= 0 ? near : next(wanted, 0, projection.text().length());
      return at < 0
          ? Optional.empty()
          : Optional.of(new Found(projection.original(at, at + wanted.text().length()), words));
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
  }

  /// A document as it is searched: without its notes, and where that does not hold a quote, with
  /// them.
  private static final class Searchable {
    private final DocumentText document;
    private final Reading body;
    private final ClauseMap clauses;
    private @Nullable Reading withNotes;

    private Searchable(DocumentText document, Reading body, ClauseMap clauses) {
      this.document = document;
      this.body = body;
      this.clauses = clauses;
    }

    private DocumentText document() {
      return document;
    }

    private Optional<Found> find(AlphanumericProjection wanted, Span preferred) {
      Optional<Found> found = body.find(wanted, preferred);
      if (found.isPresent() || !document.hasNotes()) {
        return found;
      }
      Reading whole = withNotes == null ? Reading.of(document.withNotes()) : withNotes;
      withNotes = whole;
      return whole.find(wanted, preferred);
    }

    /// The span with the full stop, bracket or mark that the quote begins or ends with, where the
    /// source has it too.
    private Found withItsMarks(Found found, String quote, AlphanumericProjection wanted) {
      Span letters = wanted.original(0, wanted.text().length());
      Span span = found.span();
      int first = letters.start();
      int last = letters.end();
      String text = document.text();
      boolean begins = text.startsWith(quote.substring(0, first), span.start() - first);
      boolean ends = text.startsWith(quote.substring(last), span.end());
      return new Found(
          new Span(
              begins ? span.start() - first : span.start(),
              ends ? span.end() + quote.length() - last : span.end()),
          found.words());
    }

    /// The citation, told that this document holds its quote; as it is where it does not.
    private Citation holder(Citation citation) {
      if (!(citation instanceof Citation.Fabricated(Label label, _, String quote))) {
        return citation;
      }
      return find(AlphanumericProjection.of(quote), new Span(0, 0))
          .map(found -> resolved(label, Citation.State.MISATTRIBUTED, found))
          .orElse(citation);
    }

    private Citation unquoted(Passage passage) {
      return new Citation.Resolved(
          passage.label(),
          Citation.State.UNQUOTED,
          document.document(),
          passage.label(),
          passage.headingPath(),
          document.locator(passage).orElse(null),
          clauses.at(passage.span().start()),
          passage.span(),
          passage.text());
    }

    private Citation resolved(Label label, Citation.State state, Found quoted) {
      Span span = quoted.span();
      Passage found = passageAt(span.start());
      List<String> headings = document.headings(span.start());
      return new Citation.Resolved(
          label,
          state,
          document.document(),
          found.label(),
          headings.isEmpty() ? found.headingPath() : headings,
          document.locator(span).orElse(null),
          clauses.at(span.start()),
          span,
          words(quoted));
    }

    /// The source's words, without what was not read of a page break between them.
    private String words(Found quoted) {
      Span span = quoted.span();
      StringBuilder words = new StringBuilder(document.text().substring(span.start(), span.end()));
      boolean whole = true;
      for (int i = span.start(); i < span.end(); i++) {
        if (quoted.words().charAt(i) == '\n' && words.charAt(i - span.start()) != '\n') {
          words.setCharAt(i - span.start(), '\n');
          whole = false;
        }
      }
      return whole ? words.toString() : PAGE_BREAK.matcher(words).replaceAll("\n\n");
    }

    /// The passage that holds an offset of a letter; there is one, since passages tile a document.
    private Passage passageAt(int offset) {
      List<Passage> all = document.passages();
      int low = 0;
      int high = all.size() - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (all.get(middle).span().end() <= offset) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return all.get(low);
    }
  }
}
