import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Files and megabytes a second, and memory, of `lectern ingest` into an empty index, of a second run with nothing changed, and beside them
/// of Tika in one thread of one process, which isolates and indexes nothing. All in one run, one after the other.
///
/// Run from the repository: `java bench/IngestSpeed.java FOLDER [RUNS]`. Needs Linux (`/proc`).
class IngestSpeed {
  record Measured(double seconds, long parentKib, long workersKib, String last) {}

  static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    Path home = Path.of("").toAbsolutePath();
    Path work = Files.createTempDirectory("ingest-speed");
    try {
      measure(home, work, folder, runs);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void measure(Path home, Path work, Path folder, int runs) throws IOException, InterruptedException {
    String lectern = home.resolve("lectern").toString();
    run(work, List.of(lectern, "--version"));
    long files;
    long bytes;
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> all = walk.filter(Files::isRegularFile).toList();
      files = all.size();
      bytes = all.stream().mapToLong(file -> file.toFile().length()).sum();
    }
    System.out.printf(Locale.ROOT, "%s: %,d files, %.1f MB%n", folder.getFileName(), files, bytes / 1e6);
    String java = ProcessHandle.current().info().command().orElse("java");
    String libraries = home.resolve("app/target/lib") + "/*";
    Path javac = Path.of(java).resolveSibling("javac");
    run(work, List.of(javac.toString(), "-cp", libraries, "-d", work.toString(), home.resolve("bench/InProcessTika.java").toString()));
    for (int i = 0; i < runs; i++) {
      String index = work.resolve("index" + i).toString();
      Measured ours = run(work, List.of(lectern, "ingest", folder.toString(), "--index", index, "--quiet"));
      report("lectern ingest, empty index", ours, files, bytes);
      report("lectern ingest, nothing changed", run(work, List.of(lectern, "ingest", folder.toString(), "--index", index, "--quiet")), files, bytes);
      Measured theirs =
          run(work, List.of(java, "-Xmx1g", "-cp", work + ":" + libraries, "InProcessTika", folder.toString()));
      report("Tika, one thread in process", theirs, files, bytes);
      System.out.printf(Locale.ROOT, "%.2f times the files a second%n", theirs.seconds() / ours.seconds());
    }
  }

  private static void report(String what, Measured measured, long files, long bytes) {
    System.out.printf(
        Locale.ROOT,
        "%-32s %8.2f s %8.1f files/s %7.2f MB/s  peak MiB: parent %4.0f, workers %4.0f  %s%n",
        what,
        measured.seconds(),
        files / measured.seconds(),
        bytes / 1e6 / measured.seconds(),
        measured.parentKib() / 1024.0,
        measured.workersKib() / 1024.0,
        measured.last());
  }

  /// Runs a command and samples the resident memory of it and of its descendants every 100 ms (oftener would take CPU from what is measured).
  private static Measured run(Path work, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(work, "out", ".txt");
    Path errors = Files.createTempFile(work, "err", ".txt");
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).redirectOutput(output.toFile()).start();
    long parent = 0;
    long workers = 0;
    while (process.isAlive()) {
      parent = Math.max(parent, residentKib(process.pid()));
      workers = Math.max(workers, process.descendants().mapToLong(child -> residentKib(child.pid())).sum());
      Thread.sleep(100);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<String> said = new ArrayList<>(Files.readAllLines(output));
    if (process.exitValue() != 0) {
      // The time of a run that failed means nothing.
      Files.readAllLines(errors).forEach(System.err::println);
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    return new Measured(seconds, parent, workers, said.isEmpty() ? "" : said.getLast());
  }

  private static long residentKib(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines.filter(l -> l.startsWith("VmRSS:")).mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", ""))).findFirst().orElse(0);
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }
}
