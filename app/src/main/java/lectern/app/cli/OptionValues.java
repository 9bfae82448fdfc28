package lectern.app.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// Reads the values of options and says what was expected, where picocli would name a class of
/// Java.
final class OptionValues {
  /// More digits than any amount has; a longer exponent would make a number that fills the memory
  /// once it is written out.
  private static final int MOST_DIGITS = 30;

  private OptionValues() {}

  static void register(CommandLine line) {
    line.registerConverter(int.class, OptionValues::whole);
    line.registerConverter(Integer.class, OptionValues::whole);
    line.registerConverter(long.class, OptionValues::wholeLong);
    line.registerConverter(Long.class, OptionValues::wholeLong);
    line.registerConverter(BigDecimal.class, OptionValues::amount);
    line.registerConverter(LocalDate.class, OptionValues::day);
  }

  private static Integer whole(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException _) {
      throw wrong(text, "no whole number from -2147483648 to 2147483647");
    }
  }

  private static Long wholeLong(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      throw wrong(text, "no whole number from -9223372036854775808 to 9223372036854775807");
    }
  }

  private static BigDecimal amount(String text) {
    BigDecimal amount;
    try {
      amount = new BigDecimal(text);
    } catch (NumberFormatException _) {
      throw wrong(text, "no number, as 12.50");
    }
    if (Math.abs((long) amount.scale()) > MOST_DIGITS || amount.precision() > MOST_DIGITS) {
      throw wrong(text, "no number of at most " + MOST_DIGITS + " digits, as 12.50");
    }
    return amount;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      throw wrong(text, "no day: year, month and day, as 2026-11-01");
    }
  }

  private static TypeConversionException wrong(String text, String what) {
    return new TypeConversionException("'" + text + "' is " + what);
  }
}
