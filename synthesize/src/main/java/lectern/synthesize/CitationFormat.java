package lectern.synthesize;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lectern.ingest.Label;
import lectern.ingest.Span;

/// How an answer cites: the source's words in double quotes, then the label in brackets, as in
/// `“five per cent of the Net Rent” [d7#12]`. Whoever writes citations and whoever reads them go by
/// this.
public final class CitationFormat {
  /// Fewest letters and digits of a quote that proves something. Shorter ones stand in most
  /// documents by chance.
  public static final int LEAST_QUOTE_CHARS = 12;

  /// Farthest that the opening quotation mark may stand before its label. Longer quotes are no
  /// quotes, and reading stays linear.
  private static final int MAX_QUOTE_CHARS = 20_000;

  /// Quotation marks that belong together: English, German, Polish, French, German in print,
  /// straight, Japanese.
  private static final List<String> PAIRS = List.of("“”", "„“", "„”", "«»", "»«", "\"\"", "「」");

  /// Marks that open a quote. Some close one in another language.
  public static final String OPENING = marks(0);

  /// Marks that close a quote.
  public static final String CLOSING = marks(1);

  /// What may stand between a quote and its label.
  private static final String BETWEEN = " \t\n\r\u00a0(,;:.–—-（，；：。、";

  private static final String BEFORE_OPENING = "([{“„«「‘\"—–-/:";

  private CitationFormat() {}

  /// The words, quoted, and their label. Empty where quotation marks inside the words would make a
  /// reader of the citation see other words.
  public static Optional<String> cite(String words, Label label) {
    for (String marks : new String[] {"“”", "\"\""}) {
      String quoted = marks.charAt(0) + words + marks.charAt(1);
      if (paired(quoted, quoted.length() - 1).equals(Optional.of(0))) {
        return Optional.of(quoted + " [" + label + "]");
      }
    }
    return Optional.empty();
  }

  /// Where the words stand that are quoted directly before an offset, quotation marks left out.
  /// Marks inside the quote are paired off; where they do not pair, the nearest opening mark
  /// counts.
  ///
  /// @param end offset of a label's bracket
  public static Optional<Span> quoteBefore(String text, int end) {
    int closing = end - 1;
    while (closing >= 0 && BETWEEN.indexOf(text.charAt(closing)) >= 0) {
      closing--;
    }
    if (closing < 0 || CLOSING.indexOf(text.charAt(closing)) < 0) {
      return Optional.empty();
    }
    int last = closing;
    return paired(text, last)
        .or(() -> nearest(text, last))
        .map(opening -> new Span(opening + 1, last));
  }

  /// The opening mark that belongs to a closing one.
  private static Optional<Integer> paired(String text, int closing) {
    int depth = 1;
    for (int i = closing - 1; i >= Math.max(0, closing - MAX_QUOTE_CHARS); i--) {
      depth -= opens(text, i, text.charAt(closing));
      if (depth == 0) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> nearest(String text, int closing) {
    for (int i = closing - 1; i >= Math.max(0, closing - MAX_QUOTE_CHARS); i--) {
      if (text.charAt(i) == '"' || opens(text, i, text.charAt(closing)) > 0) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /// 1 where an opening mark of the closing one's kind stands, -1 where another closing one does, 0
  /// elsewhere. A straight mark opens where a word begins after a gap; every other one closes.
  private static int opens(String text, int i, char closing) {
    char c = text.charAt(i);
    if (c == '"' && closing == '"') {
      boolean gapBefore =
          i == 0
              || Character.isWhitespace(text.charAt(i - 1))
              || BEFORE_OPENING.indexOf(text.charAt(i - 1)) >= 0;
      return gapBefore && !Character.isWhitespace(text.charAt(i + 1)) ? 1 : -1;
    }
    if (c == closing || (c == '“' && closing == '”' && closesLow(text, i))) {
      return -1;
    }
    return isPair(c, closing) ? 1 : 0;
  }

  /// Whether a mark that opens in English closes a German quote: the mark before it is a low one.
  private static boolean closesLow(String text, int i) {
    int before = i - 1;
    while (before >= 0 && "“”„".indexOf(text.charAt(before)) < 0) {
      before--;
    }
    return before >= 0 && text.charAt(before) == '„';
  }

  /// Whether two quotation marks belong together.
  public static boolean isPair(char opening, char closing) {
    return PAIRS.contains("" + opening + closing);
  }

  private static String marks(int place) {
    return PAIRS.stream()
        .map(pair -> pair.substring(place, place + 1))
        .distinct()
        .collect(Collectors.joining());
  }
}
