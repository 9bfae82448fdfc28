package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of labels and lists when files change and go.
class ChangesTest {
  @TempDir Path folder;

  @Test
  void aDocumentThatChangedOrWentIsSpokenOfAsItWasAskedFor() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The rent is 100 pounds.");
    Files.writeString(folder.resolve("b.txt"), "The notice is six months.");
    ingest();
    Files.writeString(folder.resolve("a.txt"), "The rent is 200 pounds.");
    Files.delete(folder.resolve("b.txt"));
    ingest();
    assertEquals("lectern show: d1 was revised: a.txt has changed since", shown("d1"));
    assertEquals("lectern show: d1#0 was revised: a.txt has changed since", shown("d1#0"));
    assertEquals("lectern show: d2 was removed: b.txt left the collection", shown("d2"));
    assertEquals("lectern show: no document d4", shown("d4"));
    assertEquals("lectern show: no passage d4#0", shown("d4#0"));
    assertEquals("lectern show: no passage d3#9", shown("d3#9"));
  }

  @Test
  void everyLineOfDocumentsHasTheSameKeys() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The rent is 100 pounds.");
    Files.writeString(folder.resolve("b.txt"), "");
    ingest();
    List<JsonNode> lines = json(Run.of("documents", folder.toString(), "--json"));
    assertEquals(2, lines.size());
    assertEquals("EMPTY", lines.getLast().get("reason").asText());
    assertEquals(keys(lines.getFirst()), keys(lines.getLast()));
  }

  private void ingest() {
    Run run = Run.of("ingest", folder.toString());
    assertEquals(0, run.exit(), run.err());
  }

  /// The first line of the refusal.
  private String shown(String label) {
    Run run = Run.of("show", folder.toString(), label);
    assertEquals(Exit.USAGE.code(), run.exit(), run.err());
    assertTrue(run.err().contains("\nhint: "), run.err());
    return run.err().lines().findFirst().orElseThrow();
  }

  private static List<JsonNode> json(Run run) throws IOException {
    try (var lines = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(run.out())) {
      return lines.readAll();
    }
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
