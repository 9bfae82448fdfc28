import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.Label;
import lectern.ingest.Sha256;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Embedder;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scope;
import lectern.retrieve.SearchMode;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.Where;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import lectern.retrieve.search.RankOptions;
import lectern.retrieve.search.Ranker;

/// Time to index made-up passages and their vectors, size on disk, and time of a ranking by words, by meaning, by both, and by both in scopes of 50,
/// 5 and 0.1 % of the documents. The question's vector is given: its embedding is not in the times.
///
/// Run from the repository after `./lectern --version` has built it:
/// `java -Xmx3g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/RetrievalSpeed.java
/// PASSAGES [QUERIES] [--index FOLDER] [--json]`. A folder that is named is kept, and one that is there already is measured as it is.
class RetrievalSpeed {
  private static final Scope ALL = new Scope.Everything();
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS;
  private static final String EMBEDDER = "synthetic-384";

  /// Queries of each kind before any is timed.
  private static final int WARM_UP = 300;

  /// Passages between two commits.
  private static final int BATCH = 100_000;

  private static final int LIMIT = 10;

  /// @param words,vectors seconds; 0 where the index was there
  record Built(double words, double vectors) {}

  /// Milliseconds of the clock, and of the CPU in the thread that asked: on a machine that others use the former says how busy they are.
  record Latency(double p50, double p99, double max, double cpu50, double cpu99) {}

  static void main(String[] arguments) throws Exception {
    List<String> given = new ArrayList<>(List.of(arguments));
    boolean json = given.remove("--json");
    int named = given.indexOf("--index");
    Path folder = named < 0 ? Files.createTempDirectory("retrieval-speed") : Path.of(given.remove(named + 1));
    if (named >= 0) {
      given.remove(named);
    }
    int passages = Integer.parseInt(given.get(0));
    int queries = given.size() > 1 ? Integer.parseInt(given.get(1)) : 1_000;
    try {
      boolean there = Files.isDirectory(folder) && hasFiles(folder);
      Built built = there ? new Built(0, 0) : new Built(words(folder, passages), vectors(folder));
      report(folder, queries, built, json);
    } finally {
      if (named < 0) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    }
  }

  private static boolean hasFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  private static double words(Path folder, int passages) {
    int aFile = SyntheticPassages.DOCUMENTS_A_FILE * SyntheticPassages.PASSAGES_A_DOCUMENT;
    SyntheticPassages made = new SyntheticPassages(2);
    long start = System.nanoTime();
    long making = 0;
    try (LuceneWriter writer = LuceneWriter.open(folder, SETTINGS, Map.of("counter", "none"))) {
      for (int file = 0; file * aFile < passages; file++) {
        long before = System.nanoTime();
        SyntheticPassages.Made next = made.file(writer, file);
        making += System.nanoTime() - before;
        writer.replace(next.file(), "bench", next.family());
        if (file * aFile % BATCH == 0) {
          writer.commit();
        }
      }
      writer.commit();
    }
    return (System.nanoTime() - start - making) / 1e9;
  }

  private static double vectors(Path folder) throws InterruptedException {
    SyntheticPassages made = new SyntheticPassages(3);
    List<Integer> passages;
    try (SearchableIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
      passages = index.documents(ALL).stream().map(document -> document.passages()).toList();
    }
    long start = System.nanoTime();
    long making = 0;
    int done = 0;
    try (LuceneWriter writer = LuceneWriter.open(folder, SETTINGS, Map.of("embedder", EMBEDDER))) {
      for (int document = 1; document <= passages.size(); document++) {
        long before = System.nanoTime();
        List<float[]> vectors = made.vectors(passages.get(document - 1));
        making += System.nanoTime() - before;
        for (int i = 0; i < vectors.size(); i++) {
          String digest = Sha256.ofUnits(document + " " + i);
          writer.embed(new Label(document, i), List.of(new EmbeddedPart(digest, vectors.get(i))));
          if (++done % BATCH == 0) {
            writer.commit();
            System.err.printf(Locale.ROOT, "%,d vectors after %.0f s%n", done, (System.nanoTime() - start) / 1e9);
          }
        }
      }
      writer.merge(() -> false);
    }
    return (System.nanoTime() - start - making) / 1e9;
  }

