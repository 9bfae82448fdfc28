package lectern.ingest.tika;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// What every text goes through, character by character: NFC, no control characters, no soft
/// hyphens, no lone surrogates, one kind of white space.
final class Cleaning {
  private static final int FORMAT = Character.FORMAT;

  /// Tag characters spell the region of a flag behind a black one; anywhere else they are text that
  /// nobody sees, and a model reads.
  private static final Pattern TAGS =
      Pattern.compile(
          "(\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{3,6}\\x{E007F})"
              + "|[\\x{E0000}-\\x{E007F}]");

  /// First half of every tag character.
  private static final String TAG_SURROGATE = "\uDB40";

  private Cleaning() {}

  /// One line: runs of white space become single spaces, none at the ends.
  static String line(CharSequence given) {
    return line(given, false);
  }

  /// The same.
  ///
  /// @param joints whether the marks of [Joints] stay
  static String line(CharSequence given, boolean joints) {
    CharSequence raw = untagged(given);
    StringBuilder clean = new StringBuilder(raw.length());
    boolean space = false;
    for (int i = 0; i < raw.length(); ) {
      int point = Character.codePointAt(raw, i);
      i += Character.charCount(point);
      if (isSpace(point)) {
        space = true;
      } else if (!isDropped(point) || (joints && Joints.is(point))) {
        if (space && !clean.isEmpty()) {
          clean.append(' ');
        }
        space = false;
        clean.appendCodePoint(point);
      }
    }
    return nfc(clean);
  }

  /// A line of at most so many characters; one that is longer is cut, and ends in `…`.
  static String cut(String line, int maxChars) {
    if (line.length() <= maxChars) {
      return line;
    }
    int end = maxChars - 1;
    if (Character.isLowSurrogate(line.charAt(end))) {
      end--;
    }
    return line.substring(0, end).strip() + "…";
  }

  /// One line of code: tabs become four spaces, white space inside stays, at the end it goes.
  static String codeLine(CharSequence given) {
    CharSequence raw = untagged(given);
    StringBuilder clean = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); ) {
      int point = Character.codePointAt(raw, i);
      i += Character.charCount(point);
      if (point == '\t') {
        clean.append("    ");
      } else if (isSpace(point)) {
        clean.append(' ');
      } else if (!isDropped(point)) {
        clean.appendCodePoint(point);
      }
    }
    return nfc(clean).stripTrailing();
  }

  /// Characters that no readable text holds: controls, replacement characters, lone surrogates.
  static int unreadable(CharSequence raw) {
    int count = 0;
    for (int i = 0; i < raw.length(); ) {
      int point = Character.codePointAt(raw, i);
      i += Character.charCount(point);
      boolean dropped = isDropped(point) && !isSpace(point) && Character.getType(point) != FORMAT;
      count += dropped || point == 0xFFFD ? 1 : 0;
    }
    return count;
  }

  private static CharSequence untagged(CharSequence raw) {
    return raw.toString().contains(TAG_SURROGATE) ? TAGS.matcher(raw).replaceAll("$1") : raw;
  }

  static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }

  private static boolean isDropped(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED ->
          Character.getType(point) != Character.UNASSIGNED || isNonCharacter(point);
      default -> point == 0xAD || point == 0xFEFF || point == 0x200B || point == 0x2060;
    };
  }

  private static boolean isNonCharacter(int point) {
    return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
  }

  private static String nfc(StringBuilder clean) {
    return Normalizer.isNormalized(clean, Normalizer.Form.NFC)
        ? clean.toString()
        : Normalizer.normalize(clean, Normalizer.Form.NFC);
  }
}
