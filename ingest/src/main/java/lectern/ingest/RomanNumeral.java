package lectern.ingest;

import java.util.Locale;

/// Reads the Roman numerals that number clauses and pages.
public final class RomanNumeral {
  private RomanNumeral() {}

  /// The value of a numeral in letters of either case; 0 where it is none.
  public static int value(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    int value = 0;
    for (int i = 0; i < small.length(); i++) {
      int digit = digit(small.charAt(i));
      int next = i + 1 < small.length() ? digit(small.charAt(i + 1)) : 0;
      if (digit == 0) {
        return 0;
      }
      value += digit < next ? -digit : digit;
    }
    return Math.max(0, value);
  }

  private static int digit(char c) {
    return switch (c) {
      case 'i' -> 1;
      case 'v' -> 5;
      case 'x' -> 10;
      case 'l' -> 50;
      case 'c' -> 100;
      default -> 0;
    };
  }
}
