package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    Run found = run("search", "roof", "--why-not", "d3#0", "--json");
    JsonNode json = new ObjectMapper().readTree(found.out());
    assertEquals("it is among the hits, at rank 1", json.path("reason").asText());
    assertEquals(1, json.path("stages").path("words").path("rank").asInt());
    Files.delete(folder.resolve("dog.txt"));
    assertEquals(0, run("ingest", "-q").exit());
    assertTrue(why("d1#0").contains("its document was removed"));
  }

  @Test
  void aLabelThatNamesNoPassageIsRefused() {
    Run never = run("search", "roof", "--why-not", "d3#9", "--json");
    assertEquals(Exit.USAGE.code(), never.exit());
    assertEquals("", never.out());
    // In the words of `show`.
    assertEquals(run("show", "d3#9").err().replace("lectern show", "lectern search"), never.err());
    assertEquals(Exit.USAGE.code(), run("search", "roof", "--why-not", "d99#0").exit());
    Run document = run("search", "roof", "--why-not", "d3");
    assertEquals(Exit.USAGE.code(), document.exit());
    assertTrue(document.err().contains("d3 is a document, not a passage"), document.err());
    assertTrue(document.err().contains("hint: Give one of its passages, d3#0 "), document.err());
    // What the hint offers is taken.
    assertEquals(0, run("search", "roof", "--why-not", "d3#0").exit());
    Run none = run("search", "roof", "--why-not", "roof");
    assertEquals(Exit.USAGE.code(), none.exit());
    assertTrue(none.err().contains("not a label of a passage: roof"), none.err());
    assertFalse(none.err().contains("or a document"), none.err());
    Run both = run("search", "roof", "--why-not", "d3#0", "--expand", "section");
    assertEquals(Exit.USAGE.code(), both.exit());
  }

  @Test
  void fusionIsRefusedWhereOneAloneRanks() {
    for (String mode : List.of("lexical", "dense")) {
      Run run = run("search", "roof", "--mode", mode, "--fusion", "ranks");
      assertEquals(Exit.USAGE.code(), run.exit(), run.err());
      assertTrue(run.err().contains("--fusion joins words and meaning"), run.err());
      assertTrue(run.err().contains("\nhint: "), run.err());
    }
  }

  @Test
  void aVocabularyCountsByWordsToo(@TempDir Path elsewhere) throws IOException {
    Path own = elsewhere.resolve("own.toml");
    Files.writeString(own, "[[synonyms]]\nwords = [\"attic\", \"roof\"]\n");
    assertEquals("", run("search", "attic", "--mode", "lexical").out());
    String[] asked = {"attic", "--vocabulary", own.toString(), "--mode", "lexical"};
    Run chosen = run("search", asked);
    assertTrue(chosen.out().startsWith("1. [d3#0] roof.txt"), chosen.out() + chosen.err());
    // So do they where words alone rank because no vectors are wanted.
    Run fallback = run("search", Arrays.copyOf(asked, 3));
    assertEquals(chosen.out(), fallback.out());
  }

  @Test
  void saysSoWhereHitsAreByMeaningAlone() throws IOException {
    assertEquals(0, run("embed", "-q").exit());
    Run run = run("search", "qqqxyzzy blorb", "--json");
    assertEquals(
        "no word of the question stands in the index: these hits are by meaning alone\n",
        run.err());
    assertEquals(3, run.lines().size(), run.out());
    for (String line : run.lines()) {
      JsonNode hit = new ObjectMapper().readTree(line);
      assertEquals("HYBRID", hit.path("mode").asText());
      assertTrue(hit.path("words_match").isBoolean(), line);
      assertFalse(hit.path("words_match").asBoolean(), line);
    }
    Run expanded = run("search", "qqqxyzzy", "--expand", "document", "--json", "--limit", "1");
    assertTrue(expanded.out().contains("\"words_match\":false"), expanded.out());
    assertTrue(expanded.err().startsWith("no word of the question stands in the index"));
    Run within = run("search", "roof", "--document", "dog.txt");
    assertEquals(
        "no word of the question stands in the documents asked: these hits are by meaning alone\n",
        within.err());
    Run known = run("search", "blorb roof", "--json");
    assertEquals("", known.err());
    assertTrue(known.out().contains("\"words_match\":true"), known.out());
    Run dense = run("search", "qqqxyzzy", "--mode", "dense", "--json");
    assertEquals("", dense.err());
    assertTrue(dense.out().contains("\"words_match\":null"), dense.out());
    assertEquals("", run("search", "qqqxyzzy blorb", "-q").err());
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
