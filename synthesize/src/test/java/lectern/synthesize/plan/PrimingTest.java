package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Pricing;
import lectern.synthesize.TestCollection;
import org.junit.jupiter.api.Test;

final class PrimingTest {
  private static final ModelCard MODEL = TestCollection.model(1_048_576, 131_072);

  private static Priming of(long shared, long cached, int questions) {
    return Priming.of(MODEL, shared, cached, questions, 4, CacheTtl.FIVE_MINUTES);
  }

  /// $2 a million to write and $0.20 to read: a second miss in two costs more than one reading.
  @Test
  void whatTwoQuestionsShareIsSentOnceBeforeThem() {
    Priming two = of(1_000_000, 0, 2);
    assertTrue(two.worthIt());
    // 2.00 + 2 x 0.20 + 16 tokens at $10; 2.00 + 0.20 + half of 1.80.
    assertEquals(0, new BigDecimal("2.400160").compareTo(two.firstUsd()));
    assertEquals(0, new BigDecimal("3.10").compareTo(two.elseUsd()));
    assertTrue(two.why(2).contains("$2.4002 in place of $3.1000"), two.why(2));
  }

  @Test
  void oneQuestionLittleTextAndWhatIsCachedAreNot() {
    assertFalse(of(1_000_000, 0, 1).worthIt());
    assertFalse(of(4_000, 0, 50).worthIt());
    assertFalse(of(1_000_000, 900_000, 50).worthIt());
  }

  @Test
  void anHourIsChosenWhereUsesAreFurtherApartThanFiveMinutes() {
    ModelCard hourly = priced(new BigDecimal("4"));
    Duration apart = Duration.ofMinutes(7);
    assertEquals(CacheTtl.ONE_HOUR, Priming.ttl(hourly, 3, apart, CacheTtl.FIVE_MINUTES));
    assertEquals(CacheTtl.FIVE_MINUTES, Priming.ttl(hourly, 2, apart, CacheTtl.ONE_HOUR));
    Duration close = Duration.ofMinutes(1);
    assertEquals(CacheTtl.FIVE_MINUTES, Priming.ttl(hourly, 50, close, CacheTtl.FIVE_MINUTES));
    Duration far = Duration.ofHours(2);
    assertEquals(CacheTtl.FIVE_MINUTES, Priming.ttl(hourly, 50, far, CacheTtl.FIVE_MINUTES));
    assertEquals(CacheTtl.FIVE_MINUTES, Priming.ttl(MODEL, 50, apart, CacheTtl.FIVE_MINUTES));
  }

  private static ModelCard priced(BigDecimal hour) {
    Pricing pricing =
        new Pricing(
            new BigDecimal("2"),
            new BigDecimal("0.2"),
            BigDecimal.TEN,
            new BigDecimal("2"),
            hour,
            null,
            LocalDate.EPOCH,
            false);
    return new ModelCard(
        "hourly",
        "test",
        MODEL.windowTokens(),
        MODEL.maxCompletionTokens(),
        pricing,
        MODEL.rules(),
        null,
        null,
        MODEL.source(),
        MODEL.asOf());
  }
}
