package lectern.synthesize.kimi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import lectern.synthesize.OutputCharge;
import org.jspecify.annotations.Nullable;

/// Lets the calls of one account through as its limits allow, in the order they came, and learns
/// those limits from refusals. Safe for use by many threads.
///
/// Calls are counted over the last minute, not by the minutes of a clock: whichever way the
/// provider counts, no minute of its holds more.
public final class Governor {
  /// Calls arrive somewhat earlier or later than they were sent: two that are a minute apart here
  /// may be less there.
  private static final Duration MINUTE = Duration.ofMinutes(1).plusSeconds(1);

  private static final Duration DAY = Duration.ofHours(24).plusMinutes(1);

  /// Calls that must come through before one more is tried at once, where nobody said how many may.
  private static final int PROBE_AFTER = 20;

  /// Prompts of different kinds are counted short by different shares.
  private static final double CALIBRATION_MARGIN = 1.01;

  /// Of the newest calls, so that another kind of text is noticed.
  private static final int CALIBRATED_BY = 50;

  /// How often it is looked whether calls under way have used less than was kept for them.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// What counts against the limits from some moment on: a call, or the tokens it wrote.
  private static final class Sent {
    private final boolean call;
    private long nanos;
    private long tokens;

    private Sent(boolean call, long nanos, long tokens) {
      this.call = call;
      this.nanos = nanos;
      this.tokens = tokens;
    }
  }

  private final Time time;
  private final List<Limits> tiers;
  private final OutputCharge charge;

  /// Whose turn it is to wait for room: whoever came first.
  private final ReentrantLock turn = new ReentrantLock(true);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Deque<Sent> minute = new ArrayDeque<>();
  private final Deque<Sent> day = new ArrayDeque<>();
  private final Deque<Double> ratios = new ArrayDeque<>();
  private Limits limits;
  private int minuteCalls;
  private long minuteTokens;
  private long dayTokens;
  private int inFlight;
  private int probes;
  private @Nullable Integer guessed;
  private long closedUntil;

  /// @param known limits of the account, as far as they are known
  /// @param tiers all that an account can have: one told limit may give away the others
  /// @param charge how the provider is taken to count completions
  public Governor(Limits known, List<Limits> tiers, OutputCharge charge, Time time) {
    this.limits = known;
    this.tiers = List.copyOf(tiers);
    this.charge = charge;
    this.time = time;
    this.closedUntil = time.nanos();
  }

  /// Room for one call, to be closed when it has ended.
  final class Permit implements AutoCloseable {
    private final long predicted;
    private final Sent kept;

    private Permit(long predicted, Sent kept) {
      this.predicted = predicted;
      this.kept = kept;
    }

    /// The call goes out only now: making it ready took time, and the provider's minute begins with
    /// its arrival.
    void sent() {
      restamp(kept);
    }

    /// The provider has said how many tokens prompt and completion have.
    void counted(long promptTokens, long completionTokens) {
      learn((double) promptTokens / Math.max(1, predicted));
      switch (charge) {
        case BUDGET -> {}
        case ACTUAL -> settle(kept, promptTokens, completionTokens);
      }
    }

    @Override
    public void close() {
      release();
    }
  }

  /// Waits for room for the prompt and the whole completion budget. Where the provider counts what
  /// is used, the rest of the budget is room again once the call has ended.
  ///
  /// @param promptTokens predicted; brought nearer to what the provider counts, once it has said so
  /// @param deadline nanoseconds of [Time] after which nobody waits any more
  /// @return null where there is no room before the deadline
  @Nullable Permit acquire(long promptTokens, int completionTokens, long deadline)
      throws InterruptedException {
    turn.lockInterruptibly();
    try {
      while (true) {
        Sent sent = new Sent(true, time.nanos(), calibrated(promptTokens) + completionTokens);
        long wait = admitted(sent, deadline);
        if (wait == 0) {
          return new Permit(promptTokens, sent);
        }
        if (time.nanos() + wait - deadline > 0) {
          return null;
        }
        time.sleep(Duration.ofNanos(wait));
      }
    } finally {
      turn.unlock();
    }
  }

