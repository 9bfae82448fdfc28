package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans of small texts through ingest, index and ranking.
class EvalSpansTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Code points before the answer that are two units of UTF-16 each move no span.
  private static final String LEASE =
      "😀 Lease of Acre House.\r\n\r\nThe rent is 500 pounds a year.";

  private static final String LOAN = "Loan to Bell Farm.\n\nInterest is nine per cent.";
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("corpus/txt"));
    Files.writeString(texts.resolve("lease.txt"), LEASE);
    Files.writeString(texts.resolve("loan.txt"), LOAN);
    Files.writeString(texts.resolve("scan.txt"), " ");
    ObjectNode root = JSON.createObjectNode();
    var tests = root.putArray("tests");
    test(tests.addObject(), "What is the rent?", "txt/lease.txt", LEASE, "500 pounds");
    test(tests.addObject(), "How much interest?", "txt/loan.txt", LOAN, "nine per cent");
    test(tests.addObject(), "Which interest is it?", "txt/scan.txt", LOAN, "nine per cent");
    Files.writeString(folder.resolve("tests.json"), root.toString());
  }

  private static void test(ObjectNode test, String query, String file, String text, String answer) {
    int start = text.codePointCount(0, text.indexOf(answer));
    test.put("query", query)
        .putArray("snippets")
        .addObject()
        .put("file_path", file)
        .putArray("span")
        .add(start)
        .add(start + answer.length());
  }

  private Run run(String... more) {
    String[] arguments = new String[more.length + 5];
    arguments[0] = "eval";
    arguments[1] = "spans";
    arguments[2] = folder.resolve("tests.json").toString();
    arguments[3] = "--texts";
    arguments[4] = folder.resolve("corpus").toString();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Run.of(arguments);
  }

  @Test
  void measuresHowMuchOfTheSpansIsFound() throws IOException {
    String each = folder.resolve("each.jsonl").toString();
    Run run = run("--mode", "lexical", "--json", "-q", "--each", each);
    assertEquals(0, run.exit(), run.err());
    JsonNode json = JSON.readTree(run.out());
    assertEquals(3, json.path("tests").asInt());
    assertEquals(1, json.path("unplaced").asInt());
    // Two of three are found whole; the third has a file without text, so that it can only be
    // missed.
    assertEquals(2.0 / 3, json.path("at_characters").get(0).path("recall").asDouble(), 1e-9);
    assertEquals(1.0 / 3, json.path("wrong_document").asDouble(), 1e-9);
    double precision = json.path("at_passages").get(0).path("precision").asDouble();
    assertTrue(precision > 0 && precision < 1, run.out());
    Run again = run("--mode", "lexical", "-q", "--against", each);
    assertTrue(again.out().contains("recall at 8000  +0.0000, p = 1.0000"), again.out());
  }

  /// A header holds the name of the file, which no text has.
  @Test
  void withoutTheirHeaderPassagesAreFoundByTheirTextAlone() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    test(root.putArray("tests").addObject(), "loan", "txt/loan.txt", LOAN, "nine per cent");
    String renamed = LOAN.replace("Loan", "Credit");
    Files.writeString(folder.resolve("corpus/txt/loan.txt"), renamed);
    Files.writeString(folder.resolve("tests.json"), root.toString());
    assertTrue(recall(run("--mode", "lexical", "--json", "-q")) > 0);
    assertEquals(0, recall(run("--mode", "lexical", "--json", "-q", "--no-header")));
  }

  @Test
  void noCharacterOfSpansThatOverlapCountsTwice() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    var tests = root.putArray("tests");
    test(tests.addObject(), "How much interest?", "txt/loan.txt", LOAN, LOAN);
    var snippets = (ArrayNode) tests.get(0).path("snippets");
    snippets.add(snippets.get(0)).add(snippets.get(0));
    Files.writeString(folder.resolve("tests.json"), root.toString());
    Run run = run("--mode", "lexical", "--json", "-q");
    assertEquals(1, recall(run), 1e-9);
    double precision =
        JSON.readTree(run.out()).path("at_passages").get(0).path("precision").asDouble();
    assertTrue(precision > 0.5 && precision <= 1, run.out());
  }

  @Test
  void filesThatAreNotThereAreTold() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    var tests = root.putArray("tests");
    for (String file : List.of("lease", "a", "b", "c", "d", "d")) {
      test(tests.addObject(), "What is it?", "txt/" + file + ".txt", LEASE, "Lease");
    }
    Files.writeString(folder.resolve("tests.json"), root.toString());
    Run run = run("--mode", "lexical");
    assertEquals(Exit.USAGE.code(), run.exit());
    assertTrue(
        run.err()
            .contains(
                "4 of the 5 files that the spans are of are not below "
                    + folder.resolve("corpus/txt")
                    + ": txt/a.txt, txt/b.txt, txt/c.txt and 1 more\nhint: "),
        run.err());
    assertEquals("", run.out());
  }

  @Test
  void aVocabularyCountsByWordsToo() throws IOException {
    Path own = folder.resolve("own.toml");
    Files.writeString(own, "[[entry]]\nnames = [\"duty\"]\nwording = \"nine per cent\"\n");
    ObjectNode root = JSON.createObjectNode();
    var tests = root.putArray("tests");
    test(tests.addObject(), "The duty?", "txt/loan.txt", LOAN, "nine per cent");
    test(tests.addObject(), "Whose lease?", "txt/lease.txt", LEASE, "Acre House");
    Files.writeString(folder.resolve("tests.json"), root.toString());
    String[] plain = {"--mode", "lexical", "--json", "-q"};
    assertEquals(0.5, recall(run(plain)), 1e-9);
    assertEquals(
        1, recall(run("--mode", "lexical", "--json", "-q", "--vocabulary", "" + own)), 1e-9);
  }

  private static double recall(Run run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return JSON.readTree(run.out()).path("at_characters").get(0).path("recall").asDouble();
  }

  @Test
  void ranksByMeaningWithAVocabulary() throws IOException {
    Path own = folder.resolve("own.toml");
    Files.writeString(own, "[[synonyms]]\nwords = [\"rent\", \"pounds a year\"]\n");
    Run run = run("--json", "-q", "--vocabulary", own.toString());
    assertEquals(0, run.exit(), run.err());
    assertEquals("HYBRID", JSON.readTree(run.out()).path("mode").asText());
  }

  /// It may be a collection's, whose labels are cited.
  @Test
  void anIndexThatWouldLoseAFileIsRefusedAndStaysAsItIs() throws IOException {
    Path collection = Files.createDirectory(folder.resolve("collection"));
    Files.copy(folder.resolve("corpus/txt/lease.txt"), collection.resolve("lease.txt"));
    Files.writeString(collection.resolve("deed.txt"), "Deed of Elm Farm.\n\nIt is sealed.");
    assertEquals(0, Run.of("ingest", collection.toString(), "-q", "--no-embed").exit());
    String index = collection.resolve(".lectern").toString();
    Run refused = run("--mode", "lexical", "--index", index);
    assertEquals(Exit.USAGE.code(), refused.exit(), refused.out());
    assertTrue(
        refused.err().contains("1 of its files would leave it or be replaced: deed.txt\nhint: "),
        refused.err());
    Run documents = Run.of("documents", collection.toString(), "--json");
    assertTrue(documents.out().contains("deed.txt"), documents.out());
    Files.delete(collection.resolve("deed.txt"));
    assertEquals(0, Run.of("ingest", collection.toString(), "-q", "--no-embed").exit());
    assertEquals(0, run("--mode", "lexical", "--index", index, "-q").exit(), "only adds");
    Files.writeString(folder.resolve("corpus/txt/lease.txt"), LEASE + " Paid early.");
    assertEquals(Exit.USAGE.code(), run("--mode", "lexical", "--index", index).exit());
  }

  @Test
  void wrongArgumentsAreTold() throws IOException {
    assertEquals(Exit.USAGE.code(), run("--vocabulary", "no-such.toml").exit());
    Run missing = run("--mode", "lexical", "--against", folder.resolve("none.jsonl").toString());
    assertEquals(Exit.USAGE.code(), missing.exit(), missing.err());
    assertTrue(missing.err().contains("there is no file "), missing.err());
    String index = folder.resolve("index").toString();
    assertEquals(0, run("--mode", "lexical", "-q", "--index", index).exit());
    Run header = run("--mode", "lexical", "-q", "--index", index, "--no-header");
    assertEquals(Exit.USAGE.code(), header.exit(), header.err());
    assertTrue(
        header.err().contains("hint: An evaluation needs an index of its own"), header.err());
    Path other = folder.resolve("other.jsonl");
    Files.writeString(other, "{\"query\": \"another\"}\n");
    assertEquals(Exit.USAGE.code(), run("--mode", "lexical", "--against", other.toString()).exit());
    assertEquals(
        Exit.USAGE.code(), Run.of("eval", "spans", other.toString(), "--texts", "x").exit());
  }
}
