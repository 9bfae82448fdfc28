package lectern.synthesize.cite;

import java.util.List;
import lectern.ingest.Span;
import org.jspecify.annotations.Nullable;

/// A date as it is written, which may leave out the day or the year, and may be read two ways.
record CalendarDate(Span span, List<Reading> readings) {
  /// One way to read it; what is not said is null.
  record Reading(@Nullable Integer year, @Nullable Integer month, @Nullable Integer day) {
    /// Whether a fuller date says this.
    boolean isIn(Reading other) {
      return isIn(year, other.year) && isIn(month, other.month) && isIn(day, other.day);
    }

    private static boolean isIn(@Nullable Integer said, @Nullable Integer known) {
      return said == null || said.equals(known);
    }

    boolean isPossible() {
      return (month == null || (month >= 1 && month <= 12))
          && (day == null || (day >= 1 && day <= 31));
    }
  }

  CalendarDate {
    readings = List.copyOf(readings);
  }

  boolean isIn(CalendarDate other) {
    return readings.stream().anyMatch(one -> other.readings.stream().anyMatch(one::isIn));
  }

  /// Whether a number alone is its year or its day.
  boolean holds(int number) {
    return readings.stream()
        .anyMatch(
            one ->
                Integer.valueOf(number).equals(one.year())
                    || Integer.valueOf(number).equals(one.day()));
  }
}
