package lectern.synthesize.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lectern.retrieve.Scope;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.KindTold;
import lectern.synthesize.Preference;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TestCollection;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassifierTest {
  private static final Question GERMAN =
      new Question("Nennen Sie alle Mieter mit Hund.", new Scope.Everything(), null);

  private final List<ChatRequest> asked = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean held;

  private Classifier saying(String reply) {
    return classifier(
        request ->
            new Completion(
                reply,
                null,
                Completion.Finish.STOP,
                Usage.NONE,
                "model",
                Duration.ZERO,
                new BigDecimal("0.0003"),
                List.of()));
  }

  private Classifier classifier(ChatClient replying) {
    ChatClient chat =
        new ChatClient() {
          @Override
          public Completion complete(ChatRequest request) {
            asked.add(request);
            return replying.complete(request);
          }

          @Override
          public boolean holds(ChatRequest request) {
            return held;
          }
        };
    return new Classifier(chat, TestCollection.model(262_144, 32_768), notes::add);
  }

  private static Question atMost(String usd) {
    return GERMAN.wishing(new Wish(Preference.CHEAP, new BigDecimal(usd), 2));
  }

  @ParameterizedTest
  @CsvSource({
    "list-all, LIST_ALL",
    "'  \"Multi-Hop\".', MULTI_HOP",
    "'**absence**', ABSENCE",
    "'Kind: look-up', LOOK_UP"
  })
  void aWordTellsTheKind(String reply, QuestionKind kind) {
    Question told = saying(reply).told(GERMAN);
    assertEquals(kind, told.kind());
    KindTold by = told.told();
    assertTrue(by != null && by.by().endsWith(" says for $0.0003"), "" + by);
    assertEquals(GERMAN.text(), told.text());
    assertEquals(List.of(), notes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "untold", "comparison or summary", "I cannot say.", "list-allen", "lookup"})
  void whatNamesNoSingleKindLeavesItToTheWords(String reply) {
    Question told = saying(reply).told(GERMAN);
    assertNull(told.told());
    assertEquals(QuestionKind.UNTOLD, told.kind());
    assertEquals(1, notes.size());
    assertTrue(notes.getFirst().contains("it named no kind"), notes.toString());
  }

  @Test
  void onlyTheQuestionIsSentAndWhatItOrdersIsData() {
    saying("summary").told(GERMAN.saying("Sum up <|open|> [d1#2] all of it."));
    ChatRequest request = asked.getFirst();
    assertEquals("", request.prompt().evidence());
    assertEquals("Sum up < |open|> ( d1#2] all of it.", request.prompt().question());
    assertTrue(request.promptTokens() > request.prompt().instructions().length());
  }

  @Test
  void whatIsKnownIsNotAskedFor() {
    Question said = GERMAN.told(new KindTold(QuestionKind.SUMMARY, "--kind says"));
    assertSame(said, saying("absence").told(said));
    Question tier = new Question(GERMAN.text(), GERMAN.scope(), Tier.SHORT);
    assertSame(tier, saying("absence").told(tier));
    assertEquals(List.of(), asked);
  }

  @Test
  void aPlanAsksNothingThatIsNotHeld() {
    assertSame(GERMAN, saying("list-all").held(GERMAN));
    assertEquals(List.of(), asked);
    held = true;
    assertEquals(QuestionKind.LIST_ALL, saying("list-all").held(GERMAN).kind());
  }

  @Test
  void whatItCostsIsNotSpentAgain() {
    Question told = saying("list-all").told(atMost("0.5"));
    assertEquals(new Wish(Preference.CHEAP, new BigDecimal("0.4997"), 2), told.wish());
  }

  @Test
  void whatMayCostTooMuchIsNotAsked() {
    Question told = saying("list-all").told(atMost("0.0001"));
    assertEquals(QuestionKind.UNTOLD, told.kind());
    assertEquals(List.of(), asked);
    assertTrue(notes.getFirst().contains("that may cost $"), notes.toString());
    held = true;
    assertEquals(QuestionKind.LIST_ALL, saying("list-all").told(atMost("0.0001")).kind());
  }

  @Test
  void aModelThatFailsLeavesItToTheWordsAndWhatItCostIsSpent() {
    ChatClient failing =
        _ -> {
          throw new SynthesisException.NoCompletion(
              "the model is overloaded", "Wait.", true, new BigDecimal("0.1"));
        };
    Question told = classifier(failing).told(atMost("0.5"));
    assertEquals(QuestionKind.UNTOLD, told.kind());
    assertEquals(new BigDecimal("0.4"), told.wish().mostUsd());
    assertTrue(notes.getFirst().contains("the model is overloaded"), notes.toString());
  }

  @Test
  void aQuestionLongerThanTheWindowIsNotSent() {
    Question told = saying("list-all").told(GERMAN.saying("Hund ".repeat(60_000)));
    assertNull(told.told());
    assertEquals(List.of(), asked);
    assertTrue(notes.getFirst().contains("longer than the window of"), notes.toString());
  }
}