  /// Nanoseconds to wait before it is worth looking again; 0 where the call was let through.
  private long admitted(Sent sent, long deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (inFlight >= mostAtOnce()) {
        long left = deadline - time.nanos();
        if (left <= 0 || ended.awaitNanos(left) <= 0) {
          return Math.max(1, left + 1);
        }
      }
      long now = time.nanos();
      long tokens = sent.tokens;
      long room = Math.max(minuteWait(tokens, now), dayWait(tokens, now));
      if (charge == OutputCharge.ACTUAL && inFlight > 0) {
        room = Math.min(room, LOOK.toNanos());
      }
      long wait = Math.max(closedUntil - now, room);
      if (wait > 0) {
        return wait;
      }
      inFlight++;
      count(sent);
      return 0;
    } finally {
      lock.unlock();
    }
  }

  /// By as much as the newest prompts were counted higher or lower, the highest of them, so that
  /// none is counted short.
  private long calibrated(long promptTokens) {
    lock.lock();
    try {
      double most = ratios.stream().mapToDouble(Double::doubleValue).max().orElse(1);
      double ratio = ratios.isEmpty() ? 1 : most * CALIBRATION_MARGIN;
      return Math.round(promptTokens * ratio);
    } finally {
      lock.unlock();
    }
  }

  private void count(Sent sent) {
    minute.addLast(sent);
    minuteCalls += sent.call ? 1 : 0;
    minuteTokens += sent.tokens;
    day.addLast(sent);
    dayTokens += sent.tokens;
  }

  private void restamp(Sent sent) {
    lock.lock();
    try {
      // Looked for from the end: it is among the newest.
      if (minute.removeLastOccurrence(sent)) {
        sent.nanos = time.nanos();
        minute.addLast(sent);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The prompt counts from when it was sent, the completion from now on.
  private void settle(Sent kept, long promptTokens, long completionTokens) {
    lock.lock();
    try {
      long less = kept.tokens - promptTokens;
      minuteTokens -= minute.contains(kept) ? less : 0;
      dayTokens -= day.contains(kept) ? less : 0;
      kept.tokens = promptTokens;
      count(new Sent(false, time.nanos(), completionTokens));
    } finally {
      lock.unlock();
    }
  }

  private void learn(double ratio) {
    lock.lock();
    try {
      ratios.addLast(ratio);
      if (ratios.size() > CALIBRATED_BY) {
        ratios.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  private int mostAtOnce() {
    Integer told = limits.concurrency();
    Integer guess = guessed;
    int most = told == null ? Integer.MAX_VALUE : told;
    return guess == null ? most : Math.min(most, guess);
  }

  private long minuteWait(long tokens, long now) {
    while (!minute.isEmpty() && now - minute.getFirst().nanos >= MINUTE.toNanos()) {
      Sent old = minute.removeFirst();
      minuteCalls -= old.call ? 1 : 0;
      minuteTokens -= old.tokens;
    }
    Integer requests = limits.requestsPerMinute();
    long wait = 0;
    if (requests != null && minuteCalls >= requests) {
      wait = callsWait(minuteCalls - requests + 1, now);
    }
    Long most = limits.tokensPerMinute();
    return most == null
        ? wait
        : Math.max(wait, tokensWait(minute, minuteTokens + tokens - most, MINUTE, now));
  }

  private long dayWait(long tokens, long now) {
    Long most = limits.tokensPerDay();
    if (most == null) {
      day.clear();
      dayTokens = 0;
      return 0;
    }
    while (!day.isEmpty() && now - day.getFirst().nanos >= DAY.toNanos()) {
      dayTokens -= day.removeFirst().tokens;
    }
    return tokensWait(day, dayTokens + tokens - most, DAY, now);
  }

  /// Until enough tokens have passed out of a window. A call that is larger than all there may be
  /// is let through by itself: the provider tells better what is wrong with it.
  private static long tokensWait(Deque<Sent> window, long over, Duration length, long now) {
    long left = over;
    long wait = 0;
    for (Sent sent : window) {
      if (left <= 0) {
        break;
      }
      left -= sent.tokens;
      wait = sent.nanos + length.toNanos() - now;
    }
    return wait;
  }

  /// Until so many calls have passed out of the minute.
  private long callsWait(int over, long now) {
    int left = over;
    for (Sent sent : minute) {
      left -= sent.call ? 1 : 0;
      if (left == 0) {
        return sent.nanos + MINUTE.toNanos() - now;
      }
    }
    return 0;
  }

  private void release() {
    lock.lock();
    try {
      inFlight--;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// A call came through.
  void accepted() {
    lock.lock();
    try {
      Integer guess = guessed;
      if (guess != null && ++probes >= PROBE_AFTER) {
        probes = 0;
        guessed = guess + 1;
        ended.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// A call was refused for its rate: nobody is let through for a while, and the limit that was
  /// told holds from now on. Where none was told, half as many may be sent at once.
  void refused(Failure failure, Duration pause) {
    lock.lock();
    try {
      closedUntil = Math.max(closedUntil, time.nanos() + pause.toNanos());
      Failure.Limit told = failure.limit();
      if (told == null) {
        guessed = Math.max(1, inFlight / 2);
        probes = 0;
      } else if (!limits.has(told)) {
        limits = learned(told);
      }
    } finally {
      lock.unlock();
    }
  }

  private Limits learned(Failure.Limit told) {
    List<Limits> possible = tiers.stream().filter(tier -> tier.has(told)).toList();
    return possible.size() == 1 ? possible.getFirst() : limits.with(told);
  }

  /// What is known of the account's limits by now.
  public Limits limits() {
    lock.lock();
    try {
      return limits;
    } finally {
      lock.unlock();
    }
  }
}
