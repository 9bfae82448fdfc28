package lectern.ingest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a manifest says of a file under one name.
public sealed interface FieldValue {
  record Text(String value) implements FieldValue {}

  /// A number.
  ///
  /// @param value without trailing zeros, so that equal numbers are equal values
  record Numeric(BigDecimal value) implements FieldValue {
    private static final Pattern NUMERAL = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    public Numeric {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /// The number that a numeral stands for, as manifests and conditions write them; empty for any
    /// other text. Thirty digits hold any quantity; what is longer is a key.
    public static Optional<Numeric> of(String words) {
      return NUMERAL.matcher(words).matches()
          ? Optional.of(new Numeric(new BigDecimal(words)))
          : Optional.empty();
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
