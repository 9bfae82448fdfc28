package lectern.ingest.tika;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How long the parent waits for one file: its limit, and what its worker borrows to read pictures.
/// Starts with its making.
final class Patience {
  /// A loan that is given back shortens the wait; it is looked at so often.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final long start = System.nanoTime();
  private final Duration limit;
  private final Duration most;
  private Duration lent = Duration.ZERO;
  private boolean open;

  /// @param most that is lent, all in all; a worker that asks for more waits for nothing
  Patience(Duration limit, Duration most) {
    this.limit = limit;
    this.most = most;
  }

  synchronized void lend(Loan loan) {
    Duration sum = lent.plus(loan.time());
    lent = sum.compareTo(most) > 0 ? most : sum.isNegative() ? Duration.ZERO : sum;
    open = loan.time().isPositive();
  }

  /// Whether the worker is reading a picture now.
  synchronized boolean isLending() {
    return open;
  }

  /// The limit with what was lent.
  synchronized Duration granted() {
    return limit.plus(lent);
  }

  Duration left() {
    return granted().minusNanos(System.nanoTime() - start);
  }

  <T> T await(CompletableFuture<T> reply)
      throws TimeoutException, InterruptedException, ExecutionException {
    while (true) {
      long nanos = left().toNanos();
      try {
        return reply.get(Math.min(nanos, LOOK_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (nanos <= LOOK_NANOS && left().isNegative()) {
          throw e;
        }
      }
    }
  }
}
