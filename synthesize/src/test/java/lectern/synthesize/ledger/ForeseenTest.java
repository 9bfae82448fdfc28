package lectern.synthesize.ledger;

import static lectern.synthesize.ledger.Calls.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Prediction;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.Reply;
import lectern.synthesize.TextCount;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import org.junit.jupiter.api.Test;

class ForeseenTest {
  private static final Duration ELAPSED = Duration.ofSeconds(10);

  /// The first calls are expected to count half of the margin more than the collection's counter,
  /// whatever the model counts.
  @Test
  void whatWasExpectedBeforeAnythingWasLearnedIsNoDrift() {
    List<RecordedCall> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(call("kimi-k3", NOON.plusSeconds(60L * i), 1_200, 1_000));
    }
    Foreseen first = of(calls);
    assertEquals(5, first.all().calls());
    assertEquals(6_000, first.all().expectedTokens());
    assertEquals(5_000, first.all().promptTokens());
    assertEquals(Foreseen.Sum.NONE, first.learned());
    assertFalse(first.hasDrifted());
    calls.add(call("kimi-k3", NOON.plusSeconds(600), 1_010, 1_000));
    assertFalse(of(calls).hasDrifted());
    calls.add(call("kimi-k3", NOON.plusSeconds(660), 1_200, 1_000));
    assertEquals(2, of(calls).learned().calls());
    assertTrue(of(calls).hasDrifted());
  }

  @Test
  void callsUnderWayAtOnceTeachEachOtherNothing() {
    List<RecordedCall> calls = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      calls.add(call("kimi-k3", NOON.plusMillis(i), 1_200, 1_000));
    }
    assertEquals(0, of(calls).learned().calls());
    calls.add(call("kimi-k3", NOON.plus(ELAPSED).plusMillis(3), 1_200, 1_000));
    assertEquals(0, of(calls).learned().calls());
    calls.add(call("kimi-k3", NOON.plus(ELAPSED).plusMillis(4), 1_200, 1_000));
    assertEquals(1, of(calls).learned().calls());
  }

  @Test
  void eachModelIsLearnedByItself() {
    List<RecordedCall> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      calls.add(
          call(i % 2 == 0 ? "kimi-k3" : "kimi-k2.6", NOON.plusSeconds(60L * i), 1_200, 1_000));
    }
    assertEquals(0, of(calls).learned().calls());
  }

  @Test
  void daysThatAreNotAskedForTeachAllTheSame() {
    List<RecordedCall> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(call("kimi-k3", NOON.plusSeconds(60L * i), 1_000, 1_000));
    }
    Instant later = NOON.plus(Duration.ofDays(1));
    calls.add(call("kimi-k3", later, 1_200, 1_000));
    Foreseen asked = Foreseen.of(calls, call -> !call.call().at().isBefore(later));
    assertEquals(1, asked.all().calls());
    assertEquals(1, asked.learned().calls());
    assertTrue(asked.hasDrifted());
  }

  private static Foreseen of(List<RecordedCall> calls) {
    return Foreseen.of(calls, _ -> true);
  }

  private static RecordedCall call(String model, Instant at, long expected, long reported) {
    TextCount text = new TextCount(expected, 0, 0, 0);
    Prediction prediction =
        new Prediction(
            expected,
            0,
            "low",
            CacheTtl.FIVE_MINUTES,
            new PromptTrace(List.of(new PrefixPoint("0a", 100)), text, text));
    ModelCall call =
        new ModelCall(
            "moonshot",
            model,
            at,
            Tier.SHORT,
            "everything",
            "0a1b",
            expected,
            4_096,
            null,
            1,
            null,
            prediction);
    Reply reply = new Reply("Six months", null, Finish.STOP, new Usage(reported, 0, 0, 9), model);
    CallEnd end = new CallEnd(Outcome.REPLIED, reply, null, null, ELAPSED, null, false, null);
    return new RecordedCall(
        Calls.ACCOUNT.name(), call, RecordedCall.State.REPLIED, RecordedEnd.of(end));
  }
}
