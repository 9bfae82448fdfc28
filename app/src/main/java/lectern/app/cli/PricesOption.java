package lectern.app.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import lectern.app.AppException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The day whose prices count.
final class PricesOption {
  @Option(
      names = "--prices-as-of",
      paramLabel = "DATE",
      description = "Prices of that day, as 2026-04-24, in place of today's.")
  @Nullable String date;

  /// @throws AppException.BadArgument for what is no date
  LocalDate day(LocalDate today) {
    if (date == null) {
      return today;
    }
    try {
      return LocalDate.parse(date);
    } catch (DateTimeParseException _) {
      throw new AppException.BadArgument(
          "--prices-as-of is no date: " + date, "Give year, month and day, as 2026-04-24.");
    }
  }
}
