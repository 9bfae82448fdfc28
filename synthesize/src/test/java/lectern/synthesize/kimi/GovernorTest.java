package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lectern.synthesize.OutputCharge;
import lectern.synthesize.kimi.Failure.Kind;
import lectern.synthesize.kimi.Failure.Limit;
import lectern.synthesize.kimi.Failure.Measure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GovernorTest {
  private static final Limits TIER_0 = new Limits(1, 3, 500_000L, 1_500_000L);
  private static final Limits TIER_1 = new Limits(50, 200, 2_000_000L, null);
  private static final long HOUR = Duration.ofHours(1).toNanos();

  /// Time that passes only where somebody waits.
  private static final class Still implements Time {
    private long now;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      now += duration.toNanos();
    }
  }

  private final Still time = new Still();

  private Governor governor(Limits limits) {
    return governor(limits, OutputCharge.BUDGET);
  }

  private Governor governor(Limits limits, OutputCharge charge) {
    return new Governor(limits, List.of(TIER_0, TIER_1), charge, time);
  }

  /// Seconds at which calls are let through.
  private List<Long> admitted(Governor governor, int calls, long tokens)
      throws InterruptedException {
    List<Long> at = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      try (Governor.Permit permit = governor.acquire(tokens, 0, Long.MAX_VALUE)) {
        assertNotNull(permit);
        at.add(Duration.ofNanos(time.nanos()).toSeconds());
      }
    }
    return at;
  }

  @Test
  void letsThroughWhatAMinuteHoldsAndNoMore() throws InterruptedException {
    assertEquals(List.of(0L, 0L, 0L, 61L, 61L, 61L, 122L), admitted(governor(TIER_0), 7, 10));
  }

  @Test
  void countsTokensOfAMinuteAndOfADay() throws InterruptedException {
    Limits tokens = new Limits(null, null, 500_000L, 1_500_000L);
    // The sixth waits until the first is a day and a minute old.
    assertEquals(
        List.of(0L, 61L, 122L, 183L, 244L, 86_460L), admitted(governor(tokens), 6, 300_000));
  }

  @Test
  void learnsHowTheProviderCounts() throws InterruptedException {
    Governor governor = governor(new Limits(null, null, 1_000L, null));
    try (Governor.Permit permit = governor.acquire(400, 0, HOUR)) {
      assertNotNull(permit);
      permit.counted(600, 0);
    }
    // Another 400 would be 606 by the provider's count.
    assertEquals(List.of(61L), admitted(governor, 1, 400));
  }

  /// A call of 400 with a budget of 500, of which 50 are used.
  private void call(Governor governor) throws InterruptedException {
    try (Governor.Permit permit = governor.acquire(400, 500, Long.MAX_VALUE)) {
      assertNotNull(permit);
      time.sleep(Duration.ofSeconds(10));
      permit.counted(400, 50);
    }
  }

  @Test
  void keepsTheWholeBudgetForAMinuteWhereItIsCharged() throws InterruptedException {
    Governor governor = governor(new Limits(null, null, 1_000L, null), OutputCharge.BUDGET);
    call(governor);
    call(governor);
    assertEquals(71, Duration.ofNanos(time.nanos()).toSeconds());
  }

  @Test
  void givesBackWhatWasNotUsedWhereThatIsCharged() throws InterruptedException {
    Governor governor = governor(new Limits(null, null, 1_360L, null), OutputCharge.ACTUAL);
    call(governor);
    // 404 of the prompt by what was learned, 500 kept, beside 450 used: 1,354.
    call(governor);
    assertEquals(20, Duration.ofNanos(time.nanos()).toSeconds());
    // 900 used: the first prompt and its 50 must be 61 s old.
    call(governor);
    assertEquals(81, Duration.ofNanos(time.nanos()).toSeconds());
  }

  @Test
  void writtenTokensAreNoCalls() throws InterruptedException {
    Governor governor = governor(new Limits(null, 2, null, null), OutputCharge.ACTUAL);
    call(governor);
    call(governor);
    assertEquals(List.of(61L, 71L), admitted(governor, 2, 1));
  }

  @Test
  void looksAgainWhetherACallUnderWayUsesLess() throws InterruptedException {
    Governor governor = governor(new Limits(null, null, 1_000L, null), OutputCharge.ACTUAL);
    Governor.Permit first = governor.acquire(400, 500, HOUR);
    assertNotNull(first);
    assertNull(governor.acquire(400, 500, Duration.ofSeconds(5).toNanos()));
    assertEquals(5, Duration.ofNanos(time.nanos()).toSeconds());
    first.counted(400, 50);
    first.close();
    assertEquals(List.of(5L), admitted(governor, 1, 500));
  }

  @Test
  void whatIsLargerThanAMinuteGoesByItself() throws InterruptedException {
    assertEquals(
        List.of(0L, 61L), admitted(governor(new Limits(null, null, 100L, null)), 2, 1_000));
  }

  @Test
  void nobodyWaitsPastTheDeadline() throws InterruptedException {
    Governor governor = governor(TIER_0);
    admitted(governor, 3, 10);
    assertNull(governor.acquire(10, 0, time.nanos() + Duration.ofSeconds(60).toNanos()));
    assertNotNull(governor.acquire(10, 0, time.nanos() + HOUR));
  }

  @Test
  void nobodyIsLetInWhileAllAreBusy() throws InterruptedException {
    Governor governor = governor(new Limits(1, null, null, null));
    Governor.Permit first = governor.acquire(1, 0, HOUR);
    assertNotNull(first);
    assertNull(governor.acquire(1, 0, Duration.ofMillis(20).toNanos()));
    first.close();
    assertNotNull(governor.acquire(1, 0, HOUR));
  }

  private static Failure refusal(@Nullable Limit told) {
    return new Failure(Kind.RATE_LIMITED, 429, "limit", null, told);
  }

  @Test
  void oneLimitGivesAwayTheTier() {
    Governor governor = governor(Limits.UNKNOWN);
    governor.refused(refusal(new Limit(Measure.REQUESTS_PER_MINUTE, 200)), Duration.ofSeconds(1));
    assertEquals(TIER_1, governor.limits());
  }

  @Test
  void aLimitOfNoTierIsTakenAsTold() {
    Governor governor = governor(TIER_0);
    governor.refused(refusal(new Limit(Measure.REQUESTS_PER_MINUTE, 7)), Duration.ofSeconds(1));
    assertEquals(new Limits(1, 7, 500_000L, 1_500_000L), governor.limits());
  }

  @Test
  void nobodyIsLetInWhileTheProviderAsksToWait() throws InterruptedException {
    Governor governor = governor(Limits.UNKNOWN);
    governor.refused(
        refusal(new Limit(Measure.TOKENS_PER_MINUTE, 9_000_000)), Duration.ofSeconds(21));
    assertEquals(List.of(21L), admitted(governor, 1, 10));
  }

  @Test
  void backsOffWhereNoLimitIsToldAndProbesAgain() throws InterruptedException {
    Governor governor = governor(Limits.UNKNOWN);
    List<Governor.Permit> busy = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Governor.Permit permit = governor.acquire(1, 0, HOUR);
      assertNotNull(permit);
      busy.add(permit);
    }
    governor.refused(refusal(null), Duration.ZERO);
    busy.forEach(Governor.Permit::close);
    for (int i = 0; i < 4; i++) {
      assertNotNull(governor.acquire(1, 0, HOUR));
    }
    assertNull(governor.acquire(1, 0, time.nanos() + Duration.ofMillis(5).toNanos()));
    for (int i = 0; i < 20; i++) {
      governor.accepted();
    }
    assertNotNull(governor.acquire(1, 0, HOUR));
    assertEquals(Limits.UNKNOWN, governor.limits());
  }
}
