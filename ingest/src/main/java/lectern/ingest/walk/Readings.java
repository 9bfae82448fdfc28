package lectern.ingest.walk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads files side by side and hands them out in their order, to one thread. While the first takes
/// long, those behind it are read, so that a file that hangs does not leave the parsers idle.
final class Readings implements AutoCloseable {
  /// How far files are read ahead.
  ///
  /// @param files read and not handed out
  /// @param chars of text of these; those being read come on top
  record Ahead(int files, long chars) {
    /// A thousand files keep two parsers busy for the minute that a file may hang. 32M characters
    /// are at most 64 MB.
    static final Ahead USUAL = new Ahead(1_000, 32L << 20);
  }

  private final Iterator<FolderListing.Entry> entries;
  private final int parallel;
  private final Ahead limit;
  private final Function<FolderListing.Entry, Reading> read;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  // Guarded by this.
  private final Deque<FutureTask<Reading>> ahead = new ArrayDeque<>();
  private int running;
  private long chars;
  private boolean stopped;

  /// @param parallel files read at the same time
  /// @param read safe for use by many threads
  Readings(
      Iterable<FolderListing.Entry> entries,
      int parallel,
      Ahead limit,
      Function<FolderListing.Entry, Reading> read) {
    this.entries = entries.iterator();
    this.parallel = parallel;
    this.limit = limit;
    this.read = read;
  }

  /// The next file; null after the last one, or once stopped. What a reading threw is thrown here.
  @Nullable Reading next() throws InterruptedException {
    FutureTask<Reading> first;
    synchronized (this) {
      startMore();
      while (!stopped && !ahead.isEmpty() && !ahead.getFirst().isDone()) {
        wait();
        startMore();
      }
      if (stopped || ahead.isEmpty()) {
        return null;
      }
      first = ahead.removeFirst();
    }
    Reading reading = value(first);
    synchronized (this) {
      chars -= reading.chars();
    }
    return reading;
  }

  /// Reads one file now, as one of those that are read at the same time; null once stopped.
  @Nullable Reading now(Callable<Reading> work) throws InterruptedException {
    FutureTask<Reading> task = task(work);
    synchronized (this) {
      while (!stopped && running >= parallel) {
        wait();
      }
      if (!stopped) {
        start(task);
      }
      while (!stopped && !task.isDone()) {
        wait();
      }
      if (stopped) {
        return null;
      }
    }
    return value(task);
  }

  /// Nothing is handed out any more. Any thread may call this.
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /// Interrupts what is being read, and waits until it has ended.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }

  private synchronized void startMore() {
    while (!stopped
        && entries.hasNext()
        && running < parallel
        && ahead.size() < limit.files()
        && chars < limit.chars()) {
      FolderListing.Entry entry = entries.next();
      FutureTask<Reading> task = task(() -> counted(read.apply(entry)));
      ahead.add(task);
      start(task);
    }
  }

  private synchronized Reading counted(Reading reading) {
    chars += reading.chars();
    return reading;
  }

  private synchronized void start(FutureTask<Reading> task) {
    running++;
    threads.execute(task);
  }

  private FutureTask<Reading> task(Callable<Reading> work) {
    return new FutureTask<>(work) {
      @Override
      protected void done() {
        ended();
      }
    };
  }

  private synchronized void ended() {
    running--;
    notifyAll();
  }

  private static Reading value(FutureTask<Reading> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
