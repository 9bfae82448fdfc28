package lectern.retrieve.search;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Work on another core beside the thread that asks.
final class Beside {
  private Beside() {}

  /// @param one by another thread, or by this one where no other was free
  /// @param other by this thread
  record Results<A, B>(A one, B other) {}

  /// What both give. Both have ended when this returns or throws, so that what they read may be
  /// closed.
  static <A, B> Results<A, B> both(Supplier<A> one, Supplier<B> other) {
    FutureTask<A> first = new FutureTask<>(one::get);
    ForkJoinPool.commonPool().execute(first);
    B second;
    try {
      second = other.get();
    } finally {
      // Does nothing where another thread has begun.
      first.run();
      settle(first);
    }
    return switch (first.state()) {
      case SUCCESS -> new Results<>(first.resultNow(), second);
      default ->
          throw first.exceptionNow() instanceof RuntimeException cause
              ? cause
              : new IllegalStateException(first.exceptionNow());
    };
  }

  /// Waits to the end; an interrupt is left to whoever looks for it next.
  private static void settle(FutureTask<?> task) {
    boolean interrupted = false;
    while (!task.isDone()) {
      try {
        task.get();
      } catch (ExecutionException _) {
        // Told by its state.
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
