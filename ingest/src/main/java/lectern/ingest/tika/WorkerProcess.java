package lectern.ingest.tika;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final int PART_BYTES = 1 << 18;

  /// HotSpot's defaults for these, times 20. Parsing is wide and flat: the optimising compiler
  /// spends as much CPU on it as it saves in the first minute, and takes it from the parent. What
  /// is hot in a long run gets there all the same (`docs/decisions/001`).
  private static final List<String> LATE_OPTIMISER =
      List.of(
          "-XX:Tier4InvocationThreshold=100000",
          "-XX:Tier4MinInvocationThreshold=12000",
          "-XX:Tier4CompileThreshold=300000",
          "-XX:Tier4BackEdgeThreshold=800000");

  private static final String AOT_PROPERTY = "lectern.worker.aot";

  private final Process process;
  private final Path folder;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final LastWords lastWords;
  private final ReentrantLock sending = new ReentrantLock();

  /// Files that are being parsed, by their numbers.
  private final Map<Integer, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();

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
  static WorkerProcess start(String mainClass, TikaSettings settings) throws InterruptedException {
    @Nullable Path folder = null;
    @Nullable WorkerProcess worker = null;
    boolean up = false;
    try {
      folder = Files.createTempDirectory("lectern-worker-");
      ProcessBuilder builder =
          new ProcessBuilder(command(mainClass, settings, folder)).directory(folder.toFile());
      // Parsers need nothing of the user's environment, and its keys are none of their business.
      builder.environment().clear();
      builder.environment().put("LC_ALL", "C.UTF-8");
      WorkerProcess started = new WorkerProcess(builder.start(), folder);
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

  private static List<String> command(String mainClass, TikaSettings settings, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + settings.workerHeapMegabytes() + "m");
    command.add("-XX:MaxMetaspaceSize=256m");
    command.add("-XX:MaxDirectMemorySize=64m");
    command.add("-XX:+UseSerialGC");
    command.addAll(LATE_OPTIMISER);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:-UsePerfData");
    // What the JVM itself has to say must not get between the frames.
    command.add("-XX:+DisplayVMOutputToStderr");
    command.add("-Xlog:disable");
    command.add("-Xlog:all=error:stderr");
    String cache = System.getProperty(AOT_PROPERTY, "");
    if (!cache.isEmpty() && Files.isRegularFile(Path.of(cache))) {
      command.add("-XX:AOTCache=" + Path.of(cache).toAbsolutePath());
    }
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-D" + ParseWorker.FOLDER_PROPERTY + "=" + folder);
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-Duser.home=" + folder);
    command.add("-cp");
    command.add(classPath());
    command.add(mainClass);
    return command;
  }

  /// The parent's class path, made absolute: the worker runs in a folder of its own.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
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
  /// @throws IOException where the worker died, was killed, or does not keep to the protocol
  ParseResult parse(SourceFile file, TikaSettings settings, Duration limit)
      throws IOException, TimeoutException, InterruptedException, SourceUnreadable {
    int number = files.incrementAndGet();
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    waiting.put(number, reply);
    try {
      long end = System.nanoTime() + limit.toNanos();
      within(limit, () -> send(number, file, settings));
      IOException gone = broken;
      if (gone != null) {
        throw gone;
      }
      byte[] frame = reply.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return checked(Wire.of(frame), file);
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
        CompletableFuture<byte[]> reply = waiting.get(number);
        if (reply == null) {
          throw new IOException("a reply that nobody waits for");
        }
        reply.complete(frame);
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
    waiting.values().forEach(reply -> reply.completeExceptionally(why));
  }

  private boolean send(int number, SourceFile file, TikaSettings settings)
      throws IOException, SourceUnreadable {
    byte[] request =
        new Request(
                file.id(),
                file.revision(),
                settings.maxTextChars(),
                settings.maxMembers(),
                settings.maxMemberBytes(),
                settings.maxDepth(),
                settings.maxReplyBytes())
            .toBytes();
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.delete(folder);
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
