import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lectern.retrieve.embed.BgeEmbedder;

/// Passages embedded a second by Lectern, as `lectern embed` does it, beside LangChain4j's `embedAll` with the same model and texts: in turn, round by
/// round, while the other waits. The ratio is what counts; the machine's own speed is in both.
///
/// Run from the repository after `./lectern --version` has built it and `./mvnw -q -f bench/embedding/pom.xml package` the peer:
/// `java --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/EmbeddingSpeed.java CORPUS [TEXTS] [ROUNDS] [--json]`, with a `corpus.jsonl` in BEIR's
/// layout.
class EmbeddingSpeed {
  /// Some 216 tokens, a passage of the splitter.
  private static final int TEXT_CHARS = 800;

  static void main(String[] arguments) throws Exception {
    List<String> given = new ArrayList<>(List.of(arguments));
    boolean json = given.remove("--json");
    int count = given.size() > 1 ? Integer.parseInt(given.get(1)) : 100;
    int rounds = given.size() > 2 ? Integer.parseInt(given.get(2)) : 5;
    List<String> texts = texts(Path.of(given.getFirst()), count);
    Path file = Files.createTempFile("embedding-speed", ".txt");
    Files.write(file, texts);
    String java = ProcessHandle.current().info().command().orElse("java");
    String peer = Path.of("bench/embedding/target").toAbsolutePath().toString();
    Process process =
        new ProcessBuilder(java, "--enable-native-access=ALL-UNNAMED", "-cp", peer + "/classes:" + peer + "/lib/*", "PeerEmbedding", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int cores = Runtime.getRuntime().availableProcessors();
    try (BgeEmbedder embedder = new BgeEmbedder();
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        PrintStream ask = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      List<Double> ratios = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      // The first round warms both.
      for (int round = 0; round <= rounds; round++) {
        double ours = ours(embedder, threads, texts);
        double theirs = theirs(ask, said);
        if (round > 0) {
          ratios.add(theirs / ours);
          rates.add(count / ours);
          System.err.printf(Locale.ROOT, "lectern %.1f passages/s, LangChain4j %.1f: %.2f times%n", count / ours, count / theirs, theirs / ours);
        }
      }
      ratios.sort(null);
      rates.sort(null);
      if (json) {
        System.out.printf(Locale.ROOT, "{\"texts\":%d,\"characters\":%d,\"cores\":%d,\"rounds\":%d,\"perSecond\":%.1f,\"ratio\":%.2f,\"lowest\":%.2f,\"highest\":%.2f}%n",
            texts.size(), TEXT_CHARS, cores, rounds, rates.get(rates.size() / 2), ratios.get(ratios.size() / 2), ratios.getFirst(), ratios.getLast());
        return;
      }
      System.out.printf(Locale.ROOT, "%d texts of up to %d characters, %d cores: median %.2f times%n",
          texts.size(), TEXT_CHARS, cores, ratios.get(ratios.size() / 2));
    } finally {
      process.destroy();
      Files.delete(file);
    }
  }

  private static List<String> texts(Path corpus, int count) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<String> texts = new ArrayList<>();
    for (String line : Files.readAllLines(corpus)) {
      JsonNode row = mapper.readTree(line);
      String text = row.path("text").asText().replaceAll("\\s+", " ").strip();
      if (text.length() >= TEXT_CHARS && texts.size() < count) {
        texts.add(text.substring(0, TEXT_CHARS));
      }
    }
    return texts;
  }

  private static double ours(BgeEmbedder embedder, ExecutorService threads, List<String> texts) throws Exception {
    long start = System.nanoTime();
    List<Future<float[]>> vectors = new ArrayList<>();
    for (String text : texts) {
      vectors.add(threads.submit(() -> embedder.passage(text)));
    }
    for (Future<float[]> vector : vectors) {
      vector.get();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double theirs(PrintStream ask, BufferedReader said) throws IOException {
    ask.println("again");
    String seconds = said.readLine();
    if (seconds == null) {
      throw new IllegalStateException("the peer ended: build it with ./mvnw -q -f bench/embedding/pom.xml package");
    }
    return Double.parseDouble(seconds);
  }
}
