package lectern.synthesize.cite;

import java.math.BigDecimal;
import java.util.Set;
import lectern.ingest.Span;
import lectern.synthesize.Fact;

/// A number with its unit, brought to one form: weeks to days, years to months, £1.5m to 1,500,000.
///
/// @param values what it may mean; more than one where its marks leave that open, none where they
///   make no figure (`1,250,50`)
/// @param written the same before its unit was changed to another
/// @param unit empty for a number alone; `%`; a currency's code, or its sign where that is several
///   countries'; of a duration `minute`, `month` or `business day`; a measure's base
/// @param bound whether it is the least or the most
record Quantity(
    Fact.Kind kind,
    Span span,
    Set<BigDecimal> values,
    Set<BigDecimal> written,
    String unit,
    Bound bound) {
  /// Which way a figure is a limit.
  enum Bound {
    NONE,
    /// At least, more than, not before.
    LEAST,
    /// At most, less than, up to.
    MOST,
    /// Within, not later than: as MOST, but said of time so often that it may be left out.
    WITHIN;

    boolean agrees(Bound other) {
      return this == other || (isUpper() && other.isUpper());
    }

    private boolean isUpper() {
      return this == MOST || this == WITHIN;
    }
  }

  Quantity {
    values = Set.copyOf(values);
    written = Set.copyOf(written);
  }

  boolean hasValue(Quantity other) {
    return values.stream().anyMatch(other.values()::contains);
  }

  /// Whether the other one says the same of the same unit. A number without a unit is the other's,
  /// and "$" is any dollar.
  boolean isIn(Quantity other) {
    if (unit.isEmpty()) {
      return written.stream().anyMatch(other.written()::contains);
    }
    return hasValue(other) && isOf(other);
  }

  /// Whether the other one is the same but for its sign.
  boolean isNegated(Quantity other) {
    return values.stream().map(BigDecimal::negate).anyMatch(other.values()::contains)
        && (unit.isEmpty() || isOf(other));
  }

  boolean isNegative() {
    return values.stream().anyMatch(value -> value.signum() < 0);
  }

  private boolean isOf(Quantity other) {
    return (unit.equals(other.unit())
        || (unit.equals("lb") && other.unit().equals("GBP"))
        || (kind == Fact.Kind.MONEY
            && other.kind() == Fact.Kind.MONEY
            && Currencies.agree(unit, other.unit())));
  }
}
