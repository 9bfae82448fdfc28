package lectern.synthesize.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/// Time that passes only while everybody waits: where for some milliseconds of real time nobody has
/// begun or ended a wait, the earliest wait is over. So a client and a stand-in in one JVM that
/// both wait in it live through hours in seconds. What they compute in the meantime takes none of
/// its time, and what they do over sockets must be quicker than those milliseconds, or time passes
/// that would not have: figures from it are approximate where the machine is busy.
public final class VirtualClock implements StandInClock, AutoCloseable {
  /// How long all must be quiet, in real time.
  private static final Duration QUIET = Duration.ofMillis(3);

  private record Waiting(Instant until, Thread thread) {}

  private final Object lock = new Object();
  private final PriorityQueue<Waiting> waits =
      new PriorityQueue<>((a, b) -> a.until.compareTo(b.until));
  private Instant now;
  private long changes;
  private boolean closed;

  private VirtualClock(Instant start) {
    now = start;
  }

  /// A clock that stands at this time until somebody waits.
  public static VirtualClock from(Instant start) {
    VirtualClock clock = new VirtualClock(start);
    Thread.ofPlatform().daemon().name("virtual clock").start(clock::run);
    return clock;
  }

  @Override
  public Instant instant() {
    synchronized (lock) {
      return now;
    }
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (!duration.isPositive()) {
      return;
    }
    synchronized (lock) {
      Waiting waiting = new Waiting(now.plus(duration), Thread.currentThread());
      waits.add(waiting);
      changes++;
      try {
        while (!closed && now.isBefore(waiting.until)) {
          lock.wait();
        }
        // Whoever waits until a certain time must find it there, or it would wait on and on.
        if (now.isBefore(waiting.until)) {
          now = waiting.until;
        }
      } finally {
        waits.remove(waiting);
        changes++;
      }
    }
  }

  private void run() {
    long seen = -1;
    try {
      while (true) {
        Thread.sleep(QUIET);
        synchronized (lock) {
          if (closed) {
            return;
          }
          Waiting first = waits.peek();
          if (first != null && changes == seen && first.until.isAfter(now)) {
            now = first.until;
            lock.notifyAll();
          }
          seen = changes;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends every wait; later ones take no real time.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }
}
