package lectern.ingest.tika;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import lectern.ingest.DocumentParser;
import lectern.ingest.IngestException;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceFile;

/// Apache Tika in worker processes: a file that hangs, eats memory or kills its parser costs one
/// worker and nothing else.
///
/// Workers start at the first file, parse two files at a time, are used again, and end with
/// [#close], with this process, or when this process is killed. They get no environment, are sent
/// their files, and are kept in by what the machine has for it (`docs/decisions/004`). What breaks
/// while a worker has another file in hand, or had one before, is tried once more in a worker of
/// its own; what breaks while a scan is read is tried once more without reading scans. Interrupting
/// a thread in [#parse] ends its worker; after [#close] it ends in a [CancellationException].
public final class TikaParser implements DocumentParser {
  /// Changes whenever the same bytes would give another text, block or locator.
  private static final String NAME = "tika-3.3.1/normaliser-10";

  /// For a file whose scans ended a worker: the rest of it can still be read.
  private static final OcrProgram SCANS_LEFT_OUT =
      new OcrProgram.Absent("reading them ended the worker");

  /// Starts of a worker before the run is given up, and the time between them.
  private static final int MAX_STARTS = 5;

  private static final Duration BETWEEN_STARTS = Duration.ofMillis(200);

  private final TikaSettings settings;
  private final String mainClass;
  private final Machine machine;

  /// One for each file that may be parsed at the same time.
  private final Semaphore lanes;

  private final Crew crew = new Crew();
  private final Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::killAll, "lectern workers");
  private volatile boolean closed;

  public TikaParser(TikaSettings settings) {
    this(settings, ParseWorker.class.getName(), Programs.ofEnvironment());
  }

  /// @param mainClass of the workers; tests have workers that misbehave
  TikaParser(TikaSettings settings, String mainClass, Programs programs) {
    this.settings = settings;
    this.mainClass = mainClass;
    this.machine = new Machine(programs, settings.ocr());
    this.lanes = new Semaphore(settings.workers());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String limits() {
    return String.format(
        Locale.ROOT,
        "(file %d bytes, %d ms, heap %d MiB, text %d, members %d of %d bytes, depth %d, %s)",
        settings.maxFileBytes(),
        settings.timePerFile().toMillis(),
        settings.workerHeapMegabytes(),
        settings.maxTextChars(),
        settings.maxMembers(),
        settings.maxMemberBytes(),
        settings.maxDepth(),
        switch (machine.ocr()) {
          case OcrProgram.Found found ->
              found.name() + " " + found.timePerFile().toMillis() + " ms";
          case OcrProgram.Absent _ -> "no OCR";
        });
  }

  @Override
  public long maxFileBytes() {
    return settings.maxFileBytes();
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
    try {
      lanes.acquire();
      try {
        return inCompany(file);
      } finally {
        lanes.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while parsing " + file.id());
    }
  }

  /// Parses by a worker that may have another file in hand, and may have had others.
  private ParseResult inCompany(SourceFile file) throws InterruptedException {
    Patience patience = patience();
    WorkerProcess worker = crew.take();
    boolean usable = false;
    OcrProgram next = machine.ocr();
    try {
      ParseResult result = exchange(file, worker, next, patience);
      usable = !patience.isLending();
      if (usable) {
        return result;
      }
      next = SCANS_LEFT_OUT;
    } catch (IOException e) {
      if (worker.files() == 1) {
        if (!patience.isLending()) {
          return died(worker, e);
        }
        next = SCANS_LEFT_OUT;
      }
    } finally {
      crew.giveBack(worker, usable);
    }
    return alone(file, next);
  }

  /// Parses by a worker of its own, so that whatever happens is the file's doing.
  private ParseResult alone(SourceFile file, OcrProgram ocr) throws InterruptedException {
    Patience patience = patience();
    WorkerProcess worker = start();
    try {
      ParseResult result = exchange(file, worker, ocr, patience);
      if (!patience.isLending()) {
        return result;
      }
    } catch (IOException e) {
      if (!patience.isLending()) {
        return died(worker, e);
      }
    } finally {
      end(worker);
    }
    return ocr.equals(SCANS_LEFT_OUT)
        ? new Rejected(Reason.CRASHED, "the worker broke the protocol: it reads what it must not")
        : alone(file, SCANS_LEFT_OUT);
  }

  private Patience patience() {
    return new Patience(
        settings.timePerFile(), settings.ocr().timePerFile().plus(Ocr.PICTURE_LIMIT));
  }

  private ParseResult exchange(
      SourceFile file, WorkerProcess worker, OcrProgram ocr, Patience patience)
      throws IOException, InterruptedException {
    try {
      return worker.parse(file, settings, ocr, patience);
    } catch (WorkerProcess.SourceUnreadable e) {
      return new Rejected(Reason.UNREADABLE, Rejections.line(String.valueOf(e.getMessage())));
    } catch (TimeoutException e) {
      end(worker);
      return new Rejected(
          Reason.TIMED_OUT, "parsing took longer than " + seconds(patience.granted()));
    } catch (IOException e) {
      if (closed) {
        throw closed();
      }
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

  private WorkerProcess start() throws InterruptedException {
    if (closed) {
      throw closed();
    }
    WorkerProcess worker = started();
    alive.add(worker);
    if (closed) {
      end(worker);
      throw closed();
    }
    return worker;
  }

  /// A worker that is ended while it starts says nothing of the machine; one of several that do
  /// does.
  private WorkerProcess started() throws InterruptedException {
    for (int attempt = 1; attempt < MAX_STARTS; attempt++) {
      try {
        return WorkerProcess.start(mainClass, settings, machine.fence());
      } catch (IngestException.NoWorker e) {
        Thread.sleep(BETWEEN_STARTS);
      }
    }
    return WorkerProcess.start(mainClass, settings, machine.fence());
  }

  private static CancellationException closed() {
    return new CancellationException("the parser is closed");
  }

  /// The workers that are shared, each with the files it has in hand.
  private final class Crew {
    private final Map<WorkerProcess, Integer> members = new LinkedHashMap<>();

    /// A worker with a lane free; a new one where there is none.
    synchronized WorkerProcess take() throws InterruptedException {
      for (var member : members.entrySet()) {
        WorkerProcess worker = member.getKey();
        boolean fit = worker.isAlive() && worker.files() < settings.filesPerWorker();
        if (fit && member.getValue() < ParseWorker.LANES) {
          member.setValue(member.getValue() + 1);
          return worker;
        }
      }
      WorkerProcess worker = start();
      members.put(worker, 1);
      return worker;
    }

    synchronized void giveBack(WorkerProcess worker, boolean usable) {
      int left = members.merge(worker, -1, Integer::sum);
      boolean spent = worker.files() >= settings.filesPerWorker();
      if (!usable || !worker.isAlive() || (left == 0 && (spent || closed))) {
        end(worker);
      }
      if (left == 0 && !worker.isAlive()) {
        members.remove(worker);
      }
    }
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
