import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.retrieve.Vectors;
import lectern.retrieve.embed.BgeEmbedder;

/// How near sentences are in meaning to the quotes that bear them out, and to others: of answers of CLAP NQ (`clapnq/dev_answerable_first150.jsonl`) and
/// claims of SciFact (`scifact`, with `evidence-test.jsonl`), by their annotators. Says what bounds on the likeness mark.
///
/// Run from the repository after `./lectern --version` has built it:
/// `java --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/QuoteLikeness.java DATA`
class QuoteLikeness {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?])\\s+(?=[A-Z])");
  private static final int LEAST_WORDS = 5;
  private static final double[] BOUNDS = {0.50, 0.55, 0.60, 0.65, 0.70};

  private final Map<String, float[]> vectors = new HashMap<>();
  private final BgeEmbedder embedder;

  private QuoteLikeness(BgeEmbedder embedder) {
    this.embedder = embedder;
  }

  static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    try (BgeEmbedder embedder = new BgeEmbedder()) {
      new QuoteLikeness(embedder).answers(data.resolve("clapnq").resolve("dev_answerable_first150.jsonl"));
      new QuoteLikeness(embedder).claims(data.resolve("scifact"));
    }
  }

  private double likeness(String one, String other) {
    return Vectors.product(vector(one), vector(other));
  }

  private float[] vector(String text) {
    return vectors.computeIfAbsent(text, embedder::passage);
  }

  private static boolean isLong(String sentence) {
    return sentence.split("\\s+", -1).length >= LEAST_WORDS;
  }

  private void answers(Path file) throws IOException {
    List<Double> right = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    for (JsonNode row : lines(file)) {
      JsonNode output = row.path("output").path(0);
      Set<String> selected = new HashSet<>();
      output.path("selected_sentences").forEach(one -> selected.add(one.asText()));
      for (String sentence : SENTENCES.split(output.path("answer").asText().strip(), -1)) {
        if (selected.isEmpty() || !isLong(sentence)) {
          continue;
        }
        right.add(selected.stream().mapToDouble(one -> likeness(sentence, one)).max().orElseThrow());
        for (JsonNode other : row.path("passages").path(0).path("sentences")) {
          if (!selected.contains(other.asText()) && isLong(other.asText())) {
            beside.add(likeness(sentence, other.asText()));
          }
        }
      }
    }
    report("CLAP NQ: written from", right);
    report("CLAP NQ: other sentences of the passage", beside);
  }

  private void claims(Path folder) throws IOException {
    Map<String, String[]> abstracts = new HashMap<>();
    lines(folder.resolve("corpus.jsonl")).forEach(row -> abstracts.put(row.path("_id").asText(), SENTENCES.split(row.path("text").asText(), -1)));
    Map<String, String> claims = new HashMap<>();
    lines(folder.resolve("queries-test.jsonl")).forEach(row -> claims.put(row.path("_id").asText(), row.path("text").asText()));
    Map<String, List<Double>> evidence = new HashMap<>();
    List<Double> beside = new ArrayList<>();
    for (JsonNode row : lines(folder.resolve("evidence-test.jsonl"))) {
      String claim = claims.get(row.path("claim_id").asText());
      String[] sentences = abstracts.get(row.path("doc_id").asText());
      if (claim == null || sentences == null) {
        continue;
      }
      Set<Integer> chosen = new HashSet<>();
      row.path("sentences").forEach(one -> chosen.add(one.asInt()));
      double most = -1;
      for (int i = 0; i < sentences.length; i++) {
        if (chosen.contains(i)) {
          most = Math.max(most, likeness(claim, sentences[i]));
        } else {
          beside.add(likeness(claim, sentences[i]));
        }
      }
      if (most > -1) {
        evidence.computeIfAbsent(row.path("label").asText(), _ -> new ArrayList<>()).add(most);
      }
    }
    evidence.forEach((label, some) -> report("SciFact: " + label, some));
    report("SciFact: other sentences of the abstract", beside);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static void report(String what, List<Double> some) {
    System.out.printf(Locale.ROOT, "%s: %,d%n", what, some.size());
    for (double bound : BOUNDS) {
      long below = some.stream().filter(one -> one < bound).count();
      System.out.printf(Locale.ROOT, "  below %.2f: %.1f %%%n", bound, 100.0 * below / some.size());
    }
  }
}
