package lectern.ingest.tika;

import java.util.Locale;

/// Numbers as lists and notes show them.
final class Numerals {
  private static final String[] ROMAN = {
    "m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"
  };
  private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};

  /// Browsers and word processors count on in digits from here.
  private static final int ROMAN_END = 4_000;

  private static final int LETTERS = 26;

  /// Longest row of one letter; Word counts on in digits from 781.
  private static final int LONGEST_ROW = 30;

  private static final String[] SMALL = {
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen"
  };
  private static final String[] SMALL_ORDINALS = {
    "Zeroth",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth"
  };
  private static final String[] TENS = {
    "", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"
  };

  private Numerals() {}

  /// `z` is followed by `aa`, `ab`, as in HTML.
  static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int left = number; left > 0; left = (left - 1) / LETTERS) {
      letters.insert(0, (char) ('a' + (left - 1) % LETTERS));
    }
    return letters.toString();
  }

  /// `z` is followed by `aa`, `bb`, as in Word.
  static String rows(int number) {
    if (number < 1 || number > LETTERS * LONGEST_ROW) {
      return Integer.toString(number);
    }
    char letter = (char) ('a' + (number - 1) % LETTERS);
    return String.valueOf(letter).repeat((number - 1) / LETTERS + 1);
  }

  static String roman(int number) {
    if (number < 1 || number >= ROMAN_END) {
      return Integer.toString(number);
    }
    StringBuilder roman = new StringBuilder();
    int left = number;
    for (int i = 0; i < ROMAN.length; i++) {
      while (left >= ROMAN_VALUES[i]) {
        roman.append(ROMAN[i]);
        left -= ROMAN_VALUES[i];
      }
    }
    return roman.toString();
  }

  /// A number in the format that WordprocessingML calls by a name (ECMA-376, part 1, 17.18.59).
  /// Formats of other scripts come in digits.
  static String of(int number, String format) {
    return switch (format) {
      case "none" -> "";
      case "decimalZero" -> (number >= 0 && number < 10 ? "0" : "") + number;
      case "lowerLetter" -> rows(number);
      case "upperLetter" -> rows(number).toUpperCase(Locale.ROOT);
      case "lowerRoman" -> roman(number);
      case "upperRoman" -> roman(number).toUpperCase(Locale.ROOT);
      case "ordinal" -> number + ending(number);
      case "cardinalText" -> words(number, false);
      case "ordinalText" -> words(number, true);
      case "numberInDash" -> "- " + number + " -";
      default -> Integer.toString(number);
    };
  }

  private static String ending(int number) {
    int tens = number % 100;
    if (tens >= 11 && tens <= 13) {
      return "th";
    }
    return switch (number % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }

  private static String words(int number, boolean ordinal) {
    if (number < 0 || number >= 100) {
      return number + (ordinal ? ending(number) : "");
    }
    if (number < SMALL.length) {
      return ordinal ? SMALL_ORDINALS[number] : SMALL[number];
    }
    String tens = TENS[number / 10];
    if (number % 10 == 0) {
      return ordinal ? tens.substring(0, tens.length() - 1) + "ieth" : tens;
    }
    return tens + "-" + words(number % 10, ordinal).toLowerCase(Locale.ROOT);
  }
}
