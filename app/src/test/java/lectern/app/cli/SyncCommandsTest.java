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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandsTest {
  @TempDir Path folder;
  private String at = "";

  @BeforeEach
  void files() throws IOException {
    at = folder.toString();
    Files.writeString(folder.resolve("a.txt"), "The rent is 100 pounds.");
    Files.writeString(folder.resolve("broken.docx"), "PK\u0003\u0004 and no more");
    Files.writeString(folder.resolve("empty.txt"), "");
  }

  @Test
  void aDryRunMakesNoIndex() {
    Run run = Run.of("ingest", at, "--dry-run");
    assertEquals(0, run.exit());
    assertEquals(
        List.of(
            "new        a.txt",
            "new        broken.docx",
            "new        empty.txt",
            "a run would change the index: 3 new"),
        run.lines());
    assertFalse(Files.exists(folder.resolve(".lectern")));
  }

  @Test
  void aDryRunAfterARunHasNothingToDo() throws IOException {
    Run.of("ingest", at);
    Run run = Run.of("ingest", at, "--dry-run", "--json");
    JsonNode summary = new ObjectMapper().readTree(run.lines().getLast()).get("summary");
    assertEquals(1, summary.get("unchanged").asInt());
    assertEquals(2, summary.get("failed").asInt());
    assertEquals(0, summary.get("new").asInt());
    assertTrue(
        Run.of("ingest", at, "--dry-run").lines().getLast().startsWith("nothing to do: 2 failed"));
  }

  @Test
  void failuresAreListedAndTriedAgain() throws IOException {
    Run.of("ingest", at);
    List<String> failures = Run.of("failures", at).lines();
    assertEquals(3, failures.size());
    assertEquals("EMPTY              1  empty.txt: no bytes", failures.get(0));
    assertTrue(failures.get(1).matches("CORRUPT +1  broken\\.docx: .*damaged.*"), failures.get(1));
    assertEquals("2 failures: 1 EMPTY, 1 CORRUPT", failures.get(2));
    assertEquals(
        List.of("1 failure: 1 EMPTY"),
        Run.of("failures", at, "--reason", "empty").lines().subList(1, 2));

    Run retried = Run.of("ingest", at, "--retry", "--json");
    assertEquals(3, retried.lines().size());
    JsonNode first = new ObjectMapper().readTree(retried.lines().getFirst());
    assertEquals("broken.docx", first.get("path").asText());
    assertEquals(2, first.get("attempts").asInt());
    assertEquals(1, indexed().get("documents").asInt());
  }

  @Test
  void equalFilesAreOneDocument() throws IOException {
    Files.copy(folder.resolve("a.txt"), folder.resolve("copy.txt"));
    Run run = Run.of("ingest", at);
    assertTrue(run.lines().getLast().contains("1 indexed, 1 duplicate, 2 failed"), run.out());
    assertEquals(1, indexed().get("documents").asInt());
    Files.delete(folder.resolve("a.txt"));
    assertTrue(Run.of("ingest", at).out().contains("moved      copy.txt, was a.txt"));
  }

  private JsonNode indexed() throws IOException {
    return new ObjectMapper().readTree(Run.of("status", at, "--json").out());
  }
}
