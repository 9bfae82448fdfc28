package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.synthesize.ChatClient;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.kimi.PreferredModels.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferredModelsTest {
  private static final ModelCard FIRST = Wire.k3();

  private static final ChatClient FINE =
      request -> Completion.unpaid("Yes.", Completion.Finish.STOP, request.model().id());

  private static ModelCard card(String id, int window) {
    return new ModelCard(
        id,
        "elsewhere",
        window,
        1_000,
        null,
        ModelRules.PLAIN,
        null,
        null,
        URI.create("https://example.org"),
        LocalDate.EPOCH);
  }

  private static ChatClient failing(boolean elsewhere, AtomicInteger calls) {
    return _ -> {
      calls.incrementAndGet();
      throw new SynthesisException.NoCompletion("it broke", "mend it", elsewhere, BigDecimal.ONE);
    };
  }

  @Test
  void aModelRestsForAMinuteThatPassesWhateverTheClockOnTheWallSays() {
    AtomicInteger calls = new AtomicInteger();
    Wire.Waits time = new Wire.Waits();
    PreferredModels models =
        new PreferredModels(
            List.of(new Choice(FIRST, failing(true, calls)), new Choice(card("b", 100_000), FINE)),
            time);
    for (int i = 0; i < 5; i++) {
      models.complete(Wire.request(FIRST));
    }
    assertEquals(3, calls.get());
    time.sleep(Duration.ofSeconds(61));
    models.complete(Wire.request(FIRST));
    assertEquals(4, calls.get());
  }

  @Test
  void whatAnyOfThemSentOfAnAnswerIsHandedOn() {
    List<String> received = List.of("It is", "It is £42");
    AtomicInteger turn = new AtomicInteger();
    ChatClient breaking =
        _ -> {
          throw new SynthesisException.NoCompletion(
              "it broke", "mend it", true, BigDecimal.ONE, received.get(turn.getAndIncrement()));
        };
    PreferredModels models =
        new PreferredModels(
            List.of(new Choice(FIRST, breaking), new Choice(card("b", 100_000), breaking)));
    SynthesisException.NoCompletion thrown =
        assertThrows(
            SynthesisException.NoCompletion.class, () -> models.complete(Wire.request(FIRST)));
    assertEquals("It is £42", thrown.received());
  }

  private static PreferredModels models(ChatClient first, ModelCard second) {
    return new PreferredModels(List.of(new Choice(FIRST, first), new Choice(second, FINE)));
  }

  @Test
  void theNextStepsInAndThatIsSaidAndPaid() {
    Completion completion =
        models(failing(true, new AtomicInteger()), card("b", 100_000))
            .complete(Wire.request(FIRST));
    assertEquals("b", completion.model());
    assertEquals(List.of("it broke; the next model is asked"), completion.notes());
    assertEquals(BigDecimal.ONE, completion.costUsd());
  }

  @Test
  void nobodyStepsInWhereThePromptIsAtFault() {
    PreferredModels models = models(failing(false, new AtomicInteger()), card("b", 100_000));
    assertThrows(SynthesisException.NoCompletion.class, () -> models.complete(Wire.request(FIRST)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofEachThatFailsItIsSaidWhyAndWhatAllOfThemCost(boolean elsewhere) {
    ChatClient second =
        _ -> {
          throw new SynthesisException.NoCompletion(
              "wrong key", "set it", elsewhere, BigDecimal.TWO);
        };
    PreferredModels models =
        new PreferredModels(
            List.of(
                new Choice(FIRST, failing(true, new AtomicInteger())),
                new Choice(card("b", 100_000), second)));
    var none =
        assertThrows(
            SynthesisException.NoCompletion.class, () -> models.complete(Wire.request(FIRST)));
    String message = String.valueOf(none.getMessage());
    assertTrue(message.contains("it broke") && message.contains("wrong key"), message);
    assertEquals(BigDecimal.valueOf(3), none.costUsd());
  }

  @Test
  void nobodyStepsInWhomThePromptDoesNotFit() {
    PreferredModels models = models(failing(true, new AtomicInteger()), card("b", 1_999));
    assertThrows(SynthesisException.NoCompletion.class, () -> models.complete(Wire.request(FIRST)));
    assertEquals(
        "b",
        models(failing(true, new AtomicInteger()), card("b", 2_000))
            .complete(Wire.request(FIRST))
            .model());
  }

  @Test
  void whoFailsAgainAndAgainIsLeftAloneForAWhile() {
    AtomicInteger calls = new AtomicInteger();
    PreferredModels models = models(failing(true, calls), card("b", 100_000));
    for (int i = 0; i < 5; i++) {
      models.complete(Wire.request(FIRST));
    }
    assertEquals(3, calls.get());
    assertTrue(
        models.complete(Wire.request(FIRST)).notes().getFirst().contains("its last calls failed"));
  }
}
