package lectern.synthesize.kimi;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ends an exchange whose headers, first token, next token or end do not come in time. The JDK's
/// own timeout ends with the headers (JDK-8208693; a stream stalled for 9 s past it, measured on
/// 25.0.3).
final class Watch implements AutoCloseable {
  /// One thread for all exchanges: it only looks at the clock.
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lectern-wire-watch").factory());

  private static final Duration AFTER_DONE = Duration.ofSeconds(1);

  private static final Duration REFUSAL_TEXT = Duration.ofSeconds(5);

  private final Exchange exchange;
  private final KimiSettings settings;
  private final AtomicReference<@Nullable ScheduledFuture<?>> pending = new AtomicReference<>();
  private final ScheduledFuture<?> whole;
  private volatile boolean closed;
  private volatile boolean writing;
  private volatile long last;

  private Watch(Exchange exchange, KimiSettings settings, Duration headers) {
    this.exchange = exchange;
    this.settings = settings;
    this.whole =
        TIMER.schedule(
            () ->
                end(
                    "no whole answer within "
                        + settings.deadline().toMillis() / 1_000.0
                        + " s, tries and waits included"),
            exchange.most().toNanos(),
            TimeUnit.NANOSECONDS);
    after(settings.connect().plus(headers), "headers");
  }

  /// Watches over a stream, whose headers come before the model has thought.
  static Watch overStream(Exchange exchange, KimiSettings settings) {
    return new Watch(exchange, settings, settings.headers());
  }

  /// Watches over a reply in one piece, whose headers come when all of it is written.
  static Watch overWhole(Exchange exchange, KimiSettings settings) {
    return new Watch(exchange, settings, settings.headers().plus(settings.firstToken()));
  }

  /// The headers of a stream are there.
  void opened() {
    after(settings.firstToken(), "first token");
  }

  /// The headers of a refusal are there: its status says enough, so its text is not waited for
  /// long.
  ///
  /// @param giveUp ends the wait
  void refused(Runnable giveUp) {
    long longest = Math.min(REFUSAL_TEXT.toNanos(), settings.headers().toNanos());
    schedule(giveUp, longest);
  }

  /// The headers of a whole reply are there.
  void reading() {
    after(settings.firstToken(), "end of the reply");
  }

  /// A token came.
  void written() {
    last = System.nanoTime();
    if (!writing) {
      writing = true;
      exchange.progress().writes();
      idleIn(settings.idle().toNanos());
    }
  }

  private void after(Duration limit, String what) {
    exchange.progress().waitsFor("the " + what, limit);
    schedule(
        () -> end("no " + what + " within " + limit.toMillis() / 1_000.0 + " s"), limit.toNanos());
  }

  /// All of the reply has come: its connection need not be waited for. It mostly ends by itself,
  /// and can be used again then.
  void done() {
    schedule(exchange::cancel, AFTER_DONE.toNanos());
  }

  private void idleIn(long nanos) {
    schedule(this::idle, nanos);
  }

  /// Looked at again when the newest token will be too old: a task for each token would be too
  /// many.
  private void idle() {
    long left = settings.idle().toNanos() - (System.nanoTime() - last);
    if (left > 0) {
      idleIn(left);
    } else {
      end("nothing more for " + settings.idle().toMillis() / 1_000.0 + " s");
    }
  }

  private void end(String what) {
    exchange.fail(Failure.of(Failure.Kind.TIMED_OUT, what));
  }

  private void schedule(Runnable task, long nanos) {
    Runnable unlessClosed =
        () -> {
          if (!closed) {
            task.run();
          }
        };
    ScheduledFuture<?> before =
        pending.getAndSet(TIMER.schedule(unlessClosed, nanos, TimeUnit.NANOSECONDS));
    if (before != null) {
      before.cancel(false);
    }
  }

  @Override
  public void close() {
    closed = true;
    whole.cancel(false);
    ScheduledFuture<?> left = pending.getAndSet(null);
    if (left != null) {
      left.cancel(false);
    }
  }
}
