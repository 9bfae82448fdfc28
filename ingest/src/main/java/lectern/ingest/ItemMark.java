package lectern.ingest;

import java.util.ArrayList;
import java.util.List;

/// The mark of an item within a clause, as it may be meant: the `i` of `(i)` is a letter after `h`
/// and a Roman one elsewhere.
///
/// @param value its place among its like, one-based
/// @param text as printed, without brackets
record ItemMark(Style style, int value, String text) {
  /// What numbers the items of a level.
  enum Style {
    LETTER,
    ROMAN,
    CAPITAL,
    CAPITAL_ROMAN,
    DIGIT
  }

  private static final int LETTERS = 26;

  /// What a mark may mean, the likelier first.
  static List<ItemMark> readings(String text) {
    List<ItemMark> readings = new ArrayList<>();
    boolean small = Character.isLowerCase(text.charAt(0));
    if (Character.isDigit(text.charAt(0))) {
      return List.of(new ItemMark(Style.DIGIT, Integer.parseInt(text), text));
    }
    int roman = RomanNumeral.value(text);
    if (roman > 0) {
      readings.add(new ItemMark(small ? Style.ROMAN : Style.CAPITAL_ROMAN, roman, text));
    }
    char letter = Character.toLowerCase(text.charAt(0));
    if (text.length() == 1 || (text.length() == 2 && text.charAt(1) == text.charAt(0))) {
      int value = letter - 'a' + 1 + (text.length() - 1) * LETTERS;
      ItemMark asLetter = new ItemMark(small ? Style.LETTER : Style.CAPITAL, value, text);
      readings.add(roman == 1 ? 1 : 0, asLetter);
    }
    return readings;
  }

  boolean follows(ItemMark other) {
    return style == other.style && value == other.value + 1;
  }
}
