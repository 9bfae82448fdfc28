package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searchable at once by words, and better from then on.
class VectorsOverTimeTest {
  @TempDir private Path folder;
  private String at = "";

  @BeforeEach
  void collection() throws IOException {
    at = folder.toString();
    Files.writeString(folder.resolve("dog.txt"), "No dog may be kept on the premises.");
    Files.writeString(folder.resolve("pay.txt"), "The instalments fall due on the first.");
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.");
  }

  private JsonNode status() throws IOException {
    return json(Run.of("status", at, "--json")).getFirst();
  }

  private static List<JsonNode> json(Run run) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    return mapper.readerFor(JsonNode.class).<JsonNode>readValues(run.out()).readAll();
  }

  @Test
  void ingestSaysWhatIsInAndThenMakesVectors() throws IOException {
    Run first = Run.asShipped("ingest", at);
    assertEquals(0, first.exit(), first.err());
    assertTrue(first.out().startsWith("3 files (3 indexed); 3 passages"), first.out());
    assertEquals(1, first.lines().size());
    assertEquals("3 passages embedded\n", first.err());
    assertEquals(100, status().get("vectors_percent").asInt());
    assertEquals(0, status().get("vectors_seconds_left").asInt());
    assertEquals("", Run.asShipped("ingest", at).err());
    Files.writeString(folder.resolve("key.txt"), "Two keys were handed over.");
    List<JsonNode> lines = json(Run.asShipped("ingest", at, "--json"));
    assertEquals(1, lines.get(lines.size() - 2).get("summary").get("indexed").asInt());
    assertEquals(
        new ObjectMapper()
            .readTree(
                "{\"vectors\":{\"embedded\":1,\"stopped\":false,\"calls\":{\"made\":0,\"failed\":0,"
                    + "\"tokens\":0,\"without_tokens\":0},\"reason\":null}}"),
        lines.getLast());
    assertEquals("sound\n", Run.of("doctor", at).out());
  }

  @Test
  void vectorsAreLeftOutOnRequest() throws IOException {
    assertEquals("", Run.asShipped("ingest", at, "--no-embed").err());
    assertEquals("", Run.asShipped("ingest", at, "--set", "ingest.embed=off").err());
    assertEquals(0, status().get("vectors").asInt());
    assertEquals(0, status().get("vectors_percent").asInt());
    assertTrue(status().get("vectors_seconds_left").isNull());
    Run wrong = Run.of("ingest", at, "--set", "ingest.embed=maybe");
    assertEquals(Exit.USAGE.code(), wrong.exit());
    assertTrue(wrong.err().contains("is neither on nor off: maybe"), wrong.err());
  }

  @Test
  void anAnswerFromAllThereIsWaitsForNoVector() throws IOException {
    Run ask = Run.asShipped("ask", at, "Who mends the roof?", "--quiet");
    assertEquals(0, ask.exit(), ask.err());
    assertTrue(ask.out().contains("The landlord mends the roof."), ask.out());
    assertEquals(0, status().get("vectors").asInt());
  }

  @Test
  void wordsAloneAreSearchedWithoutAVector() throws IOException {
    assertEquals("", Run.asShipped("ingest", at, "--no-embed").err());
    assertEquals("", Run.asShipped("search", at, "roof", "--mode", "lexical").err());
    Run unwanted = Run.asShipped("search", at, "roof", "--set", "ingest.embed=off");
    assertEquals("", unwanted.err());
    assertTrue(unwanted.out().startsWith("1. [d3#0] roof.txt"), unwanted.out());
    assertEquals(0, status().get("vectors").asInt());
  }

  @Test
  void whatAQuestionFindsIsEmbeddedOnDemandAndKept() throws IOException {
    Run.of("ingest", at);
    Run first = Run.asShipped("search", at, "landlord", "--json", "--explain");
    JsonNode hit = json(first).getFirst();
    assertEquals("roof.txt", hit.get("document").asText());
    assertEquals(1, hit.get("stages").get("meaning").get("rank").asInt());
    assertEquals(1, status().get("vectors").asInt());
    assertEquals(33, status().get("vectors_percent").asInt());
    // From now on meaning ranks wherever it can.
    Run second = Run.of("search", at, "instalments", "--json", "--explain");
    assertFalse(json(second).getFirst().get("stages").get("fused").isNull(), second.out());
    assertEquals("2 passages of 3 without a vector; `lectern embed` makes them\n", second.err());
    assertEquals(2, status().get("vectors").asInt());
    assertEquals("1 passage embedded\n", Run.of("embed", at).out());
    assertEquals("sound\n", Run.of("doctor", at).out());
  }

  @Test
  void whileAnotherWritesVectorsServeTheirQuestionAndAreNotKept() throws IOException {
    Run.of("ingest", at);
    try (PassageWriter writer =
        LuceneWriter.open(
            folder.resolve(".lectern"), LuceneSettings.DEFAULTS, Map.of("counter", "o200k_base"))) {
      assertEquals(3, writer.held().size());
      Run run = Run.of("search", at, "landlord", "--mode", "hybrid", "--json", "--explain", "-q");
      assertEquals(0, run.exit(), run.err());
      assertEquals(
          1, json(run).getFirst().get("stages").get("meaning").get("rank").asInt(), run.out());
      assertTrue(run.err().startsWith("note: another lectern is writing"), run.err());
      assertEquals(1, run.err().lines().count());
    }
    assertEquals(0, status().get("vectors").asInt());
  }

  @Test
  void anIndexThatCannotBeWrittenIsSearchedByMeaningAllTheSame() throws IOException {
    Run.of("ingest", at);
    // Where the lock should be is a folder: no user may write, the superuser neither.
    Path lock = folder.resolve(".lectern").resolve("write.lock");
    Files.deleteIfExists(lock);
    Files.createDirectory(lock);
    Run run = Run.of("search", at, "landlord", "--mode", "hybrid", "--json", "--explain", "-q");
    assertEquals(0, run.exit(), run.err());
    assertEquals(1, json(run).getFirst().get("stages").get("meaning").get("rank").asInt());
    assertEquals("", run.err());
    assertEquals(0, status().get("vectors").asInt());
  }

  @Test
  void vectorsOfAnotherEmbedderAreToldAndLeftAlone() throws IOException {
    Run.of("ingest", at);
    try (LuceneWriter writer =
        LuceneWriter.open(
            folder.resolve(".lectern"), LuceneSettings.DEFAULTS, Map.of("embedder", "other"))) {
      writer.pace(2);
      writer.commit();
    }
    Run search = Run.of("search", at, "roof");
    assertEquals(0, search.exit());
    assertTrue(search.err().startsWith("ranked by words alone: the vectors"), search.err());
    assertEquals(Exit.INDEX.code(), Run.of("search", at, "roof", "--mode", "hybrid").exit());
    Run ingest = Run.asShipped("ingest", at);
    assertEquals(0, ingest.exit());
    assertTrue(ingest.err().startsWith("no vectors were made: "), ingest.err());
    assertEquals(Exit.INDEX.code(), Run.of("embed", at).exit());
    // Three passages at two a second.
    assertEquals(2, status().get("vectors_seconds_left").asInt());
    assertTrue(
        Run.of("status", at).out().contains("vectors      0 (0 %), about 0:02 to go"),
        Run.of("status", at).out());
  }
}
