package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers from an index that is behind its folder say so.
class StaleTest {
  private static final String QUESTION = "What is the rent?";

  @TempDir Path folder;
  private String at = "";

  @BeforeEach
  void oneFile() throws IOException {
    at = folder.toString();
    Files.writeString(folder.resolve("a.txt"), "The rent is 100 pounds a month.");
  }

  @Test
  void anAnswerFromAFreshIndexIsNotStale() throws IOException {
    assertTrue(json("ask").get("stale").isNull());
    assertTrue(json("plan").get("stale").isNull());
    assertEquals("", Run.of("search", at, "rent").err());
  }

  @Test
  void whileAnotherProcessWritesEveryAnswerSaysSoHoweverQuiet() throws IOException {
    assertEquals(0, Run.of("ingest", at).exit());
    Files.writeString(folder.resolve("b.txt"), "The notice is six months.");
    try (PassageWriter writer = writer()) {
      assertFalse(writer.held().isEmpty());
      for (String command : new String[] {"ask", "plan"}) {
        Run run = Run.of(command, at, QUESTION, "--json", "--quiet");
        assertEquals(0, run.exit(), run.err());
        String stale = new ObjectMapper().readTree(run.out()).get("stale").asText();
        assertTrue(stale.startsWith("another lectern is writing the index in "), stale);
        assertTrue(stale.endsWith("; files that are not in it yet are not seen"), stale);
        assertEquals("note: " + stale, run.err().strip());
      }
      for (Run run :
          new Run[] {
            Run.of("search", at, "rent", "--quiet"),
            Run.of("ask", at, QUESTION, "--no-ingest", "--quiet")
          }) {
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().startsWith("note: another lectern is writing the index"), run.err());
        assertTrue(run.err().contains("not committed yet, files or vectors, is not"), run.err());
      }
    }
  }

  @Test
  void duringTheFirstIngestTheNoteComesBeforeTheRefusal() {
    try (PassageWriter writer = writer()) {
      assertTrue(writer.held().isEmpty());
      Run run = Run.of("ask", at, QUESTION, "--quiet");
      assertEquals(Exit.USAGE.code(), run.exit());
      assertTrue(run.err().startsWith("note: another lectern is writing the index"), run.err());
      assertTrue(run.err().contains("the index holds no document"), run.err());
    }
  }

  @Test
  void withoutIngestTheIndexIsTakenAsItIs() throws IOException {
    Run missing = Run.of("ask", at, QUESTION, "--no-ingest");
    assertEquals(Exit.INDEX.code(), missing.exit(), missing.err());
    assertEquals(0, Run.of("ingest", at).exit());
    Files.writeString(folder.resolve("b.txt"), "The notice is six months.");
    JsonNode plan = json("plan", "--no-ingest");
    assertEquals(1, plan.get("documents").asInt());
    assertTrue(plan.get("stale").asText().startsWith("the index is taken as it is"));
    assertEquals("", Run.of("ask", at, QUESTION, "--no-ingest", "--quiet").err());
    assertEquals(2, json("plan").get("documents").asInt());
  }

  private PassageWriter writer() {
    Path index = folder.resolve(".lectern");
    return LuceneWriter.open(index, LuceneSettings.DEFAULTS, Map.of("counter", "o200k_base"));
  }

  private JsonNode json(String command, String... more) throws IOException {
    String[] arguments = new String[4 + more.length];
    System.arraycopy(new String[] {command, at, QUESTION, "--json"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    Run run = Run.of(arguments);
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }
}
