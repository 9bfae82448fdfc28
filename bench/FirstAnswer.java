import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Time and memory from a folder of documents, not yet indexed, to the first answer: Lectern's, and
/// beside it LangChain4j Easy RAG's first retrieval, one after the other in one run.
///
/// Run from the repository: `java bench/FirstAnswer.java FOLDER "QUESTION"`. Needs Linux (`/proc`).
class FirstAnswer {
  record Measured(double seconds, long peakKib, List<String> output) {}

  static void main(String[] arguments) throws Exception {
    String folder = Path.of(arguments[0]).toAbsolutePath().toString();
    String question = arguments[1];
    Path home = Path.of("").toAbsolutePath();
    Path work = Files.createTempDirectory("first-answer");
    try {
      measure(home, work, folder, question);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void measure(Path home, Path work, String folder, String question) throws IOException, InterruptedException {
    run(work, List.of(home.resolve("lectern").toString(), "--version"));
    Path peer = home.resolve("bench/easy-rag");
    run(work, List.of(home.resolve("mvnw").toString(), "-q", "-B", "-f", peer.resolve("pom.xml").toString(), "package"));
    String java = ProcessHandle.current().info().command().orElse("java");

    Measured ours =
        run(work, List.of(home.resolve("lectern").toString(), "ask", folder, question, "--index", work.resolve("index").toString()));
    report("lectern ask, cold index", ours);
    Measured again =
        run(work, List.of(home.resolve("lectern").toString(), "ask", folder, question, "--index", work.resolve("index").toString()));
    report("lectern ask, nothing changed", again);
    Measured theirs =
        run(work, List.of(java, "-cp", peer.resolve("target/easy-rag-1.jar") + ":" + peer.resolve("target/lib") + "/*", "EasyRag", folder, question));
    report("LangChain4j Easy RAG", theirs);
    theirs.output().forEach(line -> System.out.println("    " + line));
    System.out.printf(Locale.ROOT, "first answer %.1f times sooner; peak memory %.2f of Easy RAG's%n",
        theirs.seconds() / ours.seconds(), (double) ours.peakKib() / theirs.peakKib());
  }

  private static void report(String what, Measured measured) {
    System.out.printf(Locale.ROOT, "%-32s %8.2f s  peak %6.0f MiB (all its processes)%n",
        what, measured.seconds(), measured.peakKib() / 1024.0);
  }

  /// Runs a command and samples the resident memory of it and its descendants every 100 ms (oftener would take CPU from what is measured).
  private static Measured run(Path work, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(work, "out", ".txt");
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    long peak = 0;
    while (process.isAlive()) {
      List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
      tree.add(process.toHandle());
      peak = Math.max(peak, tree.stream().mapToLong(p -> residentKib(p.pid())).sum());
      Thread.sleep(100);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<String> said = Files.readAllLines(output);
    if (process.exitValue() != 0) {
      // The time of a run that failed means nothing.
      said.forEach(System.err::println);
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    return new Measured(seconds, peak, said);
  }

  private static long residentKib(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines.filter(l -> l.startsWith("VmRSS:")).mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", ""))).findFirst().orElse(0);
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }
}
