package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The commands over the sample leases, as a newcomer meets them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {
  private static final String QUESTION =
      "How much notice must the tenant give to end the Harbour Street lease early?";

  private Path folder = Path.of("");
  private String leases = "";

  @BeforeAll
  void ingestOnce(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path copy = folder.resolve("leases");
    copyTree(Path.of("../data-samples/leases"), copy);
    leases = copy.toString();
    Run ingest = Run.of("ingest", leases);
    assertEquals(0, ingest.exit(), ingest.err());
    assertTrue(ingest.out().startsWith("29 files (29 indexed); "), ingest.out());
  }

  @Test
  void aSecondIngestDoesNothingAndSaysSo() {
    Run again = Run.of("ingest", leases, "--json");
    assertEquals(0, again.exit());
    List<JsonNode> lines = json(again);
    assertEquals(30, lines.size());
    assertTrue(
        lines.subList(0, 29).stream().allMatch(l -> l.get("outcome").asText().equals("UNCHANGED")));
    assertEquals(29, lines.getLast().get("summary").get("unchanged").asInt());
    assertTrue(Run.of("ingest", leases).out().startsWith("nothing to do: 29 files"));
  }

  @Test
  void theFirstQuestionIsAnsweredFromTheAmendment() {
    Run ask = Run.of("ask", leases, QUESTION, "--json");
    assertEquals(0, ask.exit(), ask.err());
    JsonNode answer = json(ask).getFirst();
    assertEquals("ANSWERED", answer.get("outcome").asText());
    assertEquals("extractive", answer.get("model").asText());
    assertTrue(
        citations(answer).stream()
            .anyMatch(
                c ->
                    c.get("document")
                            .asText()
                            .endsWith("harbour-street-second-deed-of-variation.docx")
                        && c.get("quote").asText().contains("not less than nine months")),
        ask.out());
    for (JsonNode citation : citations(answer)) {
      assertEquals("VERIFIED", citation.get("state").asText());
      String text =
          json(Run.of("show", leases, documentOf(citation), "--json"))
              .getFirst()
              .get("text")
              .asText();
      assertEquals(
          citation.get("quote").asText(),
          text.substring(citation.get("start").asInt(), citation.get("end").asInt()));
    }
  }

  @Test
  void theReadmeShowsWhatItPrints() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String shown = "<!-- output -->\n```\n";
    int start = readme.indexOf(shown) + shown.length();
    assertEquals(
        Run.of("ask", leases, QUESTION).out().strip(),
        readme.substring(start, readme.indexOf("\n```", start)));
  }

  @Test
  void citationsOfAPdfNameThePage() {
    JsonNode answer =
        json(Run.of(
                "ask",
                leases,
                "What is the permitted use of the Harbour Street premises?",
                "--document",
                "harbour-street-lease.pdf",
                "--json"))
            .getFirst();
    assertFalse(citations(answer).isEmpty(), answer.toString());
    for (JsonNode citation : citations(answer)) {
      assertEquals("harbour-street-lease.pdf", citation.get("document").asText());
      assertTrue(citation.get("page").asInt() >= 1, citation.toString());
    }
  }

  @Test
  void proseGoesToStdoutAndTheRestToStderr() {
    Run ask = Run.of("ask", leases, QUESTION);
    assertEquals(0, ask.exit());
    assertTrue(ask.out().contains("[d"), ask.out());
    assertTrue(ask.out().contains("harbour-street"), ask.out());
    List<String> told = ask.err().lines().toList();
    assertTrue(told.get(0).startsWith("plan: "), ask.err());
    assertTrue(told.get(0).contains(" with moonshot/kimi-k3.1-pro"), ask.err());
    assertTrue(told.get(1).startsWith("why:  "), ask.err());
    assertTrue(told.get(2).contains("because no key is set"), ask.err());
    assertEquals(3, told.size(), ask.err());
    assertEquals("", Run.of("ask", leases, QUESTION, "--quiet").err());
  }

  @Test
  void whatTheDocumentsDoNotHoldIsSaidAndStrictFails() {
    String unheard = "What is the boiling point of tungsten hexafluoride?";
    Run ask = Run.of("ask", leases, unheard, "--json");
    assertEquals(0, ask.exit());
    assertEquals("NO_EVIDENCE", json(ask).getFirst().get("outcome").asText());
    assertEquals(5, Run.of("ask", leases, unheard, "--strict").exit());
  }

  @Test
  void searchRanksAndLocates() {
    List<JsonNode> hits =
        json(Run.of("search", leases, "break date notice", "--limit", "3", "--json"));
    assertEquals(3, hits.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(i + 1, hits.get(i).get("rank").asInt());
      for (String key :
          List.of("label", "document", "headings", "start", "end", "tokens", "score", "text")) {
        assertTrue(hits.get(i).hasNonNull(key), key);
      }
      assertTrue(hits.get(i).has("page"));
    }
  }

  @Test
  void planPricesWithoutSending() {
    JsonNode plan = json(Run.of("plan", leases, QUESTION, "--json")).getFirst();
    assertEquals("kimi-k3.1-pro", plan.get("model").asText());
    assertTrue(plan.get("prompt_tokens").asInt() <= 32_768, plan.toString());
    double least = plan.get("price_usd").get("least").asDouble();
    double most = plan.get("price_usd").get("most").asDouble();
    assertTrue(0 < least && least < most, plan.toString());
    JsonNode all = json(Run.of("plan", leases, QUESTION, "--tier", "full", "--json")).getFirst();
    assertTrue(all.get("whole_scope").asBoolean());
  }

  @Test
  void documentsStatusShowAndDoctorAgree() {
    List<JsonNode> documents = json(Run.of("documents", leases, "--json"));
    JsonNode status = json(Run.of("status", leases, "--json")).getFirst();
    assertEquals(documents.size(), status.get("documents").asInt());
    assertEquals(
        documents.stream().mapToInt(d -> d.get("passages").asInt()).sum(),
        status.get("passages").asInt());
    assertEquals(
        documents.stream().mapToInt(d -> d.get("tokens").asInt()).sum(),
        status.get("tokens").asInt());
    List<JsonNode> shown = json(Run.of("show", leases, "d20#3", "--json"));
    assertEquals(3, shown.size());
    assertTrue(shown.get(1).get("asked").asBoolean());
    assertTrue(json(Run.of("doctor", leases, "--json")).getLast().get("sound").asBoolean());
  }

  @Test
  void everyBrokenFileEndsInOneOutcome() throws IOException {
    Path broken = folder.resolve("broken");
    copyTree(Path.of("../data-samples/broken"), broken);
    Run run = Run.of("ingest", broken.toString(), "--json");
    assertEquals(0, run.exit(), run.err());
    List<JsonNode> lines = json(run);
    try (Stream<Path> files = Files.list(broken)) {
      assertEquals(
          files
              .map(f -> f.getFileName().toString())
              .filter(name -> !name.startsWith("."))
              .sorted()
              .toList(),
          lines.subList(0, lines.size() - 1).stream().map(l -> l.get("path").asText()).toList());
    }
    assertTrue(
        lines.stream()
            .filter(l -> "FAILED".equals(l.path("outcome").asText()))
            .allMatch(l -> l.hasNonNull("reason") && !l.get("detail").asText().isBlank()));
    assertEquals("ENCRYPTED", reason(lines, "encrypted.pdf"));
    assertEquals("EMPTY", reason(lines, "empty.pdf"));
    assertEquals("TOO_LARGE", reason(lines, "bomb.zip"));
    assertEquals(5, Run.of("ingest", broken.toString(), "--strict").exit());
  }

  private static String reason(List<JsonNode> lines, String path) {
    return lines.stream()
        .filter(l -> path.equals(l.path("path").asText()))
        .findFirst()
        .orElseThrow()
        .get("reason")
        .asText();
  }

  private static String documentOf(JsonNode citation) {
    String label = citation.get("label").asText();
    return label.substring(0, label.indexOf('#'));
  }

  private static List<JsonNode> citations(JsonNode answer) {
    return answer.get("citations").valueStream().toList();
  }

  private static List<JsonNode> json(Run run) {
    ObjectMapper mapper = new ObjectMapper();
    return run.lines().stream()
        .map(
            line -> {
              try {
                return mapper.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException(line, e);
              }
            })
        .toList();
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        if (!from.relativize(file).toString().startsWith(".")) {
          Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
      }
    }
  }
}
