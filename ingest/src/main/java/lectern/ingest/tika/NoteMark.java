package lectern.ingest.tika;

import java.util.function.Predicate;
import lectern.ingest.Span;
import org.jspecify.annotations.Nullable;

/// What stands for a note, before its words and in the text: a number, a small letter, a star or
/// dagger.
///
/// @param end behind it in its line
/// @param raised whether it is a superscript
record NoteMark(String text, int end, boolean raised) {
  private static final String SYMBOLS = "*†‡";

  /// A symbol is repeated at most so often before people take numbers.
  private static final int MAX_SYMBOLS = 3;

  private static final int MAX_DIGITS = 3;

  /// A mark as the text shows it where its format raises it.
  static String bracketed(String mark) {
    return "[" + mark + "]";
  }

  /// How often a mark stands in a text, in brackets.
  static int count(CharSequence text, String mark) {
    String all = text.toString();
    String bracketed = bracketed(mark);
    int count = 0;
    for (int at = all.indexOf(bracketed); at >= 0; at = all.indexOf(bracketed, at + 1)) {
      count++;
    }
    return count;
  }

  /// The mark that a line of print opens with; null where it has none.
  static @Nullable NoteMark opening(PrintedLine line) {
    String text = line.text();
    int start = 0;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    for (Span span : line.superscripts()) {
      if (span.start() <= start && start < span.end()) {
        String mark = text.substring(start, span.end()).strip();
        return is(mark) ? new NoteMark(mark, start + mark.length(), true) : null;
      }
    }
    int end = start;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    if (end == start) {
      while (end < text.length() && SYMBOLS.indexOf(text.charAt(end)) >= 0) {
        end++;
      }
      return end < text.length() && isSymbol(text.substring(start, end))
          ? new NoteMark(text.substring(start, end), end, false)
          : null;
    }
    boolean words = end + 1 < text.length() && text.charAt(end) == ' ';
    return words && is(text.substring(start, end))
        ? new NoteMark(text.substring(start, end), end, false)
        : null;
  }

  private static boolean is(String mark) {
    return isSymbol(mark)
        || (!mark.isEmpty()
            && mark.length() <= MAX_DIGITS
            && mark.chars().allMatch(Character::isDigit))
        || (mark.length() == 1 && Character.isLowerCase(mark.charAt(0)));
  }

  private static boolean isSymbol(String mark) {
    return !mark.isEmpty()
        && mark.length() <= MAX_SYMBOLS
        && SYMBOLS.indexOf(mark.charAt(0)) >= 0
        && mark.chars().allMatch(c -> c == mark.charAt(0));
  }

  /// Where a line of the text has this mark behind a word; null where it has not.
  @Nullable Span in(PrintedLine line, Predicate<Span> free) {
    String print = line.text();
    for (Span raised : line.superscripts()) {
      Span found = in(print, raised.start(), raised.end(), free);
      if (found != null) {
        return found;
      }
    }
    return isSymbol(text) ? in(print, 0, print.length(), free) : null;
  }

  private @Nullable Span in(String print, int from, int to, Predicate<Span> free) {
    for (int at = print.indexOf(text, from);
        at >= 0 && at + text.length() <= to;
        at = print.indexOf(text, at + 1)) {
      int end = at + text.length();
      Span span = new Span(at, end);
      boolean whole =
          (at == from || !goesOn(print.charAt(at - 1)))
              && (end == to || !isPart(print.charAt(end)))
              && (end == print.length() || !Character.isLetterOrDigit(print.charAt(end)));
      if (whole && isBehindWord(print, raisedStart(at, from)) && free.test(span)) {
        return span;
      }
    }
    return null;
  }

  /// Several marks of one place, `1, 2`, stand behind the same word.
  private int raisedStart(int at, int from) {
    return isSymbol(text) ? at : from;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || SYMBOLS.indexOf(c) >= 0;
  }

  /// Whether what stands before the mark is part of it; a symbol need not be raised behind a word.
  private boolean goesOn(char before) {
    return isSymbol(text) ? SYMBOLS.indexOf(before) >= 0 : isPart(before);
  }

  /// An exponent stands behind a digit or a single letter, a redaction within brackets.
  private static boolean isBehindWord(String print, int at) {
    if (at == 0) {
      return false;
    }
    char last = print.charAt(at - 1);
    return Character.isLetter(last)
        ? at > 1 && Character.isLetter(print.charAt(at - 2))
        : ".,;:!?)]”’\"'".indexOf(last) >= 0;
  }
}
