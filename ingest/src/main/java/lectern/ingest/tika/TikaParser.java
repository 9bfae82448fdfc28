package lectern.ingest.tika;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import lectern.ingest.DocumentParser;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceFile;
import org.jspecify.annotations.Nullable;

/// Apache Tika in worker processes: a file that hangs, eats memory or kills its parser costs one
/// worker and nothing else.
///
/// Workers start at the first file, are used again, and end with [#close], with this process, or
/// when this process is killed. They get no environment, no network and no file but the one sent to
/// them. Interrupting a thread in [#parse] ends its worker.
public final class TikaParser implements DocumentParser {
  /// Changes whenever the same bytes would give another text, block or locator.
  private static final String NAME = "tika-3.3.1/normaliser-3";

  private static final int TRIES = 2;

  /// Time from the first file until further workers are started where there is no core to spare for
  /// them. A worker's JVM compiles for some 5 s of CPU before it is fast, and the compiler takes
  /// that from the worker beside it: 95 contracts take 14 s with one worker and 17 s with two on
  /// two cores (`bench/FirstAnswer.java`).
  private static final Duration ALONE = Duration.ofSeconds(20);

  private final TikaSettings settings;
  private final String mainClass;

  /// Places for workers: empty ones, or idle workers, the one used last on top.
  private final LinkedBlockingDeque<Place> places = new LinkedBlockingDeque<>();

  /// Places that are not opened yet.
  private final AtomicInteger unopened;

  private final AtomicLong begin = new AtomicLong();
  private final Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::killAll, "lectern workers");
  private volatile boolean closed;

  private record Place(@Nullable WorkerProcess worker) {}

  /// What one try came to.
  ///
  /// @param again whether a fresh worker could do better
  private record Try(ParseResult result, @Nullable WorkerProcess worker, boolean again) {}

  public TikaParser(TikaSettings settings) {
    this(settings, ParseWorker.class.getName());
  }

  /// @param mainClass of the workers; tests have workers that misbehave
  TikaParser(TikaSettings settings, String mainClass) {
    this.settings = settings;
    this.mainClass = mainClass;
    boolean coresToSpare = Runtime.getRuntime().availableProcessors() > settings.workers();
    int opened = coresToSpare ? settings.workers() : 1;
    for (int i = 0; i < opened; i++) {
      places.add(new Place(null));
    }
    this.unopened = new AtomicInteger(settings.workers() - opened);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public String name() {
    return NAME;
  }

  /// Files that can be parsed at the same time.
  public int workers() {
    return settings.workers();
  }

  @Override
  public ParseResult parse(SourceFile file) {
    if (file.sizeBytes() > settings.maxFileBytes()) {
      return new Rejected(
          Reason.TOO_LARGE,
          "the file has " + file.sizeBytes() + " bytes, the limit is " + settings.maxFileBytes());
    }
    if (file.sizeBytes() == 0) {
      return new Rejected(Reason.EMPTY, "no bytes");
    }
    @Nullable WorkerProcess worker = null;
    boolean placed = false;
    try {
      worker = place().worker();
      placed = true;
      Try last = attempt(file, worker);
      for (int i = 1; i < TRIES && last.again(); i++) {
        worker = null;
        last = attempt(file, null);
      }
      worker = last.worker();
      return last.result();
    } catch (InterruptedException e) {
      worker = null;
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while parsing " + file.id());
    } finally {
      if (placed) {
        places.addFirst(new Place(reusable(worker)));
      }
    }
  }

  /// A place that is free, or one more once [#ALONE] has passed.
  private Place place() throws InterruptedException {
    begin.compareAndSet(0, System.nanoTime());
    while (unopened.get() > 0) {
      long left = ALONE.toNanos() - (System.nanoTime() - begin.get());
      Place free = places.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
      if (free != null) {
        return free;
      }
      if (unopened.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return new Place(null);
      }
    }
    return places.take();
  }

  private Try attempt(SourceFile file, @Nullable WorkerProcess idle) throws InterruptedException {
    WorkerProcess worker = idle != null && idle.isAlive() ? idle : start(idle);
    boolean fresh = worker.files() == 0;
    Duration limit = settings.timePerFile();
    try {
      return new Try(worker.parse(file, settings, limit), worker, false);
    } catch (WorkerProcess.SourceUnreadable e) {
      return new Try(
          new Rejected(Reason.UNREADABLE, Rejections.line(String.valueOf(e.getMessage()))),
          worker,
          false);
    } catch (TimeoutException e) {
      end(worker);
      return new Try(
          new Rejected(Reason.TIMED_OUT, "parsing took longer than " + seconds(limit)),
          null,
          false);
    } catch (IOException e) {
      return new Try(died(worker, e), null, !fresh);
    } catch (InterruptedException e) {
      end(worker);
      throw e;
    }
  }

  private Rejected died(WorkerProcess worker, IOException cause) throws InterruptedException {
    int exit = worker.exit();
    String words = worker.lastWords();
    end(worker);
    if (exit == ParseWorker.OUT_OF_MEMORY_EXIT) {
      return new Rejected(
          Reason.OUT_OF_MEMORY,
          "parsing needs more memory than a worker's " + settings.workerHeapMegabytes() + " MiB");
    }
    String how =
        exit < 0
            ? "the worker broke the protocol: " + cause.getMessage()
            : "the worker died, exit " + exit;
    return new Rejected(
        Reason.CRASHED, Rejections.line(words.isEmpty() ? how : how + ": " + words));
  }

  private WorkerProcess start(@Nullable WorkerProcess dead) throws InterruptedException {
    if (dead != null) {
      end(dead);
    }
    if (closed) {
      throw new IllegalStateException("the parser is closed");
    }
    WorkerProcess worker = WorkerProcess.start(mainClass, settings);
    alive.add(worker);
    if (closed) {
      end(worker);
      throw new IllegalStateException("the parser is closed");
    }
    return worker;
  }

  /// The worker, where it may take another file.
  private @Nullable WorkerProcess reusable(@Nullable WorkerProcess worker) {
    if (worker == null || closed || worker.files() >= settings.filesPerWorker()) {
      if (worker != null) {
        end(worker);
      }
      return null;
    }
    return worker;
  }

  private void end(WorkerProcess worker) {
    alive.remove(worker);
    worker.kill();
  }

  private void killAll() {
    closed = true;
    List.copyOf(alive).forEach(this::end);
  }

  @Override
  public void close() {
    killAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending; the hook runs anyway.
    }
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
