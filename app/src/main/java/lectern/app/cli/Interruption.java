package lectern.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends an ingest run or a call of a model in good order when the process is told to end, as by
/// Ctrl-C: the run stops and commits, the call is ended and written down, and the command says what
/// was done. The exit code is then the JVM's: 128 and the signal, so 130 or 143.
final class Interruption implements AutoCloseable {
  /// Longest that the process's end waits for this. A commit takes seconds where much has changed.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Console console;
  private final CountDownLatch said = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "lectern stop");

  // Guarded by this.
  private @Nullable Runnable stop;
  private boolean ending;

  private Interruption(Console console) {
    this.console = console;
  }

  /// Watches until closed, which says that the command has nothing more to say.
  static Interruption watched(Console console) {
    Interruption interruption = new Interruption(console);
    try {
      Runtime.getRuntime().addShutdownHook(interruption.hook);
    } catch (IllegalStateException e) {
      interruption.ending = true; // Told to end already.
    }
    return interruption;
  }

  /// A run has begun.
  ///
  /// @param stopping ends it early, from any thread
  synchronized void begun(Runnable stopping) {
    stop = stopping;
    if (ending) {
      stopping.run();
    }
  }

  /// The run is over; the process's end need not wait for what follows.
  synchronized void over() {
    stop = null;
  }

  /// Whether the process was told to end.
  synchronized boolean isEnding() {
    return ending;
  }

  private void end() {
    Runnable stopping;
    synchronized (this) {
      ending = true;
      stopping = stop;
    }
    if (stopping == null) {
      return;
    }
    stopping.run();
    try {
      // What was not said by then will not be; what was committed before is whole all the same.
      boolean inTime = said.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        console.err().println("lectern: ended without waiting longer for the last commit");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    said.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending; the hook runs.
    }
  }
}
