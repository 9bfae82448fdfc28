package lectern.ingest.tika;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import lectern.ingest.FileTrouble;
import lectern.ingest.IngestException;
import lectern.ingest.ParseResult;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;
import org.jspecify.annotations.Nullable;

/// A worker process, seen from the parent. Parses [ParseWorker#LANES] files at the same time.
final class WorkerProcess {
  /// The file could not be read by the parent; the worker is as good as before.
  static final class SourceUnreadable extends Exception {
    private static final long serialVersionUID = 1;

    SourceUnreadable(String message) {
      super(message);
    }
  }

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration LAST_BREATH = Duration.ofSeconds(1);
  private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);
  private static final long ASK_AGAIN_MILLIS = 2;
  private static final int PART_BYTES = 1 << 18;

  /// Starts every worker: a fence ends a worker with the thread that started it, so that thread
  /// must last as long as this process.
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("worker starter").factory());

  /// A file that the worker has in hand.
  private record Exchange(CompletableFuture<byte[]> reply, Patience patience) {}

  private final Process process;
  private final Path folder;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final LastWords lastWords;
  private final ReentrantLock sending = new ReentrantLock();

  /// Files that are being parsed, by their numbers.
  private final Map<Integer, Exchange> waiting = new ConcurrentHashMap<>();

  private final AtomicInteger files = new AtomicInteger();

  /// Why nothing comes from the worker any more.
  private volatile @Nullable IOException broken;

  private WorkerProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    this.in = new DataInputStream(process.getInputStream());
    this.lastWords = LastWords.of(process.getErrorStream());
  }

  /// Starts a worker and waits until it is up.
  static WorkerProcess start(String mainClass, TikaSettings settings, Fence fence)
      throws InterruptedException {
    @Nullable Path folder = null;
    @Nullable WorkerProcess worker = null;
    boolean up = false;
    try {
      folder = Files.createTempDirectory("lectern-worker-");
      ProcessBuilder builder =
          new ProcessBuilder(WorkerCommand.of(mainClass, settings, fence, folder))
              .directory(folder.toFile());
      // Parsers need nothing of the user's environment, and its keys are none of their business.
      builder.environment().clear();
      builder.environment().put("LC_ALL", "C.UTF-8");
      WorkerProcess started = new WorkerProcess(STARTER.submit(builder::start).get(), folder);
      worker = started;
      CompletableFuture<Boolean> hello = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name("worker replies")
          .start(() -> started.listen(hello, settings.maxReplyBytes()));
      up = hello.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return started;
    } catch (IOException e) {
      throw noWorker(String.valueOf(e.getMessage()), e);
    } catch (ExecutionException | TimeoutException e) {
      String words = worker == null ? "" : worker.lastWords.text();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw noWorker(words + " " + cause.getMessage(), e);
    } finally {
      if (!up && worker != null) {
        worker.kill();
      } else if (!up && folder != null) {
        Folders.delete(folder);
      }
    }
  }

  private static IngestException.NoWorker noWorker(String detail, Exception cause) {
    return new IngestException.NoWorker(
        "cannot start a parse worker: " + Rejections.line(detail),
        "Check that the JDK, the class path and the temporary folder can be read, and that memory is free.",
        cause);
  }

  /// Files that this worker was sent.
  int files() {
    return files.get();
  }

  boolean isAlive() {
    return process.isAlive() && broken == null;
  }

  /// Sends a file and waits for what comes of it.
  ///
  /// @param ocr what reads its scans
  /// @throws IOException where the worker died, was killed, or does not keep to the protocol
  ParseResult parse(SourceFile file, TikaSettings settings, OcrProgram ocr, Patience patience)
      throws IOException, TimeoutException, InterruptedException, SourceUnreadable {
    int number = files.incrementAndGet();
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    waiting.put(number, new Exchange(reply, patience));
    try {
      within(patience.left(), () -> send(number, Request.of(file, settings, ocr), file, settings));
      IOException gone = broken;
      if (gone != null) {
        throw gone;
      }
      return checked(Wire.of(patience.await(reply)), file);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() instanceof IOException why ? why.getMessage() : null, e);
    } catch (IllegalArgumentException e) {
      throw new IOException("its reply makes no sense: " + e.getMessage(), e);
    } finally {
      waiting.remove(number);
    }
  }

  /// Refuses a reply that is of another file.
  private static ParseResult checked(ParseResult result, SourceFile file) throws IOException {
    if (result instanceof ParseResult.Parsed(List<SourceDocument> documents)) {
      SourceDocument own = documents.getFirst();
      boolean members =
          documents.stream()
              .skip(1)
              .allMatch(document -> document.id().value().startsWith(file.id().value() + "!"));
      if (!members || !own.id().equals(file.id()) || !own.revision().equals(file.revision())) {
        throw new IOException("its reply is of another file: " + own.id());
      }
    }
    return result;
  }

  /// Reads what the worker says until it says no more.
  private void listen(CompletableFuture<Boolean> hello, long maxReplyBytes) {
    try {
      ParseWorker.checkHello(in);
      hello.complete(true);
      while (true) {
        int number = in.readInt();
        byte[] frame = Frames.read(in, maxReplyBytes);
        Exchange exchange = waiting.get(number);
        if (exchange == null) {
          throw new IOException("a reply that nobody waits for");
        }
        Loan loan = Loan.of(frame);
        if (loan == null) {
          exchange.reply().complete(frame);
        } else {
          exchange.patience().lend(loan);
        }
      }
    } catch (EOFException e) {
      over(new IOException("its output ended", e));
    } catch (IOException e) {
      over(e);
    } catch (OutOfMemoryError e) {
      over(new IOException("its reply does not fit in memory", e));
    }
    hello.completeExceptionally(broken == null ? new IOException("its output ended") : broken);
  }

  private void over(IOException why) {
    broken = why;
    waiting.values().forEach(exchange -> exchange.reply().completeExceptionally(why));
  }

  private boolean send(int number, Request head, SourceFile file, TikaSettings settings)
      throws IOException, SourceUnreadable {
    byte[] request = head.toBytes();
    sending.lock();
    try (InputStream source = open(file)) {
      out.writeInt(number);
      Frames.write(out, request, request.length);
      send(file, source, settings.maxFileBytes());
      out.flush();
      return true;
    } finally {
      sending.unlock();
    }
  }

  private static InputStream open(SourceFile file) throws SourceUnreadable {
    try {
      return Files.newInputStream(file.path());
    } catch (IOException e) {
      throw new SourceUnreadable(FileTrouble.words(e));
    }
  }

  private void send(SourceFile file, InputStream source, long maxBytes)
      throws IOException, SourceUnreadable {
    Sha256 hash = new Sha256();
    byte[] part = new byte[PART_BYTES];
    long sent = 0;
    while (true) {
      int length;
      try {
        length = source.readNBytes(part, 0, part.length);
      } catch (IOException e) {
        throw aborted(String.valueOf(e.getMessage()));
      }
      if (length == 0) {
        break;
      }
      sent += length;
      if (sent > maxBytes) {
        throw aborted("it grew while it was read");
      }
      hash.update(part, length);
      Frames.write(out, part, length);
    }
    if (!hash.hex().equals(file.revision())) {
      throw aborted("it changed while it was read");
    }
    out.writeInt(0);
  }

  private SourceUnreadable aborted(String detail) throws IOException {
    out.writeInt(Frames.ABORTED);
    out.flush();
    return new SourceUnreadable(detail);
  }

  /// Exit status of a worker that broke off; -1 where it is still running.
  int exit() throws InterruptedException {
    boolean ended = process.waitFor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS);
    return ended ? process.exitValue() : -1;
  }

  String lastWords() {
    return lastWords.text();
  }

  /// Ends the worker and everything it started, and deletes its folder.
  void kill() {
    if (broken == null) {
      over(new IOException("it was ended"));
    }
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    try {
      boolean ended = process.waitFor(EXIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      for (ProcessHandle descendant : descendants) {
        awaitEnd(descendant);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.delete(folder);
  }

  /// Asks the system: a process that is not a child of this one tells nobody of its end.
  private static void awaitEnd(ProcessHandle handle) throws InterruptedException {
    long end = System.nanoTime() + EXIT_LIMIT.toNanos();
    while (runs(handle) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
    }
  }

  /// Whether a process can still do anything. One that has ended stays in the system's list,
  /// without a command, until the first process of the system takes note, which may be seconds or
  /// never.
  static boolean runs(ProcessHandle handle) {
    return handle.isAlive() && handle.info().commandLine().isPresent();
  }

  /// Runs on a thread of its own, so that nothing the worker does holds the caller past the limit.
  private static <T> T within(Duration limit, Callable<T> work)
      throws IOException, TimeoutException, InterruptedException, SourceUnreadable {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("worker exchange").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case SourceUnreadable cause -> throw cause;
        case null, default ->
            throw new IllegalStateException("the exchange with a worker failed", e);
      }
    }
  }
}
