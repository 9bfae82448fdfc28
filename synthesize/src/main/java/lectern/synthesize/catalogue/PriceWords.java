package lectern.synthesize.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Prices as people write them.
public final class PriceWords {
  private PriceWords() {}

  /// Input and output: `$0.80 to 1.20 in, $3.00 to 4.50 out per million tokens`.
  public static String range(DatedPrice price) {
    return "$"
        + range(price.leastInputUsdPerMTok(), price.pricing().inputUsdPerMTok())
        + " in, $"
        + range(price.leastOutputUsdPerMTok(), price.pricing().outputUsdPerMTok())
        + " out per million tokens";
  }

  private static String range(@Nullable BigDecimal least, BigDecimal most) {
    return least == null ? dollars(most) : dollars(least) + " to " + dollars(most);
  }

  /// With two decimals, or as many more as it takes: `3.00`, `0.003625`.
  public static String dollars(BigDecimal amount) {
    BigDecimal plain = amount.stripTrailingZeros();
    return (plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY) : plain)
        .toPlainString();
  }
}
