package lectern.synthesize.ledger;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.CallLedger;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Prediction;
import lectern.synthesize.Reply;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// Calls, ends and ledgers for tests.
final class Calls {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final LedgerAccount ACCOUNT = LedgerAccount.of("moonshot", "api.moonshot.ai", "sk-secret");
  static final BigDecimal WORST = new BigDecimal("0.25");
  static final BigDecimal COST = new BigDecimal("0.0125");
  static final Usage USAGE = new Usage(1_000, 768, 232, 50);

  /// Each ledger of a test is another process's, as far as its files go.
  private static final AtomicLong SEEDS = new AtomicLong();

  private Calls() {}

  static ModelCall call(String digest) {
    return call(digest, NOON);
  }

  static ModelCall call(String digest, Instant at) {
    return call(digest, at, null);
  }

  static ModelCall call(String digest, Prediction prediction) {
    return call(digest, NOON, prediction);
  }

  private static ModelCall call(String digest, Instant at, @Nullable Prediction prediction) {
    return new ModelCall(
        "moonshot",
        "kimi-k3",
        at,
        Tier.SHORT,
        "everything",
        digest,
        1_000,
        4_096,
        WORST,
        1,
        LocalDate.of(2026, 10, 26),
        prediction);
  }

  static Reply reply(String text) {
    return new Reply(text, "because", Finish.STOP, USAGE, "kimi-k3");
  }

  static CallEnd replied(String text) {
    return end(Outcome.REPLIED, reply(text));
  }

  static CallEnd end(Outcome outcome, Reply reply) {
    return new CallEnd(
        outcome, reply, COST, Duration.ofMillis(40), Duration.ofMillis(90), "trace-1", true, null);
  }

  static CallEnd failed(Outcome outcome) {
    return new CallEnd(
        outcome, null, null, null, Duration.ofMillis(5), null, false, "429 engine_overloaded");
  }

  static FileLedger open(Path folder) {
    return open(folder, InstantSource.fixed(NOON), new ArrayList<>());
  }

  static FileLedger open(Path folder, InstantSource clock, List<String> warnings) {
    return FileLedger.open(
        folder, ACCOUNT, clock, new SplittableRandom(SEEDS.incrementAndGet()), warnings::add);
  }

  /// A call from beginning to end.
  static void make(CallLedger ledger, String digest, CallEnd end) {
    ledger.begin(call(digest)).end(end);
  }
}
