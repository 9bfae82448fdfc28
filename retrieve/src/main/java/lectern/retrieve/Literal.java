package lectern.retrieve;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import lectern.ingest.FieldValue;
import org.jspecify.annotations.Nullable;

/// A value as a condition writes it. What it means is decided by the value it is compared with: a
/// number, a date, a flag, or text without regard to capitals.
///
/// @param text as it is written, without quotes
/// @param folded as [DocumentFields#folded] makes it
/// @param number null where it is none
/// @param days null where it is no date
/// @param flag null where it is none
public record Literal(
    String text,
    String folded,
    @Nullable BigDecimal number,
    @Nullable Days days,
    @Nullable Boolean flag) {
  private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

  /// A day, or all days of a month or a year: `2020-03-01`, `2020-03`, `2020`. A date is equal to
  /// it if it lies within, before it if before its first day, and behind it if behind its last.
  ///
  /// @param last included
  public record Days(LocalDate first, LocalDate last) {
    static @Nullable Days of(String text) {
      var date = DATE.matcher(text);
      if (!date.matches()) {
        return null;
      }
      try {
        if (date.group(3) != null) {
          LocalDate day = LocalDate.parse(text);
          return new Days(day, day);
        }
        if (date.group(2) != null) {
          YearMonth month = YearMonth.parse(text);
          return new Days(month.atDay(1), month.atEndOfMonth());
        }
        int year = Integer.parseInt(text);
        return new Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
      } catch (DateTimeException _) {
        return null;
      }
    }

    private int order(LocalDate day) {
      return day.isBefore(first) ? -1 : day.isAfter(last) ? 1 : 0;
    }
  }

  /// The value that a text stands for.
  public static Literal of(String text) {
    String bare = text.strip();
    return new Literal(
        text,
        DocumentFields.folded(text),
        FieldValue.Numeric.of(bare).map(FieldValue.Numeric::value).orElse(null),
        Days.of(bare),
        switch (bare.toLowerCase(Locale.ROOT)) {
          case "true", "yes" -> Boolean.TRUE;
          case "false", "no" -> Boolean.FALSE;
          default -> null;
        });
  }

  /// Whether one can say of a value that it is before or behind this one. A number or a date stands
  /// nowhere among words.
  boolean ranks(FieldValue held) {
    boolean quantity = number != null || days != null;
    return !(quantity && held instanceof FieldValue.Text) && order(held).isPresent();
  }

  /// Where a value stands against this one: before, at, behind; empty where this one is not of its
  /// kind.
  OptionalInt order(FieldValue held) {
    return switch (held) {
      case FieldValue.Text(String words) -> OptionalInt.of(words.compareTo(folded));
      case FieldValue.Numeric(BigDecimal value) ->
          number == null ? OptionalInt.empty() : OptionalInt.of(value.compareTo(number));
      case FieldValue.Day(LocalDate value) ->
          days == null ? OptionalInt.empty() : OptionalInt.of(days.order(value));
      case FieldValue.Flag(boolean value) ->
          flag == null ? OptionalInt.empty() : OptionalInt.of(Boolean.compare(value, flag));
    };
  }
}
