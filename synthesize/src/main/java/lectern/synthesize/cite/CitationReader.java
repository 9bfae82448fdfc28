package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Label;
import lectern.ingest.Span;
import lectern.synthesize.CitationFormat;
import org.jspecify.annotations.Nullable;

/// Finds the labels in an answer and the words quoted for each.
///
/// Read with their quotes: `"words" [d7#12]`, `("words" [d7#12])`, `"words" (d7#12)`, several
/// labels behind one quote (`[d7#12][d8#3]`, `[d7#12 and d8#3]`), a label with a word or two beside
/// it (`[d7#12, p. 3]`) and `[d7#12: "words"]`. Any other label counts as one without a quote, so
/// that none goes unchecked.
public final class CitationReader {
  /// One label as the answer wrote it.
  ///
  /// @param quote the words in quotation marks, labels in them left out; null where nothing is
  ///   quoted
  public record Cited(Label label, @Nullable String quote) {}

  /// A label and its quote where they stand.
  ///
  /// @param span of the label, brackets left out
  public record Placed(Span span, Cited cited) {}

  /// A label and its quote with the marks around them.
  ///
  /// @param mark the label with its brackets, which it may share with others
  /// @param words where the quoted words stand, quotation marks left out; null where there are none
  record Marked(Cited cited, Span mark, @Nullable Span words) {}

  /// A label where it stands.
  ///
  /// @param bare without square brackets: in a quote it is the document's own word
  private record Place(int offset, int end, boolean bare, Marked marked) {}

  private static final String LABEL = Label.PATTERN.pattern();

  /// What may stand beside a label in its brackets: "see", "and", "p. 3".
  private static final String BESIDE = "[^\\[\\]【】()\"“”„«»「」:\\n]{0,20}?";

  private static final String LABELS = BESIDE + LABEL + "(?:" + BESIDE + LABEL + ")*" + BESIDE;

  /// Labels in one pair of brackets, group 1 or 2. Models also write 【 】.
  private static final Pattern BRACKET =
      Pattern.compile("[\\[【](" + LABELS + ")[\\]】:]|\\((" + LABELS + ")\\)");

  /// The words behind `[d7#12:`, up to a closing mark that stands before the bracket.
  private static final Pattern QUOTE_INSIDE =
      Pattern.compile(
          "\\s*(["
              + CitationFormat.OPENING
              + "])(.{0,20000}?)(["
              + CitationFormat.CLOSING
              + "])\\s*[\\]】]",
          Pattern.DOTALL);

  private static final Pattern LABEL_IN_QUOTE = Pattern.compile("\\[" + LABEL + "\\]");

  private static final Pattern ANY_LABEL =
      Pattern.compile("(?<![\\p{L}\\p{N}])" + LABEL + "(?![0-9])");

  private final String answer;
  private final List<Place> places = new ArrayList<>();
  private final List<Span> read = new ArrayList<>();
  private final List<Span> quotes = new ArrayList<>();

  private CitationReader(String answer) {
    this.answer = answer;
  }

  /// Every label of the answer, in order.
  public static List<Cited> read(String answer) {
    return marks(answer).stream().map(Marked::cited).toList();
  }

  /// Every label of the answer, in order, with its place.
  public static List<Placed> placed(String answer) {
    return places(answer).stream()
        .map(place -> new Placed(new Span(place.offset(), place.end()), place.marked().cited()))
        .toList();
  }

  /// The same labels, with where their marks and their quotes stand.
  static List<Marked> marks(String answer) {
    return places(answer).stream().map(Place::marked).toList();
  }

  private static List<Place> places(String answer) {
    var reader = new CitationReader(answer);
    reader.readBrackets();
    reader.readTheRest();
    return reader.places.stream()
        .filter(place -> !place.bare() || !isIn(reader.quotes, place.offset()))
        .sorted(Comparator.comparingInt(Place::offset))
        .toList();
  }

  private void readBrackets() {
    Matcher bracket = BRACKET.matcher(answer);
    Optional<Span> shared = Optional.empty();
    int sharedEnd = -1;
    while (bracket.find()) {
      Optional<Span> quote;
      if (answer.charAt(bracket.end() - 1) == ':') {
        quote = quoteInside(bracket.end());
      } else if (sharedEnd >= 0 && onlyJoins(sharedEnd, bracket.start())) {
        quote = shared;
      } else {
        quote = CitationFormat.quoteBefore(answer, bracket.start());
      }
      boolean bare = answer.charAt(bracket.start()) == '(';
      String words = quote.map(this::words).orElse(null);
      Matcher label = Label.PATTERN.matcher(answer).region(bracket.start(), bracket.end());
      while (label.find()) {
        add(label, bare, new Span(bracket.start(), bracket.end()), quote.orElse(null), words);
      }
      quote.ifPresent(quotes::add);
      read.add(new Span(bracket.start(), bracket.end()));
      shared = quote;
      sharedEnd = bracket.end();
    }
  }

  private void readTheRest() {
    Matcher label = ANY_LABEL.matcher(answer);
    while (label.find()) {
      if (!isIn(read, label.start())) {
        add(label, true, new Span(label.start(), label.end()), null, null);
      }
    }
  }

  private void add(
      Matcher label, boolean bare, Span mark, @Nullable Span quote, @Nullable String words) {
    Label.parse(label.group())
        .ifPresent(
            found ->
                places.add(
                    new Place(
                        label.start(),
                        label.end(),
                        bare,
                        new Marked(new Cited(found, words), mark, quote))));
  }

  private static boolean isIn(List<Span> spans, int offset) {
    return spans.stream().anyMatch(span -> span.start() <= offset && offset < span.end());
  }

  private Optional<Span> quoteInside(int from) {
    Matcher inside = QUOTE_INSIDE.matcher(answer).region(from, answer.length());
    return inside.lookingAt()
            && CitationFormat.isPair(answer.charAt(inside.start(1)), answer.charAt(inside.start(3)))
        ? Optional.of(new Span(inside.start(2), inside.end(2)))
        : Optional.empty();
  }

  private String words(Span span) {
    return LABEL_IN_QUOTE
        .matcher(answer.substring(span.start(), span.end()))
        .replaceAll(" ")
        .strip();
  }

  /// Whether two brackets stand behind the same quote.
  private boolean onlyJoins(int from, int to) {
    return answer.substring(from, to).strip().matches("|,|;|and|&");
  }
}
