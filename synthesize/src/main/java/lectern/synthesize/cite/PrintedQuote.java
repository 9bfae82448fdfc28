package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import lectern.synthesize.Citation.Difference;
import lectern.synthesize.Citation.State;
import lectern.synthesize.CitationFormat;

/// A quote that stands in a document as it is printed, running heads and page numbers among its
/// words.
///
/// A page number that the quote does not set off from the words beside it could be read as a figure
/// of theirs, and proves nothing.
final class PrintedQuote {
  /// What sets off furniture: a line break, the end of a sentence, marks of its own (`- 2 -`).
  private static final Pattern SET_OFF =
      Pattern.compile(".*(?:[\\n\\r|\\[\\]()–—-]|[.;:!?][\"”’)\\]]*\\s).*", Pattern.DOTALL);

  private final Reading whole;
  private final Reading body;
  private final List<Span> furniture;
  private final String quote;
  private final AlphanumericProjection wanted;

  /// @param whole the document with its furniture
  /// @param body the same without it
  /// @param furniture where it stands, in order
  PrintedQuote(
      Reading whole,
      Reading body,
      List<Span> furniture,
      String quote,
      AlphanumericProjection wanted) {
    this.whole = whole;
    this.body = body;
    this.furniture = furniture;
    this.quote = quote;
    this.wanted = wanted;
  }

  /// What the quote proves: VERIFIED where the furniture stands between its words, REPAIRED where
  /// it begins or ends with some, which is left off; empty where it proves nothing.
  ///
  /// @param found where it stands in the whole
  Optional<Quotation> of(Span found) {
    AlphanumericProjection letters = body.projection();
    int from = letters.from(found.start());
    int to = letters.from(found.end());
    if (to - from < CitationFormat.LEAST_QUOTE_CHARS) {
      return Optional.empty();
    }
    Span core = letters.original(from, to);
    int first = whole.projection().from(found.start());
    int opening = whole.projection().from(core.start()) - first;
    int closing = whole.projection().from(core.end()) - first;
    int length = wanted.text().length();
    boolean isSetOff =
        (opening == 0 || isSetOff(opening))
            && (closing == length || isSetOff(closing))
            && furniture.stream()
                .filter(part -> core.start() < part.end() && part.start() < core.end())
                .allMatch(part -> isSetOff(part, first));
    if (!isSetOff) {
      return Optional.empty();
    }
    if (opening == 0 && closing == length) {
      Span span = whole.withItsMarks(found, quote, wanted);
      return Optional.of(new Quotation(State.VERIFIED, span, whole.words(span), List.of(), 1));
    }
    if (!body.negationBefore(from).isEmpty()) {
      return Optional.empty();
    }
    List<Difference> left = new ArrayList<>();
    for (Span part : List.of(new Span(0, opening), new Span(closing, length))) {
      if (part.length() > 0) {
        left.add(new Difference(wanted.words(part.start(), part.end()), "", true));
      }
    }
    return Optional.of(new Quotation(State.REPAIRED, core, body.words(core), left, 1));
  }

  private boolean isSetOff(Span part, int first) {
    int start = whole.projection().from(part.start()) - first;
    int end = whole.projection().from(part.end()) - first;
    return start == end || isName(start, end) || isSetOff(start) || isSetOff(end);
  }

  private boolean isSetOff(int at) {
    return SET_OFF.matcher(wanted.gap(at)).matches();
  }

  /// Whether furniture is more than a number.
  private boolean isName(int start, int end) {
    return wanted.text().substring(start, end).chars().anyMatch(Character::isLetter);
  }
}
