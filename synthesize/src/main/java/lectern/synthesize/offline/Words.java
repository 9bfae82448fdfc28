package lectern.synthesize.offline;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Cuts text into words: runs of letters and digits, figures with their separators (`42,000`,
/// `8.2`) in one piece, ideographs one by one, a percent sign as the word "percent".
final class Words {
  /// Told of each word: lower case, accents and possessive endings taken off.
  @FunctionalInterface
  interface Sink {
    void word(String word, int start, int end);
  }

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Words() {}

  static void each(String text, int from, int to, Sink sink) {
    int i = from;
    while (i < to) {
      int point = text.codePointAt(i);
      int width = Character.charCount(point);
      if (point == '%') {
        sink.word("percent", i, i + 1);
        i++;
      } else if (!Character.isLetterOrDigit(point)) {
        i += width;
      } else if (Character.isIdeographic(point)) {
        sink.word(text.substring(i, i + width), i, i + width);
        i += width;
      } else {
        int end = end(text, i, to);
        sink.word(plain(text.substring(i, end)), i, end);
        i = end;
      }
    }
  }

  private static int end(String text, int start, int to) {
    int i = start;
    while (i < to) {
      int point = text.codePointAt(i);
      boolean inWord =
          (Character.isLetterOrDigit(point) && !Character.isIdeographic(point))
              || Character.getType(point) == Character.NON_SPACING_MARK
              || joins(text, i, to);
      if (!inWord) {
        break;
      }
      i += Character.charCount(point);
    }
    return i;
  }

  /// An apostrophe between letters, a point or comma between digits.
  private static boolean joins(String text, int i, int to) {
    if (i == 0 || i + 1 >= to) {
      return false;
    }
    char before = text.charAt(i - 1);
    char after = text.charAt(i + 1);
    return switch (text.charAt(i)) {
      case '\'', '’' -> Character.isLetter(before) && Character.isLetter(after);
      case '.', ',' -> Character.isDigit(before) && Character.isDigit(after);
      default -> false;
    };
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (!lower.chars().allMatch(c -> c < 0x80)) {
      lower = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
      lower = lower.replace('’', '\'');
    }
    if (lower.endsWith("'s")) {
      return lower.substring(0, lower.length() - 2);
    }
    return lower.indexOf(',') < 0 ? lower : lower.replace(",", "");
  }
}
