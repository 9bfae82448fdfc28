package lectern.ingest.tika;

import lectern.ingest.Span;

/// The marks that stand in a text where lines were joined to one word, and at the marks of notes,
/// until its offsets are known: characters that no text may hold. [CleanLine] takes them out.
final class Joints {
  /// How a word may be broken, each with the mark that stands for it.
  private static final String HYPHENS = "-\u2010\u00AD";

  private static final char FIRST = '\uFDD0';

  /// Parts a note's mark from the word before it, or from the note's words.
  static final char APART = '\uFDD3';

  /// Stands right behind a note's mark.
  static final char NOTED = '\uFDD4';

  /// A word is looked for this far from a line's end.
  private static final int MAX_WORD_CHARS = 60;

  private static final char SOFT_HYPHEN = '\u00AD';

  private Joints() {}

  static boolean is(int point) {
    return point >= FIRST && point <= NOTED;
  }

  /// A line without what would be taken for marks.
  static String without(String line) {
    return line.chars().noneMatch(Joints::is)
        ? line
        : line.replaceAll("[" + FIRST + "-" + NOTED + "]", " ");
  }

  /// A line with a note's mark parted from the word before it, and its end marked.
  static String noted(String line, Span mark) {
    String noted = line.substring(0, mark.end()) + NOTED + line.substring(mark.end());
    return apart(noted, mark.start());
  }

  /// A line with two words parted that are printed without a space.
  static String apart(String line, int at) {
    boolean parted =
        at == 0 || at == line.length() || line.charAt(at - 1) == ' ' || line.charAt(at) == ' ';
    return parted ? line : line.substring(0, at) + APART + line.substring(at);
  }

  static int count(CharSequence marked) {
    return (int) marked.chars().filter(Joints::is).count();
  }

  /// What is printed where a mark stands.
  static String printed(char joint) {
    if (joint == APART) {
      return "";
    }
    return HYPHENS.charAt(joint - FIRST) + "\n";
  }

  /// Joins the wrapped lines of a printed paragraph; a word hyphenated at the line end becomes
  /// whole where small letters stand on both sides, with a mark where the hyphen was. Chinese and
  /// Japanese lines join without a space.
  static String unwrapped(CharSequence raw, Hyphens hyphens) {
    StringBuilder joined = new StringBuilder(raw.length());
    int length = raw.length();
    for (int i = 0; i < length; i++) {
      char c = raw.charAt(i);
      int kind = HYPHENS.indexOf(c);
      if (kind >= 0 && i > 0 && Character.isLowerCase(raw.charAt(i - 1))) {
        int next = i + 1;
        while (next < length && (raw.charAt(next) == '\n' || raw.charAt(next) == '\r')) {
          next++;
        }
        if (next > i + 1 && next < length && Character.isLowerCase(raw.charAt(next))) {
          CharSequence before = raw.subSequence(Math.max(0, i - MAX_WORD_CHARS), i);
          CharSequence after = raw.subSequence(next, Math.min(length, next + MAX_WORD_CHARS));
          boolean whole = c == SOFT_HYPHEN || !hyphens.belong(before, after);
          joined.append(whole ? (char) (FIRST + kind) : c);
          i = next - 1;
          continue;
        }
      }
      if ((is(c) && c != APART && c != NOTED)
          || (c == '\n'
              && i > 0
              && i + 1 < length
              && spaceless(raw, i - 1)
              && spaceless(raw, i + 1))) {
        continue;
      }
      joined.append(c);
    }
    return joined.toString();
  }

  /// Whether the character at an index belongs to a script without spaces between words.
  private static boolean spaceless(CharSequence raw, int index) {
    char c = raw.charAt(index);
    return Character.isIdeographic(c)
        || (c >= 0x3000 && c <= 0x30FF)
        || (c >= 0xFF00 && c <= 0xFF60);
  }
}
