package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HybridSearchTest {
  private static final String QUESTION = "How much does the lessee owe every month?";

  @TempDir private Path folder;

  @BeforeEach
  void collection() throws IOException {
    Files.writeString(
        folder.resolve("dog.txt"), "No dog may be kept on the premises, however small.");
    Files.writeString(
        folder.resolve("pay.txt"), "Instalments of 4,200 pounds fall due on the first.");
    Files.writeString(
        folder.resolve("roof.txt"), "The landlord mends the roof and the outer walls.");
    assertEquals(0, run("ingest", "-q").exit());
  }

  private Run run(String command, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = command;
    arguments[1] = folder.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Run.of(arguments);
  }

  @Test
  void meaningFindsWhatWordsDoNotOnceThereAreVectors() throws IOException {
    Run before = run("search", QUESTION, "--mode", "dense");
    assertEquals(Exit.INDEX.code(), before.exit());
    assertTrue(before.err().contains("lectern embed"), before.err());
    Run embed = run("embed", "-q");
    assertEquals("3 passages embedded\n", embed.out());
    assertEquals(
        "{\"embedded\":0,\"stopped\":false,"
            + "\"calls\":{\"made\":0,\"failed\":0,\"tokens\":0,\"without_tokens\":0}}\n",
        run("embed", "--json").out());
    assertTrue(run("status").out().contains("vectors      3 (100 %)\n"));
    assertEquals("sound\n", run("doctor").out());
    Run found = run("search", QUESTION, "--mode", "hybrid", "--json", "--explain", "--limit", "1");
    JsonNode hit = new ObjectMapper().readTree(found.out());
    assertEquals("pay.txt", hit.path("document").asText());
    assertEquals("HYBRID", hit.path("mode").asText());
    assertEquals(1, hit.path("stages").path("meaning").path("rank").asInt());
    assertTrue(hit.path("stages").path("words").isNull(), found.out());
    assertEquals(
        hit.path("score").asDouble(), hit.path("stages").path("diffused").path("score").asDouble());
    String same = run("search", QUESTION, "--json", "--explain", "--limit", "1").out();
    assertEquals(found.out(), same);
    String words = run("search", QUESTION, "--mode", "hybrid", "--explain", "--limit", "1").out();
    assertTrue(words.contains("   words -, meaning 1 ("), words);
  }

  @Test
  void saysWhyAPassageIsNotFound() throws IOException {
    assertTrue(why("d2#0").contains("d2#0: it holds no word of the question"));
    assertTrue(why("d3#0", "--document", "dog.txt").contains("its document is not in the scope"));
    assertTrue(why("d9#0").contains("the index never had such a passage"));
    Run found = run("search", "roof", "--why-not", "d3#0", "--json");
    JsonNode json = new ObjectMapper().readTree(found.out());
    assertEquals("it is among the hits, at rank 1", json.path("reason").asText());
    assertEquals(1, json.path("stages").path("words").path("rank").asInt());
    assertEquals(Exit.USAGE.code(), run("search", "roof", "--why-not", "d3").exit());
    Files.delete(folder.resolve("dog.txt"));
    assertEquals(0, run("ingest", "-q").exit());
    assertTrue(why("d1#0").contains("its document was removed"));
  }

  private String why(String label, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = QUESTION;
    arguments[1] = "--why-not";
    arguments[2] = label;
    System.arraycopy(more, 0, arguments, 3, more.length);
    Run run = run("search", arguments);
    assertEquals(0, run.exit(), run.err());
    return run.out();
  }
}
