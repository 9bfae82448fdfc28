package lectern.synthesize.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Prompt;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.offline.ExtractiveReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TokenCheckTest {
  private static final ModelCard MODEL = TestCollection.model(1_048_576, 131_072);

  private final List<Prompt> counted = new ArrayList<>();
  private final List<Prompt> answered = new ArrayList<>();
  private long tokens = 5_000;

  private final ChatClient chat =
      new ChatClient() {
        @Override
        public Completion complete(ChatRequest request) {
          answered.add(request.prompt());
          return Completion.unpaid("The dog may stay. [d1#0]", Completion.Finish.STOP, "model");
        }

        @Override
        public long exactTokens(ModelCard model, Prompt prompt) {
          assertEquals(MODEL, model);
          counted.add(prompt);
          return tokens;
        }
      };

  /// Documents of some thousand tokens each.
  private final TestCollection collection = new TestCollection();

  private Synthesizer synthesizer(PassageSearch search, ChatClient asked) {
    return synthesizer(MODEL, search, asked);
  }

  private Synthesizer synthesizer(ModelCard model, PassageSearch search, ChatClient asked) {
    return new Synthesizer(
        collection,
        search,
        TestCollection.COUNTER,
        List.of(model),
        asked,
        System::nanoTime,
        Stage.Listener.NONE);
  }

  private void documents(int number) {
    for (int i = 0; i < number; i++) {
      collection.add("Lease " + i, "The tenant pays rent every quarter.\n\n".repeat(140));
    }
  }

  private static Question question(@Nullable Tier tier) {
    return new Question("Who keeps a dog?", new Scope.Everything(), tier);
  }

  private static int count(Prompt prompt) {
    return TestCollection.COUNTER.count(prompt.instructions())
        + TestCollection.COUNTER.count(prompt.evidence())
        + TestCollection.COUNTER.count(prompt.question());
  }

  @Test
  void countsTheVeryPromptThatWouldBeAnsweredAndSendsNothingElse() {
    documents(40);
    Synthesizer synthesizer = synthesizer(collection, chat);
    for (Tier tier : List.of(Tier.SHORT, Tier.FULL_WINDOW)) {
      Plan plan = synthesizer.plan(question(tier));
      TokenCheck check = Objects.requireNonNull(synthesizer.check(question(tier), plan));
      assertEquals(List.of(), answered);
      assertEquals(count(counted.getLast()), check.counterTokens());
      assertEquals(5_000, check.exactTokens());
      synthesizer.answer(question(tier));
      assertEquals(answered, List.of(counted.getLast()));
      answered.clear();
    }
    assertEquals(2, counted.size());
  }

  @Test
  void saysByHowMuchThePlanAndTheWindowArePassed() {
    documents(3);
    Synthesizer synthesizer = synthesizer(collection, chat);
    Plan plan = synthesizer.plan(question(null));
    long room = (long) plan.budget().windowTokens() - plan.budget().completionTokens();
    tokens = plan.promptTokens();
    TokenCheck fits = Objects.requireNonNull(synthesizer.check(question(null), plan));
    assertEquals(0, fits.overPlanTokens());
    assertEquals(plan.promptTokens() - room, fits.overWindowTokens());
    tokens = room + 7;
    TokenCheck over = Objects.requireNonNull(synthesizer.check(question(null), plan));
    assertEquals(room + 7 - plan.promptTokens(), over.overPlanTokens());
    assertEquals(7, over.overWindowTokens());
  }

  @Test
  void severalPromptsAreRefused() {
    documents(60);
    Question question = new Question("List all tenants.", new Scope.Everything(), null);
    Synthesizer synthesizer = synthesizer(TestCollection.model(32_768, 8_192), collection, chat);
    Plan plan = synthesizer.plan(question);
    assertEquals(Tier.MAP_REDUCE, plan.tier());
    var refused =
        assertThrows(
            SynthesisException.NeedsMapReduce.class, () -> synthesizer.check(question, plan));
    assertTrue(
        String.valueOf(refused.getMessage()).contains(plan.prompts() + " prompts"),
        refused.toString());
    assertTrue(refused.hint().contains("--tier medium"), refused.hint());
    assertEquals(List.of(), counted);
  }

  @Test
  void whereNothingWouldBeSentNothingIsCounted() {
    documents(40);
    PassageSearch blind = _ -> new Ranking("none", List.of());
    Synthesizer synthesizer = synthesizer(blind, chat);
    Question question = question(Tier.SHORT);
    assertNull(synthesizer.check(question, synthesizer.plan(question)));
    assertEquals(Usage.NONE, synthesizer.answer(question).usage());
    assertEquals(List.of(), counted);
  }

  @Test
  void whoAnswersHereCountsForNobody() {
    documents(3);
    Synthesizer synthesizer = synthesizer(collection, new ExtractiveReader());
    Plan plan = synthesizer.plan(question(null));
    var none =
        assertThrows(
            SynthesisException.NoTokenCount.class, () -> synthesizer.check(question(null), plan));
    assertTrue(none.hint().contains("planned tokens"), none.hint());
  }
}
