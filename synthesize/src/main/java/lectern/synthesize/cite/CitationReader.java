package lectern.synthesize.cite;

import java.util.ArrayList;
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
/// Read as citations: `"words" [d7#12]`, `("words" [d7#12])`, several labels behind one quote
/// (`[d7#12][d8#3]` or `[d7#12, d8#3]`), `[d7#12: "words"]`, and labels without a quote.
public final class CitationReader {
  /// One label as the answer wrote it.
  ///
  /// @param quote the words in quotation marks, labels in them left out; null where nothing is
  ///   quoted
  public record Cited(Label label, @Nullable String quote) {}

  private static final String LABEL = Label.PATTERN.pattern();

  /// Labels in one pair of brackets. Models also write 【 】.
  private static final Pattern BRACKET =
      Pattern.compile("[\\[【]\\s*(" + LABEL + "(?:\\s*[,;]\\s*" + LABEL + ")*)\\s*([\\]】]|:)");

  /// The words behind `[d7#12:`, up to a closing mark that stands before the bracket.
  private static final Pattern QUOTE_INSIDE =
      Pattern.compile("\\s*[\"“«](.{0,20000}?)[\"”»]\\s*[\\]】]", Pattern.DOTALL);

  private static final Pattern LABEL_IN_QUOTE = Pattern.compile("\\[" + LABEL + "\\]");

  private CitationReader() {}

  /// Every label of the answer, in order.
  public static List<Cited> read(String answer) {
    var cited = new ArrayList<Cited>();
    Matcher bracket = BRACKET.matcher(answer);
    Optional<String> shared = Optional.empty();
    int sharedEnd = -1;
    while (bracket.find()) {
      Optional<String> quote;
      if (answer.charAt(bracket.end() - 1) == ':') {
        quote = quoteInside(answer, bracket.end());
      } else if (sharedEnd >= 0 && onlyJoins(answer, sharedEnd, bracket.start())) {
        quote = shared;
      } else {
        quote =
            CitationFormat.quoteBefore(answer, bracket.start()).map(span -> words(answer, span));
      }
      Matcher label = Label.PATTERN.matcher(bracket.group(1));
      while (label.find()) {
        String words = quote.orElse(null);
        Label.parse(label.group()).ifPresent(found -> cited.add(new Cited(found, words)));
      }
      shared = quote;
      sharedEnd = bracket.end();
    }
    return List.copyOf(cited);
  }

  private static Optional<String> quoteInside(String answer, int from) {
    Matcher inside = QUOTE_INSIDE.matcher(answer).region(from, answer.length());
    return inside.lookingAt()
        ? Optional.of(words(answer, new Span(inside.start(1), inside.end(1))))
        : Optional.empty();
  }

  private static String words(String answer, Span span) {
    return LABEL_IN_QUOTE
        .matcher(answer.substring(span.start(), span.end()))
        .replaceAll(" ")
        .strip();
  }

  /// Whether two brackets stand behind the same quote.
  private static boolean onlyJoins(String answer, int from, int to) {
    return answer.substring(from, to).strip().matches("|,|;|and|&");
  }
}
