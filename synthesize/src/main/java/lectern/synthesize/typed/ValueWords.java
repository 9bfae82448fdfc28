package lectern.synthesize.typed;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.synthesize.TypedAnswer.Form;

/// Says a value as a text would, so that it can be held against the words that prove it.
final class ValueWords {
  /// ISO 8601: P2Y6M, P30D, PT12H; the fractions of it are left to be read as they stand.
  private static final Pattern DURATION =
      Pattern.compile(
          "P(?:(\\d{1,9})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?"
              + "(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");

  private static final String[] UNITS = {
    "year", "month", "week", "day", "hour", "minute", "second"
  };

  private ValueWords() {}

  /// Empty where nothing of the value needs to stand in the quote: that `true` is meant by it is
  /// for a reader to say.
  static String of(Form form, String value) {
    return switch (form) {
      case CHOICE -> "";
      case PERCENTAGE -> value + " %";
      case DURATION -> duration(value.strip());
      case TEXT, NUMBER, DATE, MONEY, PARTY -> value;
    };
  }

  private static String duration(String value) {
    Matcher parts = DURATION.matcher(value.toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      return value;
    }
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < UNITS.length; i++) {
      String count = parts.group(i + 1);
      if (count != null && !count.chars().allMatch(digit -> digit == '0')) {
        words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(UNITS[i]);
        words.append(count.equals("1") ? "" : "s");
      }
    }
    return words.isEmpty() ? value : words.toString();
  }
}
