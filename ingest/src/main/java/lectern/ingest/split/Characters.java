package lectern.ingest.split;

import java.util.Locale;
import java.util.Set;

/// Where running text may be cut: between characters, after clauses, after sentences.
final class Characters {
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "no", "nos", "sec", "secs", "art", "arts", "inc", "ltd", "co", "corp", "vs", "mr", "mrs",
          "ms", "dr", "prof", "st", "cf", "fig", "figs", "eq", "al", "pp", "ch", "vol", "ed", "eds",
          "para", "paras", "approx", "resp", "jr", "sr", "dept", "est", "jan", "feb", "mar", "apr",
          "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "viz", "ex", "exh", "app");

  private static final String CLOSERS = "\"')]}»”’›」』）】";

  /// Joins emoji into one.
  private static final char JOINER = '\u200D';

  private Characters() {}

  /// Whether a cut before `at` leaves every character whole: no surrogate pair, combining sequence
  /// or joined emoji is torn.
  static boolean whole(String text, int at) {
    if (at <= 0 || at >= text.length()) {
      return true;
    }
    if (!betweenCodePoints(text, at)) {
      return false;
    }
    int next = text.codePointAt(at);
    return switch (Character.getType(next)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          false;
      default -> !isSkinTone(next) && next != JOINER && text.charAt(at - 1) != JOINER;
    };
  }

  private static boolean isSkinTone(int point) {
    return point >= 0x1F3FB && point <= 0x1F3FF;
  }

  static boolean betweenCodePoints(String text, int at) {
    return !(Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at)));
  }

  /// Whether white space ends right before `at`, with text behind it.
  static boolean startsAfterSpace(String text, int at) {
    return Character.isWhitespace(text.charAt(at - 1)) && !Character.isWhitespace(text.charAt(at));
  }

  /// Whether a sentence ends before `at`, white space behind it included.
  static boolean startsSentence(String text, int at, int from) {
    char previous = text.charAt(at - 1);
    if ("。！？．｡".indexOf(previous) >= 0) {
      return CLOSERS.indexOf(text.charAt(at)) < 0;
    }
    if (!startsAfterSpace(text, at) || Character.isLowerCase(text.codePointAt(at))) {
      return false;
    }
    int end = endOfText(text, at, from);
    while (end > from && CLOSERS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end <= from) {
      return false;
    }
    return switch (text.charAt(end - 1)) {
      case '!', '?', '…', '؟', '।', '。', '！', '？' -> true;
      case '.' -> !abbreviated(text, end - 1, from);
      default -> false;
    };
  }

  /// Whether a clause or a line ends before `at`, white space behind it included.
  static boolean startsClause(String text, int at, int from) {
    char previous = text.charAt(at - 1);
    if ("，、；：".indexOf(previous) >= 0) {
      return true;
    }
    if (!startsAfterSpace(text, at)) {
      return false;
    }
    if (previous == '\n') {
      return true;
    }
    int end = endOfText(text, at, from);
    return end > from && ",;:|–—".indexOf(text.charAt(end - 1)) >= 0;
  }

  private static int endOfText(String text, int at, int from) {
    int end = at;
    while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /// Whether the full stop at `stop` belongs to an abbreviation, an initial or a clause number.
  private static boolean abbreviated(String text, int stop, int from) {
    int start = stop;
    while (start > from && stop - start < 8 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, stop).toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return false;
    }
    boolean number = word.chars().allMatch(Character::isDigit);
    if (number) {
      return start == from || text.charAt(start - 1) == '\n';
    }
    return ABBREVIATIONS.contains(word) || (word.length() == 1 && word.charAt(0) < 0x250);
  }
}
