package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lectern.synthesize.AskedAs;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.PastCall;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.TextCount;
import lectern.synthesize.Usage;
import org.junit.jupiter.api.Test;

final class CacheModelTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<PastCall> past = new ArrayList<>();

  private static List<PrefixPoint> points(String digests) {
    List<PrefixPoint> points = new ArrayList<>();
    for (String digest : digests.split(" ", -1)) {
      points.add(new PrefixPoint(digest, 1_000L * (points.size() + 1)));
    }
    return points;
  }

  private void sent(int minute, CacheTtl ttl, String digests) {
    TextCount text = new TextCount(5_000, 0, 0, 0);
    past.add(
        new PastCall(
            "m",
            "low",
            NOON.plus(MINUTE.multipliedBy(minute)),
            ttl,
            new PromptTrace(points(digests), text, text),
            new Usage(5_000, 0, 0, 1),
            "everything",
            null,
            AskedAs.NOTHING));
  }

  private int shared(int minute, String digests) {
    return new CacheModel(past, 256)
        .shared(points(digests), NOON.plus(MINUTE.multipliedBy(minute)));
  }

  @Test
  void theLongestBeginningIsShared() {
    sent(0, CacheTtl.FIVE_MINUTES, "i a b c");
    assertEquals(4, shared(1, "i a b c"));
    assertEquals(3, shared(1, "i a b d e"));
    assertEquals(1, shared(1, "i x"));
    assertEquals(0, shared(1, "j"));
  }

  @Test
  void whatIsNotUsedForFiveMinutesIsGone() {
    sent(0, CacheTtl.FIVE_MINUTES, "i a b");
    sent(4, CacheTtl.FIVE_MINUTES, "i a c");
    assertEquals(3, shared(4, "i a b"));
    assertEquals(2, shared(5, "i a b"), "what both began with was used again");
    assertEquals(2, shared(8, "i a b"));
    assertEquals(0, shared(9, "i a b"));
  }

  @Test
  void anHourStaysAnHourWhoeverUsesIt() {
    sent(0, CacheTtl.ONE_HOUR, "i a");
    sent(50, CacheTtl.FIVE_MINUTES, "i a b");
    assertEquals(2, shared(100, "i a b"));
    assertEquals(3, shared(54, "i a b"));
    assertEquals(0, shared(110, "i a b"));
  }

  @Test
  void wholeChunksAreFound() {
    CacheModel cache = new CacheModel(past, 256);
    assertEquals(23_808, cache.cachedTokens(24_059));
    assertEquals(0, cache.cachedTokens(255));
  }
}
