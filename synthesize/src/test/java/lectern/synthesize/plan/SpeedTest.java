package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lectern.synthesize.AskedAs;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.PastCall;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.TextCount;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SpeedTest {
  private final List<PastCall> past = new ArrayList<>();

  private void seen(long prompt, long cached, @Nullable Duration firstToken) {
    TextCount text = new TextCount(prompt, 0, 0, 0);
    past.add(
        new PastCall(
            "m",
            "low",
            Instant.EPOCH,
            CacheTtl.FIVE_MINUTES,
            new PromptTrace(List.of(new PrefixPoint("00", prompt)), text, text),
            new Usage(prompt, cached, 0, 10),
            "everything",
            firstToken,
            AskedAs.NOTHING));
  }

  private Duration until(long fresh) {
    return Objects.requireNonNull(Speed.of(past)).untilFirstToken(fresh);
  }

  /// 30 s, and a second for 10,000 tokens that are not cached.
  @Test
  void isALineThroughWhatWasSeen() {
    for (int fresh = 0; fresh < 5; fresh++) {
      seen(500_000 + 10_000L * fresh, 500_000, Duration.ofSeconds(30 + fresh));
    }
    assertEquals(Duration.ofSeconds(30), until(0));
    assertEquals(Duration.ofSeconds(130), until(1_000_000));
  }

  @Test
  void moreIsNeverFaster() {
    for (int fresh = 0; fresh < 6; fresh++) {
      seen(10_000L * fresh, 0, Duration.ofSeconds(30 - fresh));
    }
    assertEquals(Duration.ofMillis(27_500), until(0));
    assertEquals(Duration.ofMillis(27_500), until(500_000));
  }

  @Test
  void fewCallsTellNothing() {
    for (int i = 0; i < 4; i++) {
      seen(10_000L * i, 0, Duration.ofSeconds(30));
    }
    seen(10_000, 0, null);
    assertNull(Speed.of(past));
  }
}
