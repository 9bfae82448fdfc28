package lectern.ingest.tika;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.FileTrouble;
import lectern.ingest.IngestException;
import lectern.ingest.ParseResult;
import lectern.ingest.Sha256;
import lectern.ingest.SourceFile;
import org.jspecify.annotations.Nullable;

/// A worker process, seen from the parent. Used by one thread at a time; [#kill] by any.
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
  private int files;

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
    try {
      folder = Files.createTempDirectory("lectern-worker-");
      ProcessBuilder builder =
          new ProcessBuilder(command(mainClass, settings, folder)).directory(folder.toFile());
      // Parsers need nothing of the user's environment, and its keys are none of their business.
      builder.environment().clear();
      builder.environment().put("LC_ALL", "C.UTF-8");
      WorkerProcess worker = new WorkerProcess(builder.start(), folder);
      try {
        within(
            START_LIMIT,
            () -> {
              ParseWorker.checkHello(worker.in);
              return true;
            });
        return worker;
      } catch (IOException | TimeoutException | SourceUnreadable e) {
        worker.kill();
        throw noWorker(worker.lastWords.text() + " " + e.getMessage(), e);
      } catch (InterruptedException e) {
        worker.kill();
        throw e;
      }
    } catch (IOException e) {
      if (folder != null) {
        Folders.delete(folder);
      }
      throw noWorker(String.valueOf(e.getMessage()), e);
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

  /// Files that this worker was sent before.
  int files() {
    return files;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Sends a file and waits for what comes of it.
  ///
  /// @throws IOException where the worker died or does not keep to the protocol
  ParseResult parse(SourceFile file, TikaSettings settings, Duration limit)
      throws IOException, TimeoutException, InterruptedException, SourceUnreadable {
    files++;
    return within(limit, () -> exchange(file, settings));
  }

  private ParseResult exchange(SourceFile file, TikaSettings settings)
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
    try (InputStream source = open(file)) {
      Frames.write(out, request, request.length);
      send(file, source, settings.maxFileBytes());
    }
    out.flush();
    try {
      return Wire.of(Frames.read(in, settings.maxReplyBytes()));
    } catch (IllegalArgumentException e) {
      throw new IOException("its reply makes no sense: " + e.getMessage(), e);
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
