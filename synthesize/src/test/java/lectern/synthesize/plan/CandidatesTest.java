package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;
import lectern.retrieve.Volumes;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.Calibration;
import lectern.synthesize.Candidate;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Preference;
import lectern.synthesize.Pricing;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import lectern.synthesize.Wish;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CandidatesTest {
  private static final ModelCard LARGE = TestCollection.model(1_048_576, 1_048_576);
  private static final ModelCard SMALL = cheap(TestCollection.model(262_144, 131_072));
  private static final FixedTokens FIXED = new FixedTokens(600, 20, 0.12);
  private static final String LOOK_UP = "What is the rent?";
  private static final String COMPLETE = "List all leases that have a break clause.";

  private static ModelCard cheap(ModelCard card) {
    Pricing old = Objects.requireNonNull(card.pricing());
    Pricing pricing =
        new Pricing(
            new BigDecimal("0.95"),
            new BigDecimal("0.16"),
            new BigDecimal("4"),
            null,
            null,
            null,
            old.from(),
            false);
    return new ModelCard(
        "small",
        "test",
        card.windowTokens(),
        card.maxCompletionTokens(),
        pricing,
        card.rules(),
        null,
        null,
        card.source(),
        card.asOf());
  }

  /// A hundred passages of 200 tokens whose scores fall by a share from each to the next.
  private static Ranking probe(double falls) {
    List<Hit> hits = new ArrayList<>();
    double score = 1;
    for (int i = 0; i < 100; i++) {
      Passage passage =
          new Passage(
              new Label(1, i),
              new DocumentId("a.txt"),
              List.of(),
              "text",
              new Span(4 * i, 4 * i + 4),
              List.of(),
              200);
      hits.add(new Hit(passage, i + 1, score));
      score *= 1 - falls;
    }
    return new Ranking("hybrid", hits);
  }

  private static Plan plan(String text, int scope, Ranking probe, Wish wish, ModelView... models) {
    List<IndexedDocument> documents = List.of(TestCollection.sized(1, scope));
    Question question = new Question(text, new Scope.Everything(), null, wish);
    Material material = new Material(documents, Volumes.of(documents), probe);
    return Planner.plan(question, material, List.of(models));
  }

  private static ModelView view(ModelCard card) {
    return new ModelView(card, FIXED, Cached.NOTHING);
  }

  private static Wish wish(Preference preference) {
    return new Wish(preference, null);
  }

  private static Wish most(@Nullable String usd) {
    return new Wish(Preference.BALANCED, usd == null ? null : new BigDecimal(usd));
  }

  @Test
  void readsLittleWhereOnePassageStandsOut() {
    Plan sharp = plan(LOOK_UP, 200_000, probe(0.1), wish(Preference.CHEAP), view(LARGE));
    assertEquals(Tier.SHORT, sharp.tier());
    assertTrue(sharp.budget().evidenceTokens() < 8_000, sharp.budget().toString());
    assertTrue(sharp.recall() >= 0.9 && sharp.recall() < 1, "" + sharp.recall());
    Plan usual = plan(LOOK_UP, 200_000, probe(0.1), Wish.DEFAULTS, view(LARGE));
    assertEquals(Tier.SHORT, usual.tier());
    assertTrue(usual.budget().evidenceTokens() > 28_000, "all that the short tier takes");
  }

  @Test
  void readsMoreWhereManyPassagesAreAlike() {
    Plan flat = plan(LOOK_UP, 200_000, probe(0.001), wish(Preference.CHEAP), view(LARGE));
    Plan sharp = plan(LOOK_UP, 200_000, probe(0.1), wish(Preference.CHEAP), view(LARGE));
    assertTrue(2 * flat.budget().evidenceTokens() > 3 * sharp.budget().evidenceTokens());
  }

  @Test
  void thoroughReadsEverythingAndCompleteQuestionsDoAnyway() {
    Plan thorough = plan(LOOK_UP, 200_000, probe(0.1), wish(Preference.THOROUGH), view(LARGE));
    assertTrue(thorough.wholeScope());
    assertTrue(plan(COMPLETE, 200_000, probe(0.1), Wish.DEFAULTS, view(LARGE)).wholeScope());
  }

  @Test
  void theFirstModelIsMeantUnlessThePriceDecides() {
    Plan preferred = plan(LOOK_UP, 200_000, probe(0.1), Wish.DEFAULTS, view(LARGE), view(SMALL));
    assertEquals("model", preferred.model().id());
    Plan cheapest =
        plan(LOOK_UP, 200_000, probe(0.1), wish(Preference.CHEAP), view(LARGE), view(SMALL));
    assertEquals("small", cheapest.model().id());
    assertTrue(cheapest.reasons().get(1).contains("in place of test/model"));
  }

  /// The window decides before the order of the settings does.
  @Test
  void aModelWithALargerWindowStepsInWhereEverythingMustBeRead() {
    Plan plan =
        plan(COMPLETE, 500_000, probe(0.1), wish(Preference.CHEAP), view(SMALL), view(LARGE));
    assertEquals("model", plan.model().id());
    assertEquals(Tier.FULL_WINDOW, plan.tier());
    Plan usual = plan(COMPLETE, 500_000, probe(0.1), Wish.DEFAULTS, view(SMALL), view(LARGE));
    assertEquals("model", usual.model().id());
    Plan parts = plan(COMPLETE, 2_000_000, probe(0.1), Wish.DEFAULTS, view(SMALL), view(LARGE));
    assertEquals(Tier.MAP_REDUCE, parts.tier());
    assertEquals("small", parts.model().id());
  }

  /// 200,000 tokens at a tenth of the price cost less than 30,000 new ones.
  @Test
  void whatIsCachedMayCostLessThanWhatIsShort() {
    ModelView cached =
        new ModelView(
            LARGE, FIXED, new Cached(_ -> 211_968, _ -> 512, CacheTtl.FIVE_MINUTES, _ -> 0));
    Plan flat = plan(LOOK_UP, 200_000, probe(0.001), Wish.DEFAULTS, cached);
    assertTrue(flat.wholeScope(), flat.reasons().toString());
    assertEquals(211_968, flat.cachedTokens());
    Plan fast = plan(LOOK_UP, 200_000, probe(0.001), wish(Preference.FAST), cached);
    assertTrue(fast.wholeScope(), "little of it is new");
    Plan slow = plan(LOOK_UP, 200_000, probe(0.1), wish(Preference.FAST), view(LARGE));
    assertFalse(slow.wholeScope());
  }

  /// Twelve volumes of one document each, hits in two of them.
  private static Plan ofVolumes(String text, ModelView model) {
    List<IndexedDocument> documents =
        IntStream.rangeClosed(1, 12).mapToObj(i -> TestCollection.sized(i, 150_000)).toList();
    List<Hit> hits =
        probe(0.001).hits().stream()
            .map(
                hit ->
                    new Hit(
                        at(hit.rank() % 3 == 0 ? 3 : 7, hit.passage()), hit.rank(), hit.score()))
            .toList();
    Question question = new Question(text, new Scope.Everything(), null, Wish.DEFAULTS);
    Material material = new Material(documents, Volumes.of(documents), new Ranking("hybrid", hits));
    return Planner.plan(question, material, List.of(model));
  }

  private static Passage at(int document, Passage old) {
    return new Passage(
        new Label(document, old.label().ordinal()),
        old.document(),
        List.of(),
        old.text(),
        old.span(),
        List.of(),
        old.renderedTokens());
  }

  @Test
  void beyondTheWindowVolumesThatHoldTheBestPassagesAreCandidates() {
    Plan plan = ofVolumes(LOOK_UP, view(LARGE));
    List<Candidate> volumes = plan.candidates().stream().filter(one -> one.volumes() > 0).toList();
    assertEquals(List.of(1, 2), volumes.stream().map(Candidate::volumes).toList());
    assertEquals(0.975 * 2 / 3, volumes.getFirst().recall(), 0.05);
    assertEquals(0.975, volumes.getLast().recall(), 1e-9);
    assertEquals(300_000, volumes.getLast().evidenceTokens());
    assertEquals(0, plan.volumes().size(), "passages hold as much for less");
  }

  /// Volumes that the cache holds may cost less than new passages.
  @Test
  void cachedVolumesAreReadInPlaceOfPassages() {
    Cached cached =
        new Cached(
            documents -> documents.size() == 2 ? 310_000 : 0,
            _ -> 0,
            CacheTtl.FIVE_MINUTES,
            _ -> 0);
    Plan plan = ofVolumes(LOOK_UP, new ModelView(LARGE, FIXED, cached));
    assertEquals(Tier.SHORT, plan.tier());
    ModelCard dear = TestCollection.model(1_048_576, 1_048_576);
    Calibration reads =
        new Calibration(
            List.of(
                new Calibration.Point(dear.name(), QuestionKind.LOOK_UP, 30_000, 0.2, 50),
                new Calibration.Point(dear.name(), QuestionKind.LOOK_UP, 300_000, 0.9, 50)));
    Plan measured = ofVolumes(LOOK_UP, new ModelView(dear, FIXED, cached, reads, null));
    assertEquals(List.of(2, 6), measured.volumes());
    assertFalse(measured.wholeScope());
    assertEquals(310_000, measured.cachedTokens());
    assertTrue(measured.reasons().getFirst().contains("2 of its 12 volumes"));
  }

  /// A model that was measured to read long prompts badly is not given them.
  @Test
  void whatWasMeasuredOfAModelBoundsWhatItIsGiven() {
    ModelView trusted = view(LARGE);
    assertTrue(plan(LOOK_UP, 20_000, probe(0.1), Wish.DEFAULTS, trusted).wholeScope());
    Plan flat = plan(LOOK_UP, 200_000, probe(0.1), wish(Preference.THOROUGH), trusted);
    assertTrue(flat.wholeScope());
    Calibration decays =
        new Calibration(
            List.of(
                new Calibration.Point(LARGE.name(), QuestionKind.LOOK_UP, 30_000, 0.95, 50),
                new Calibration.Point(LARGE.name(), QuestionKind.LOOK_UP, 120_000, 0.5, 50)));
    Plan bounded =
        plan(
            LOOK_UP,
            200_000,
            probe(0.1),
            wish(Preference.THOROUGH),
            new ModelView(LARGE, FIXED, Cached.NOTHING, decays, null));
    assertFalse(bounded.wholeScope());
    assertEquals(Tier.SHORT, bounded.tier());
    assertTrue(
        bounded.reasons().stream().anyMatch(one -> one.contains("measured to answer 95 in 100")),
        bounded.reasons().toString());
    Candidate whole =
        bounded.candidates().stream().filter(Candidate::wholeScope).findFirst().orElseThrow();
    assertEquals("too long to be read well", whole.verdict());
    assertEquals(0.5, whole.found());
  }

  @Test
  void aPriceThatNothingKeepsIsRefusedWithTheLeastThereIs() {
    var refused =
        assertThrows(
            SynthesisException.OverPrice.class,
            () -> plan(LOOK_UP, 200_000, probe(0.1), most("0.01"), view(LARGE)));
    assertTrue(refused.toString().contains("the cheapest may cost $0.3"), refused.toString());
    ModelCard unpriced =
        new ModelCard(
            "free",
            "test",
            262_144,
            32_768,
            null,
            LARGE.rules(),
            null,
            null,
            LARGE.source(),
            LARGE.asOf());
    assertThrows(
        SynthesisException.OverPrice.class,
        () -> plan(LOOK_UP, 200_000, probe(0.1), most("5"), view(unpriced)));
    assertTrue(plan(LOOK_UP, 10_000, probe(0.1), most(null), view(unpriced)).wholeScope());
  }

  @Property(tries = 500)
  void noPlanPassesItsPriceAndEachIsAmongItsCandidates(
      @ForAll @IntRange(min = 1, max = 3_000_000) int scope,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double falls,
      @ForAll Preference preference,
      @ForAll @DoubleRange(min = 0.01, max = 3) double most,
      @ForAll boolean complete) {
    BigDecimal usd = BigDecimal.valueOf(most);
    Plan plan;
    try {
      plan =
          plan(
              complete ? COMPLETE : LOOK_UP,
              scope,
              probe(falls),
              new Wish(preference, usd),
              view(LARGE),
              view(SMALL));
    } catch (SynthesisException.OverPrice e) {
      return;
    }
    assertTrue(Objects.requireNonNull(plan.price()).mostUsd().compareTo(usd) <= 0);
    List<Candidate> chosen =
        plan.candidates().stream().filter(one -> one.verdict().equals("chosen")).toList();
    assertEquals(1, chosen.size(), plan.candidates().toString());
    assertEquals(plan.recall(), chosen.getFirst().recall());
    for (Candidate other : plan.candidates()) {
      boolean sure = other.recall() >= preference.leastRecall();
      boolean payable = Objects.requireNonNull(other.price()).mostUsd().compareTo(usd) <= 0;
      boolean same = other.model().name().equals(plan.model().name());
      boolean single = other.tier() != Tier.MAP_REDUCE;
      boolean ample = other.wholeScope() || other.evidenceTokens() > 28_000;
      if (sure && payable && same && single && ample && preference != Preference.FAST) {
        assertTrue(
            other.price().expectedUsd().compareTo(plan.price().expectedUsd()) >= 0,
            "a cheaper one is as sure");
      }
    }
  }
}