  private static void report(Path folder, int queries, Built built, boolean json) {
    SyntheticPassages made = new SyntheticPassages(4);
    Map<String, float[]> asked = new LinkedHashMap<>();
    while (asked.size() < queries + WARM_UP) {
      asked.put(made.question(), made.vector());
    }
    List<String> questions = List.copyOf(asked.keySet());
    Map<String, Latency> latencies = new LinkedHashMap<>();
    // What building left behind is not the search's to clear away.
    System.gc();
    long start = System.nanoTime();
    try (SearchableIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
      Ranker ranker = new Ranker(index, new Prepared(asked), RankOptions.DEFAULTS);
      ranker.rank(new PassageQuery(questions.getFirst(), ALL, LIMIT), SearchMode.HYBRID);
      double first = (System.nanoTime() - start) / 1e6;
      latencies.put("words", time(ranker, SearchMode.LEXICAL, ALL, questions));
      latencies.put("meaning", time(ranker, SearchMode.DENSE, ALL, questions));
      latencies.put("both", time(ranker, SearchMode.HYBRID, ALL, questions));
      Map<Integer, String> shares = new TreeMap<>();
      SyntheticPassages.SHARES.forEach((field, one) -> shares.put(one, field));
      shares.forEach(
          (one, field) ->
              latencies.put(
                  String.format(Locale.ROOT, "both, in %.1f %%", 100.0 / one),
                  time(ranker, SearchMode.HYBRID, new Scope.Matching(Where.parse(field + " = true"), ALL), questions)));
      print(index, built, first, queries, latencies, json);
    }
  }

  private static Latency time(Ranker ranker, SearchMode mode, Scope scope, List<String> questions) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] millis = new double[questions.size()];
    double[] cpu = new double[questions.size()];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      long startCpu = threads.getCurrentThreadCpuTime();
      ranker.rank(new PassageQuery(questions.get(i), scope, LIMIT), mode);
      cpu[i] = (threads.getCurrentThreadCpuTime() - startCpu) / 1e6;
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    double[] warm = sorted(millis);
    double[] warmCpu = sorted(cpu);
    return new Latency(at(warm, 0.5), at(warm, 0.99), at(warm, 1), at(warmCpu, 0.5), at(warmCpu, 0.99));
  }

  private static double[] sorted(double[] millis) {
    double[] warm = Arrays.copyOfRange(millis, WARM_UP, millis.length);
    Arrays.sort(warm);
    return warm;
  }

  /// The smallest that so great a share of the values does not pass.
  private static double at(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  private static void print(
      SearchableIndex index, Built built, double first, int queries, Map<String, Latency> latencies, boolean json) {
    int passages = index.status().passages();
    double megabytes = index.status().sizeBytes() / 1e6;
    String flags = String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    int cores = Runtime.getRuntime().availableProcessors();
    if (json) {
      String rows =
          latencies.entrySet().stream()
              .map(row -> String.format(Locale.ROOT, "\"%s\":{\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f,\"cpuP50\":%.2f,\"cpuP99\":%.2f}",
                  row.getKey(), row.getValue().p50(), row.getValue().p99(), row.getValue().max(), row.getValue().cpu50(), row.getValue().cpu99()))
              .collect(Collectors.joining(","));
      System.out.printf(Locale.ROOT,
          "{\"passages\":%d,\"vectors\":%d,\"indexSeconds\":%.1f,\"vectorSeconds\":%.1f,\"megabytes\":%.0f,\"cores\":%d,\"flags\":\"%s\","
              + "\"openAndFirstMillis\":%.0f,\"queries\":%d,\"millis\":{%s}}%n",
          passages, index.status().vectors(), built.words(), built.vectors(), megabytes, cores, flags, first, queries, rows);
      return;
    }
    System.out.printf(Locale.ROOT, "%,d passages, %,d vectors, %.0f MB on disk; %d cores, java %s %s%n",
        passages, index.status().vectors(), megabytes, cores, Runtime.version(), flags);
    if (built.words() > 0) {
      System.out.printf(Locale.ROOT, "indexed in %.1f s (%.0f passages/s), vectors in %.1f s (%.0f/s), without the time to make them up%n",
          built.words(), passages / built.words(), built.vectors(), passages / built.vectors());
    }
    System.out.printf(Locale.ROOT, "opening and the first ranking by both %.0f ms%n", first);
    System.out.printf(Locale.ROOT, "%-16s %8s %8s %8s %8s %8s  ms, of %,d queries%n", "ranking by", "p50", "p99", "max", "CPU p50", "CPU p99", queries);
    latencies.forEach((name, it) ->
        System.out.printf(Locale.ROOT, "%-16s %8.2f %8.2f %8.2f %8.2f %8.2f%n", name, it.p50(), it.p99(), it.max(), it.cpu50(), it.cpu99()));
  }

  /// Vectors that were made before.
  private record Prepared(Map<String, float[]> vectors) implements Embedder {
    private Prepared(Map<String, float[]> vectors) {
      this.vectors = new HashMap<>(vectors);
    }

    @Override
    public String name() {
      return EMBEDDER;
    }

    @Override
    public float[] passage(String text) {
      throw new UnsupportedOperationException("only questions are asked");
    }

    @Override
    public float[] question(String text) {
      return vectors.get(text);
    }

    @Override
    public void close() {}
  }
}
