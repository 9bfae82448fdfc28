package lectern.ingest;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What a manifest says of a file under one name.
public sealed interface FieldValue {
  record Text(String value) implements FieldValue {}

  /// A number.
  ///
  /// @param value without trailing zeros, so that equal numbers are equal values
  record Numeric(BigDecimal value) implements FieldValue {
    public Numeric {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
  }

  record Day(LocalDate value) implements FieldValue {}

  record Flag(boolean value) implements FieldValue {}

  /// The value as a manifest would say it: `Acme Ltd`, `2020`, `2027-09-29`, `true`.
  default String words() {
    return switch (this) {
      case Text(String value) -> value;
      case Numeric(BigDecimal value) -> value.toPlainString();
      case Day(LocalDate value) -> value.toString();
      case Flag(boolean value) -> Boolean.toString(value);
    };
  }
}
