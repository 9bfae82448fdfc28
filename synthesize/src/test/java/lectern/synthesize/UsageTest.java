package lectern.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UsageTest {
  /// K3.1 Pro's.
  private static final Pricing PRICING = pricing("2.00", "4.00", null);

  @Test
  void cachedAndWrittenPartsHavePricesOfTheirOwn() {
    Usage cold = new Usage(900_000, 0, 900_000, 0);
    assertUsd("1.80", cold.costUsd(PRICING));
    assertUsd("3.60", cold.costUsd(PRICING, CacheTtl.ONE_HOUR));
    assertUsd("0.18", new Usage(900_000, 900_000, 0, 0).costUsd(PRICING));
    // 100 at 2, 200 at 0.20, 300 at 4, 10 at 10 dollars a million.
    assertUsd("0.00154", new Usage(600, 200, 300, 10).costUsd(PRICING, CacheTtl.ONE_HOUR));
  }

  @Test
  void writesCostTheInputPriceWhereTheyAreNoLineOfTheBill() {
    Pricing plain = pricing(null, null, null);
    Usage written = new Usage(1_000_000, 0, 1_000_000, 0);
    assertUsd("2", written.costUsd(plain));
    assertUsd("2", written.costUsd(plain, CacheTtl.ONE_HOUR));
  }

  @Test
  void longPromptsRaiseTheWholeCall() {
    var surcharge = new Pricing.LongContext(200_000, new BigDecimal("2"), new BigDecimal("1.5"));
    Pricing pricing = pricing("2.00", "4.00", surcharge);
    assertUsd("0.41", new Usage(200_000, 0, 0, 1_000).costUsd(pricing));
    // 200,001 at 4 and 1,000 at 15 dollars a million.
    assertUsd("0.815004", new Usage(200_001, 0, 0, 1_000).costUsd(pricing));
  }

  @Test
  void partsNeverExceedThePrompt() {
    assertEquals(100, new Usage(100, 60, 40, 0).promptTokens());
    assertThrows(IllegalArgumentException.class, () -> new Usage(100, 60, 41, 0));
    assertThrows(IllegalArgumentException.class, () -> new Usage(100, -1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Usage(100, 0, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Usage(100, 0, Long.MAX_VALUE, 0));
    assertThrows(IllegalArgumentException.class, () -> new Usage(100, 0, 0, -1));
  }

  private static Pricing pricing(
      @Nullable String write5m, @Nullable String write1h, Pricing.@Nullable LongContext surcharge) {
    return new Pricing(
        new BigDecimal("2.00"),
        new BigDecimal("0.20"),
        new BigDecimal("10.00"),
        write5m == null ? null : new BigDecimal(write5m),
        write1h == null ? null : new BigDecimal(write1h),
        surcharge,
        LocalDate.of(2026, 10, 24),
        false);
  }

  private static void assertUsd(String dollars, BigDecimal actual) {
    assertEquals(0, new BigDecimal(dollars).compareTo(actual), actual.toString());
  }
}
