package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import lectern.synthesize.Candidate;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import org.junit.jupiter.api.Test;

final class OutlayTest {
  private static final ModelCard MODEL = TestCollection.model(1_048_576, 131_072);

  private static Candidate of(boolean whole, int evidence, double recall, String usd) {
    BigDecimal price = new BigDecimal(usd);
    return new Candidate(
        whole ? Tier.FULL_WINDOW : Tier.SHORT,
        whole,
        0,
        MODEL,
        evidence,
        evidence,
        0,
        recall,
        0.9,
        new Plan.Price(price, price, price),
        null,
        "");
  }

  private static final Candidate WHOLE = of(true, 700_000, 1, "1.50");

  /// 0.9 of what is there is found; nothing else can be asked.
  @Test
  void whatStandsAloneCostsItsPriceForEachAnswer() {
    assertEquals(1.50 / 0.9, Outlay.of(WHOLE, List.of(WHOLE), 3), 1e-9);
  }

  @Test
  void whatMayHaveToFollowIsCounted() {
    Candidate few = of(false, 7_000, 0.6, "0.08");
    double gain = NextCandidate.gain(List.of(few), WHOLE);
    assertEquals(
        (0.08 + 0.46 * 1.50) / (1 - 0.46 * (1 - gain)),
        Outlay.of(few, List.of(few, WHOLE), 3),
        1e-9);
  }

  @Test
  void whatMayNotFollowIsNotCounted() {
    Candidate few = of(false, 7_000, 0.6, "0.08");
    assertEquals(0.08 / 0.54, Outlay.of(few, List.of(few, WHOLE), 1), 1e-9);
  }

  /// A third more for what is surer is worth it where everything would have to follow, not where it
  /// can follow itself.
  @Test
  void howLittleIsEnoughDependsOnWhatComesAfterIt() {
    Candidate few = of(false, 7_000, 0.7, "0.08");
    Candidate some = of(false, 28_000, 0.95, "0.13");
    Candidate dear = of(false, 28_000, 0.95, "0.60");
    assertTrue(Outlay.of(few, List.of(few, dear), 3) < Outlay.of(dear, List.of(few, dear), 3));
    List<Candidate> all = List.of(few, some, WHOLE);
    assertTrue(Outlay.of(some, all, 3) < Outlay.of(WHOLE, all, 3));
  }
}
