package lectern.synthesize.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lectern.retrieve.Scope;
import lectern.synthesize.Answer;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.Preference;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.Wish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EscalationTest {
  private final List<ChatRequest> sent = new ArrayList<>();

  /// Number of the call that fails; 0 for none.
  private int fails;

  private String sentence = "The tenant pays rent every quarter.";
  private int sentences = 140;

  /// Longest evidence that the model reads evenly, in characters.
  private int reads = Integer.MAX_VALUE;

  /// Documents of some thousand tokens each; the last of all says what is asked.
  private TestCollection collection(int documents) {
    TestCollection collection = new TestCollection();
    for (int i = 1; i < documents; i++) {
      collection.add("Lease " + i, (sentence + "\n\n").repeat(sentences));
    }
    return collection.add("Last lease", "The dog may stay.\n");
  }

  private Answer ask(int documents, Question question, String secret) {
    ChatClient chat =
        request -> {
          sent.add(request);
          if (sent.size() == fails) {
            throw new SynthesisException.NoCompletion("it is down", "", true, BigDecimal.ZERO);
          }
          String evidence = request.prompt().evidence();
          boolean known = evidence.contains(secret) && evidence.length() <= reads;
          return new Completion(
              known ? "The dog may stay. [d" + documents + "#0]" : Answer.NOT_FOUND,
              null,
              Completion.Finish.STOP,
              new Usage(1_000, 0, 0, 10),
              request.model().id(),
              Duration.ofSeconds(1),
              new BigDecimal("0.01"),
              List.of());
        };
    TestCollection collection = collection(documents);
    return new Synthesizer(
            collection,
            collection,
            TestCollection.COUNTER,
            List.of(TestCollection.model(1_048_576, 131_072)),
            chat,
            System::nanoTime,
            Stage.Listener.NONE)
        .answer(question);
  }

  private static Question question(@Nullable Tier tier, @Nullable String mostUsd) {
    return new Question(
        "What is the dog?",
        new Scope.Everything(),
        tier,
        new Wish(Preference.BALANCED, mostUsd == null ? null : new BigDecimal(mostUsd)));
  }

  /// The best passages by themselves first, since that costs little, then everything.
  @Test
  void aModelThatFindsNothingIsShownOtherEvidence() {
    Answer answer = ask(60, question(null, null), "dog may");
    assertEquals(
        List.of(Tier.SHORT, Tier.SHORT, Tier.MEDIUM_RAG),
        sent.stream().map(ChatRequest::tier).toList());
    assertTrue(answer.plan().wholeScope());
    assertEquals(3_000, answer.usage().promptTokens());
    assertEquals(new BigDecimal("0.03"), answer.completion().costUsd());
    List<String> reasons = answer.plan().reasons();
    assertTrue(reasons.get(0).contains("tokens of them, so the best passages, "), reasons.get(0));
    assertTrue(reasons.get(1).contains("tokens of them, so the documents, "), reasons.get(1));
    assertTrue(reasons.get(1).endsWith("are read by themselves."), reasons.get(1));
    assertEquals(2, answer.completion().notes().size(), answer.completion().notes().toString());
  }

  /// More passages are added behind the same bytes; everything starts anew.
  @Test
  void passagesAreAddedBehindThoseThatWereShown() {
    sentence = sentence.repeat(50);
    sentences = 14;
    Answer answer = ask(150, question(null, null), "dog may");
    assertEquals(3, sent.size());
    String first = sent.get(0).prompt().evidence();
    String second = sent.get(1).prompt().evidence();
    String third = sent.get(2).prompt().evidence();
    assertTrue(second.startsWith(first) && second.length() > 2 * first.length());
    assertFalse(third.startsWith(second));
    assertEquals(Tier.FULL_WINDOW, answer.plan().tier());
    assertTrue(third.endsWith("The dog may stay.\n"));
    List<String> reasons = answer.plan().reasons();
    assertTrue(reasons.get(0).endsWith("are read behind those."), reasons.get(0));
    assertTrue(reasons.get(1).endsWith("are read by themselves."), reasons.get(1));
    for (ChatRequest request : sent) {
      int counted = TestCollection.COUNTER.count(request.prompt().prefix());
      assertTrue(counted <= request.promptTokens(), counted + " of " + request.promptTokens());
    }
    // No passage is shown twice.
    assertEquals(
        1, second.split("\\[d1#3\\]", -1).length - 1, "a passage of the first layer is there once");
  }

  @Test
  void whoChoseATierGetsNoOther() {
    Answer answer = ask(60, question(Tier.SHORT, null), "dog may");
    assertEquals(1, sent.size());
    assertEquals(Answer.Outcome.NO_EVIDENCE, answer.outcome());
  }

  @Test
  void whoWantsFewerCallsGetsNoMore() {
    for (int most = 1; most <= Wish.MOST_CALLS; most++) {
      sent.clear();
      Wish wish = new Wish(Preference.BALANCED, null, most);
      ask(
          60,
          new Question("What is the dog?", new Scope.Everything(), null, wish),
          "no such words");
      assertEquals(most, sent.size());
    }
  }

  @Test
  void whatIsLeftOfThePriceBoundsTheNextTier() {
    Answer answer = ask(60, question(null, "0.40"), "dog may");
    assertEquals(2, sent.size());
    assertEquals(Answer.Outcome.NO_EVIDENCE, answer.outcome());
    assertTrue(
        answer.completion().notes().getLast().startsWith("no more was read: no plan costs $0.38"),
        answer.completion().notes().toString());
  }

  /// What was paid for is not lost with the call behind it.
  @Test
  void theFirstAnswerIsKeptWhereTheSecondCallFails() {
    fails = 2;
    Answer answer = ask(60, question(null, null), "dog may");
    assertEquals(Answer.Outcome.NO_EVIDENCE, answer.outcome());
    assertEquals(new BigDecimal("0.01"), answer.completion().costUsd());
    assertEquals("no more was read: it is down", answer.completion().notes().getLast());
  }

  private static Question thorough(String text) {
    return new Question(text, new Scope.Everything(), null, new Wish(Preference.THOROUGH, null));
  }

  /// Models overlook what stands in the middle of much: the best passages are shown by themselves.
  @Test
  void whatIsOverlookedInALongPromptIsLookedForInTheBestPassages() {
    reads = 200_000;
    Answer answer = ask(60, thorough("What is rent?"), "d1#3");
    assertEquals(
        List.of(Tier.MEDIUM_RAG, Tier.SHORT), sent.stream().map(ChatRequest::tier).toList());
    assertEquals(Answer.Outcome.PARTLY_SUPPORTED, answer.outcome());
    assertEquals(Tier.SHORT, answer.plan().tier());
    assertTrue(
        answer.plan().reasons().getFirst().endsWith("are read by themselves."),
        answer.plan().reasons().toString());
    assertEquals(2_000, answer.usage().promptTokens());
  }

  @Test
  void whatNeitherAnswersIsNotAnsweredByEverything() {
    Answer answer = ask(60, thorough("What is rent?"), "nobody says this");
    assertEquals(2, sent.size());
    assertEquals(Answer.Outcome.NO_EVIDENCE, answer.outcome());
    assertTrue(answer.plan().wholeScope(), "what was read at most");
    assertEquals(new BigDecimal("0.02"), answer.completion().costUsd());
  }

  /// That something is nowhere is only known of all that was read.
  @Test
  void whatIsAskedOfEverythingIsNotLookedForInPassages() {
    Answer answer = ask(60, thorough("Is there any dog clause?"), "nobody says this");
    assertEquals(1, sent.size());
    assertEquals(Answer.Outcome.NO_EVIDENCE, answer.outcome());
  }
}
