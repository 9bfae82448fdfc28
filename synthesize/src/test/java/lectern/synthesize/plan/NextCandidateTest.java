package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import lectern.synthesize.Candidate;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class NextCandidateTest {
  private static final ModelCard MODEL = TestCollection.model(1_048_576, 131_072);

  private static Candidate of(
      Tier tier, boolean whole, int evidence, double recall, double found, String usd) {
    BigDecimal price = new BigDecimal(usd);
    return new Candidate(
        tier,
        whole,
        0,
        MODEL,
        evidence,
        evidence,
        0,
        recall,
        found,
        new Plan.Price(price, price, price),
        null,
        "");
  }

  private static final Candidate FOCUSED = of(Tier.SHORT, false, 7_000, 0.96, 0.95, "0.09");
  private static final Candidate SHORT = of(Tier.SHORT, false, 28_000, 0.975, 0.7, "0.13");
  private static final Candidate MEDIUM = of(Tier.MEDIUM_RAG, false, 230_000, 0.985, 0.6, "0.60");
  private static final Candidate WHOLE = of(Tier.FULL_WINDOW, true, 700_000, 1, 0.5, "1.50");
  private static final List<Candidate> ALL = List.of(FOCUSED, SHORT, MEDIUM, WHOLE);

  private static Candidate sure(Candidate one) {
    return of(
        one.tier(),
        one.wholeScope(),
        (int) one.evidenceTokens(),
        one.recall(),
        0.9999,
        Objects.requireNonNull(one.price()).expectedUsd().toPlainString());
  }

  /// What the model overlooks in three prompts of ten is there all the same.
  @Test
  void whatIsReadBetterIsAskedBeforeWhatHoldsMore() {
    assertEquals(FOCUSED, NextCandidate.of(List.of(SHORT), ALL));
    // They miss 4 and 2.5 % four times as often: 0.84 x 0.3 are in reach, of that, what is between
    // them, what is beyond both, and the tenth that is nowhere.
    assertEquals(
        0.95 * 0.84 * 0.3 / (0.84 * 0.3 + 0.06 * 0.3 + 0.1 + 0.1),
        NextCandidate.gain(List.of(SHORT), FOCUSED),
        1e-9);
  }

  /// A model that overlooks nothing has to be shown more.
  @Test
  void whatHoldsMoreIsAskedWhereNothingIsOverlooked() {
    List<Candidate> all = ALL.stream().map(NextCandidateTest::sure).toList();
    assertTrue(NextCandidate.gain(List.of(all.get(1)), all.get(0)) < 0.01);
    assertEquals(all.get(2), NextCandidate.of(List.of(all.get(1)), all));
    assertEquals(all.get(3), NextCandidate.of(List.of(all.get(1), all.get(2)), all));
    assertNull(NextCandidate.of(List.of(all.get(3)), all), "it is nowhere");
  }

  @Test
  void whatWasAskedIsNotAskedAgain() {
    assertNull(NextCandidate.of(ALL, ALL));
    assertNull(NextCandidate.of(List.of(SHORT), List.of(SHORT)));
  }

  @Property(tries = 500)
  void chancesAreChances(
      @ForAll @Size(min = 1, max = 4) List<@DoubleRange(min = 0, max = 1) Double> recalls,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double found,
      @ForAll @DoubleRange(min = 0, max = 1) double recall) {
    List<Candidate> asked =
        recalls.stream().map(one -> of(Tier.SHORT, false, 1, one, found, "1")).toList();
    Candidate next = of(Tier.MEDIUM_RAG, false, 2, recall, found, "1");
    double gain = NextCandidate.gain(asked, next);
    assertTrue(gain >= 0 && gain <= found, "" + gain);
    Candidate everything = of(Tier.FULL_WINDOW, true, 3, 1, found, "1");
    assertTrue(NextCandidate.gain(asked, everything) >= gain, "it holds all that is left");
  }
}
