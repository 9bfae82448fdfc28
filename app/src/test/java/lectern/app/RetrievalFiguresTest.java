package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of figures is what the stored results say. `-Ddocs.update=true` writes it anew.
class RetrievalFiguresTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("retrieval-figures.md");

  private static final List<String> CLAUSES =
      List.of("lexical", "lexical-no-header", "dense", "hybrid", "hybrid-no-header", "vocabulary");

  private final Map<String, JsonNode> results = new TreeMap<>();
  private final StringBuilder page = new StringBuilder();
  private String pending = "";

  @Test
  void thePageSaysWhatWasMeasured() throws IOException {
    read();
    page.append(
        """
        # Retrieval: figures

        Made from the files in `docs/results/retrieval`, which `bench/retrieval-figures.sh DATA` writes from what its commands print; a test keeps it so. What the figures are of: [retrieval.md](retrieval.md).
        """);
    documents();
    clauses();
    speed();
    graph();
    embedding();
    commands();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page.toString(), Files.readString(PAGE), PAGE + " is stale: run with -Ddocs.update=true");
  }

  private void read() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (Stream<Path> files = Files.list(DOCS.resolve("results/retrieval"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        results.put(name, mapper.readTree(file.toFile()));
      }
    }
  }

  /// Empty where it was not measured: what is not measured has no row.
  private Optional<JsonNode> result(String name) {
    return Optional.ofNullable(results.get(name)).map(stored -> stored.path("result"));
  }

  private void documents() {
    head(
        "Documents",
        "One row of a set's corpus is one document of one passage, without the contextual header; trec_eval's rules.",
        "set | ranked by | nDCG@10 | recall@100 | MAP | RR | mrecall@2");
    for (String set : List.of("scifact", "cranfield", "hotpotqa-100")) {
      for (String mode : List.of("lexical", "dense", "hybrid")) {
        result(set + "-" + mode).ifPresent(result -> document(set, mode, result));
      }
    }
  }

  private void document(String set, String mode, JsonNode result) {
    JsonNode measures = result.path("measures");
    row(
        set
            + " ("
            + fixed(0, number(result, "documents"))
            + " documents, "
            + fixed(0, number(result, "judged"))
            + " queries)",
        mode,
        fixed(4, number(measures, "nDCG@10")),
        fixed(4, number(measures, "recall@100")),
        fixed(4, number(measures, "MAP")),
        fixed(4, number(measures, "RR")),
        fixed(4, number(measures, "mrecall@2")));
  }

  private void clauses() {
    head(
        "Clauses",
        "Characters of the marked clauses among those retrieved, over 95 contracts as plain text; the last passage is cut where the budget ends.",
        "ranked by | recall at 8,000 / 16,000 / 32,000 characters | precision | wrong document first");
    for (String name : CLAUSES) {
      result("clauses-" + name)
          .ifPresent(
              result ->
                  row(
                      name.replace("vocabulary", "hybrid, with `--vocabulary legal`")
                          .replace("-no-header", ", passages without their header"),
                      percents(result.path("at_characters"), "recall"),
                      percents(result.path("at_characters"), "precision"),
                      fixed(1, 100 * number(result, "wrong_document")) + " %"));
    }
    List<String> there =
        CLAUSES.stream().filter(name -> result("clauses-" + name).isPresent()).toList();
    table("precision / recall at passages | " + String.join(" | ", there));
    JsonNode depths = result("clauses-" + there.getFirst()).orElseThrow().path("at_passages");
    for (int i = 0; i < depths.size(); i++) {
      int depth = i;
      List<Object> cells = new ArrayList<>(List.of(depths.path(depth).path("depth").asInt()));
      for (String name : there) {
        JsonNode at = result("clauses-" + name).orElseThrow().path("at_passages").path(depth);
        cells.add(percent(at, "precision") + " / " + percent(at, "recall"));
      }
      row(cells.toArray());
    }
  }

  private static String percents(JsonNode rows, String measure) {
    return rows.valueStream().map(at -> percent(at, measure)).collect(Collectors.joining(" / "));
  }

  private static String percent(JsonNode row, String measure) {
    return fixed(1, 100 * number(row, measure)) + " %";
  }

  private void speed() {
    head(
        "Speed",
        "Made-up passages, the question's vector given; milliseconds of the clock, and of the CPU in the thread that asks.",
        "passages | ranked by | p50 | p99 | max | CPU p50 | CPU p99");
    List<JsonNode> measured =
        Stream.of("speed-100000", "speed-500000").flatMap(name -> result(name).stream()).toList();
    for (JsonNode result : measured) {
      for (Map.Entry<String, JsonNode> by : result.path("millis").properties()) {
        row(
            fixed(0, number(result, "passages")),
            by.getKey(),
            fixed(1, number(by.getValue(), "p50")),
            fixed(1, number(by.getValue(), "p99")),
            fixed(1, number(by.getValue(), "max")),
            fixed(1, number(by.getValue(), "cpuP50")),
            fixed(1, number(by.getValue(), "cpuP99")));
      }
    }
    table("passages | words indexed in | vectors in | on disk | opened and first ranked in");
    for (JsonNode result : measured) {
      row(
          fixed(0, number(result, "passages")),
          seconds(result, "indexSeconds"),
          seconds(result, "vectorSeconds"),
          fixed(0, number(result, "megabytes")) + " MB",
          fixed(0, number(result, "openAndFirstMillis")) + " ms");
    }
  }

  /// An index that was there already took no time.
  private static String seconds(JsonNode result, String name) {
    double seconds = number(result, name);
    return seconds > 0 ? fixed(0, seconds) + " s" : "not in this run";
  }

  private void graph() {
    head(
        "The graph",
        "Share of the ten nearest passages, by exact scores, among the first ten of a search by vector; and of the ten nearest records among the first of the quantised graph by Lucene's own query. A search asks for 200 at least.",
        "index | records | asked for | recall@10");
    results.forEach(
        (name, stored) -> {
          if (name.startsWith("graph-")) {
            JsonNode search = stored.path("result").path("search");
            if (search.isNumber()) {
              row(
                  name.substring("graph-".length()),
                  fixed(0, number(stored.path("result"), "records")),
                  "a search",
                  fixed(4, search.doubleValue()));
            }
            for (JsonNode asked : stored.path("result").path("graph")) {
              row(
                  name.substring("graph-".length()),
                  fixed(0, number(stored.path("result"), "records")),
                  fixed(0, number(asked, "asked")),
                  fixed(4, number(asked, "recall")));
            }
          }
        });
  }

  private void embedding() {
    result("embedding").ifPresent(this::embedding);
  }

  private void embedding(JsonNode result) {
    head(
        "Embedding",
        "The same texts by Lectern and by LangChain4j's `embedAll`, in turn in one run.",
        "texts | rounds | Lectern, texts a second (median) | times as many as LangChain4j: median, lowest, highest");
    row(
        result.path("texts").asInt() + " of " + result.path("characters").asInt() + " characters",
        result.path("rounds").asInt(),
        fixed(1, number(result, "perSecond")),
        fixed(2, number(result, "ratio")),
        fixed(2, number(result, "lowest")),
        fixed(2, number(result, "highest")));
  }

  private void commands() {
    head("Commands", "What was run for each, and when.", "result | day | command");
    results.forEach(
        (name, stored) ->
            row(name, stored.path("date").asText(), "`" + stored.path("command").asText() + "`"));
  }

  /// Written before the section's first row: what has none is left out.
  private void head(String title, String text, String columns) {
    pending = "\n## " + title + "\n" + text + "\n";
    table(columns);
  }

  private void table(String columns) {
    pending += "\n| " + columns + " |\n|" + "---|".repeat(columns.split(" \\| ").length) + "\n";
  }

  private void row(Object... cells) {
    page.append(pending).append("| ");
    pending = "";
    page.append(Stream.of(cells).map(String::valueOf).collect(Collectors.joining(" | ")));
    page.append(" |\n");
  }

  private static String fixed(int decimals, double value) {
    NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }

  private static double number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    assertTrue(value.isNumber(), () -> name + " in " + node);
    return value.asDouble();
  }
}
