package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;
import lectern.retrieve.Volumes;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static final ModelCard K31 = TestCollection.model(1_048_576, 1_048_576);
  private static final FixedTokens FIXED = new FixedTokens(600, 20, 0.12);
  private static final String LOOK_UP = "What is the rent?";
  private static final String JOINED = "Compare the rents of the two leases.";
  private static final String COMPLETE = "List all leases that have a break clause.";

  /// Largest scope whose prompt is within a limit: (600 + 20 + scope) x 1.12 + 64.
  private static int largest(long limit) {
    return (int) ((limit - 64) * 100 / 112) - 620;
  }

  @Test
  void readsTheWholeScopeUpToTheShortTierAndNotOneTokenMore() {
    int scope = largest(32_768);
    Plan whole = plan(LOOK_UP, null, scope);
    assertTrue(whole.wholeScope());
    assertEquals(Tier.SHORT, whole.tier());
    assertTrue(whole.promptTokens() <= 32_768 && whole.promptTokens() > 32_766);

    Plan retrieval = plan(LOOK_UP, null, scope + 1);
    assertFalse(retrieval.wholeScope());
    assertEquals(Tier.SHORT, retrieval.tier());
    assertEquals(scope, retrieval.budget().evidenceTokens());
  }

  @Test
  void takesTheTierThatSufficesForTheKindOfQuestion() {
    assertEquals(Tier.SHORT, plan(LOOK_UP, null, 100_000).tier());
    assertEquals(Tier.MEDIUM_RAG, plan(JOINED, null, 100_000).tier());
    assertTrue(plan(JOINED, null, 100_000).wholeScope());
    assertEquals(Tier.SHORT, plan(JOINED, null, 10_000).tier());
    assertFalse(plan(JOINED, null, 500_000).wholeScope());
    assertEquals(Tier.FULL_WINDOW, plan(COMPLETE, null, 500_000).tier());
    assertTrue(plan(COMPLETE, null, 500_000).wholeScope());
    assertEquals(Tier.MAP_REDUCE, plan(COMPLETE, null, 2_000_000).tier());
  }

  @Test
  void doesWhatTheAskedTierSays() {
    assertTrue(plan(COMPLETE, Tier.SHORT, 10_000).wholeScope());
    assertFalse(plan(COMPLETE, Tier.SHORT, 100_000).wholeScope());
    assertEquals(Tier.MEDIUM_RAG, plan(LOOK_UP, Tier.MEDIUM_RAG, 10_000).tier());
    assertEquals(Tier.FULL_WINDOW, plan(LOOK_UP, Tier.FULL_WINDOW, 10_000).tier());
    var tooLong =
        assertThrows(
            SynthesisException.TooLong.class, () -> plan(LOOK_UP, Tier.FULL_WINDOW, 2_000_000));
    assertTrue(tooLong.toString().contains("2,240,759"), tooLong.toString());
    assertTrue(tooLong.toString().contains("1,032,576"), tooLong.toString());
  }

  @Test
  void refusesAQuestionThatLeavesNoRoom() {
    var fixed = new FixedTokens(600, 40_000, 0.12);
    assertEquals(Tier.MEDIUM_RAG, plan(question(LOOK_UP, null), scope(500_000), K31, fixed).tier());
    assertThrows(
        SynthesisException.TooLong.class,
        () -> plan(question(LOOK_UP, Tier.SHORT), scope(500_000), K31, fixed));
    assertThrows(
        SynthesisException.TooLong.class,
        () -> plan(question(LOOK_UP, null), scope(5), TestCollection.model(8_192, 4_096), fixed));
  }

  @Test
  void pricesByTheCard() {
    Plan plan = plan(LOOK_UP, null, largest(32_768));
    // (600 + 20 + 28,580) counted tokens; the same and 6 %; 32,768 planned; at $2 a million. Then
    // 300, 7,000 and 32,768 completion tokens at $10 a million.
    assertEquals(28_580, largest(32_768));
    assertPrice(plan, "0.061400", "0.131904", "0.393216");
  }

  @Test
  void pricesARetrievalFromAFewPassagesUp() {
    Plan plan = plan(LOOK_UP, null, 100_000);
    // At least 620 and 1,024 counted tokens; usually and at most the budget filled.
    assertPrice(plan, "0.006288", "0.131904", "0.393216");
  }

  @Test
  void pricesThePromptThatCombines() {
    Plan plan = plan(COMPLETE, null, 2_000_000);
    // Each of the two documents is a volume, and larger than a prompt: two pieces, each with the
    // opening of 5 tokens.
    assertEquals(4 + 1, plan.prompts());
    // Five prompts of 620 fixed tokens, the scope, the two openings once more where notes are
    // combined, and what four parts hand on: nothing at least, 2,000 each usually, 32,768 at most,
    // which have the margin too; 64 for each template.
    long read = 4 * 620 + 2_000_000 + 2 * 5 + 2;
    long combines = 620 + 2 * 5;
    long most = (long) Math.ceil((read + combines + 4 * 32_768) * 1.12) + 5 * 64;
    assertEquals(most, plan.promptTokens());
    assertPrice(
        plan,
        usd(read, 5 * 300),
        usd(Math.round((read + combines + 4 * 2_000) * 1.06), 5 * 7_000),
        usd(most, 5 * 16_000));
    assertTrue(plan.reasons().get(1).contains("5 prompts"), plan.reasons().get(1));
  }

  @Test
  void countsPromptTokensBeyondAnInt() {
    List<IndexedDocument> scope =
        List.of(
            TestCollection.sized(1, Integer.MAX_VALUE), TestCollection.sized(2, Integer.MAX_VALUE));
    Plan plan = plan(question(COMPLETE, null), scope, K31, FIXED);
    assertTrue(plan.promptTokens() > 2L * Integer.MAX_VALUE);
  }

  private static void assertPrice(Plan plan, String least, String expected, String most) {
    Plan.Price price = Objects.requireNonNull(plan.price());
    assertEquals(0, new BigDecimal(least).compareTo(price.leastUsd()), price.toString());
    assertEquals(0, new BigDecimal(expected).compareTo(price.expectedUsd()), price.toString());
    assertEquals(0, new BigDecimal(most).compareTo(price.mostUsd()), price.toString());
  }

  private static String usd(long prompt, long completion) {
    return BigDecimal.valueOf(2 * prompt + 10 * completion, 6).toPlainString();
  }

  @Test
  void givesTheDecisiveReasonFirst() {
    List<String> reasons = plan(COMPLETE, null, 500_000).reasons();
    assertTrue(
        reasons
            .getFirst()
            .startsWith("The question asks for all there are, so everything is read."));
    assertTrue(reasons.getFirst().contains("560,759"), reasons.getFirst());
  }

  /// Whatever is asked of whatever model, no plan passes the window, by a single token.
  @Property(tries = 2_000)
  void neverPassesTheWindow(
      @ForAll @IntRange(min = 1_024, max = 2_000_000) int window,
      @ForAll @IntRange(min = 1, max = 2_000_000) int maxCompletion,
      @ForAll @IntRange(min = 0, max = 3_000) int instructions,
      @ForAll @IntRange(min = 0, max = 50_000) int questionTokens,
      @ForAll @IntRange(min = 0, max = 3_000_000) int scope,
      @ForAll @DoubleRange(min = 0, max = 0.5) double margin,
      @ForAll Tier tier,
      @ForAll boolean asked,
      @ForAll @IntRange(min = 0, max = 2) int kind) {
    ModelCard model = TestCollection.model(window, Math.min(window, maxCompletion));
    var fixed = new FixedTokens(instructions, questionTokens, margin);
    Question question = question(List.of(LOOK_UP, JOINED, COMPLETE).get(kind), asked ? tier : null);
    Plan plan;
    try {
      plan = plan(question, scope(scope), model, fixed);
    } catch (SynthesisException.TooLong e) {
      return;
    }
    assertEquals(plan, plan(question, scope(scope), model, fixed));
    assertTrue(plan.budget().completionTokens() >= 1);
    assertTrue(plan.budget().completionTokens() <= model.maxCompletionTokens());
    assertEquals(0, plan.cachedTokens());
    Plan.Price price = Objects.requireNonNull(plan.price());
    assertTrue(price.leastUsd().compareTo(price.expectedUsd()) <= 0, price.toString());
    assertTrue(price.expectedUsd().compareTo(price.mostUsd()) <= 0, price.toString());
    if (plan.tier() == Tier.MAP_REDUCE) {
      return;
    }
    assertEquals(1, plan.prompts());
    long counted = (long) instructions + questionTokens + plan.budget().evidenceTokens();
    assertEquals(Math.ceil(counted * (1 + margin)) + 64, (double) plan.promptTokens(), 1);
    assertTrue(plan.promptTokens() + plan.budget().completionTokens() <= window);
    assertTrue(plan.promptTokens() <= plan.tier().maxPromptTokens());
    if (plan.wholeScope()) {
      assertEquals(scope, plan.budget().evidenceTokens());
    } else {
      assertTrue(plan.budget().evidenceTokens() < scope);
    }
  }

  private static Plan plan(String text, @Nullable Tier tier, int scopeTokens) {
    return plan(question(text, tier), scope(scopeTokens), K31, FIXED);
  }

  private static Plan plan(
      Question question, List<IndexedDocument> scope, ModelCard model, FixedTokens fixed) {
    return Planner.plan(
        question,
        new Material(scope, Volumes.of(scope), new Ranking("none", List.of())),
        List.of(new ModelView(model, fixed, Cached.NOTHING)));
  }

  private static Question question(String text, @Nullable Tier tier) {
    return new Question(text, new Scope.Everything(), tier);
  }

  private static List<IndexedDocument> scope(int tokens) {
    return List.of(
        TestCollection.sized(1, tokens / 2), TestCollection.sized(2, tokens - tokens / 2));
  }
}
