package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalRetrievalTest {
  @TempDir private Path folder;

  @BeforeEach
  void set() throws IOException {
    Files.writeString(
        folder.resolve("corpus.jsonl"),
        """
        {"_id": "roof", "title": "Repairs", "text": "The landlord mends the roof and the walls."}
        {"_id": "pay", "title": "", "text": "Instalments of 4,200 pounds fall due each month."}
        {"_id": "dog", "title": "Animals", "text": "No dog may be kept on the premises."}
        """);
    Files.writeString(
        folder.resolve("queries.jsonl"),
        """
        {"_id": "1", "text": "who mends the roof"}
        {"_id": "2", "text": "How much rent is owed, and when?"}
        """);
    Files.createDirectory(folder.resolve("qrels"));
    Files.writeString(
        folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\n1\troof\t1\n2\tpay\t1\n");
  }

  @Test
  void wordsMissWhatMeaningFinds() throws IOException {
    JsonNode lexical = measured("lexical");
    assertEquals("LEXICAL", lexical.path("mode").asText());
    assertEquals(3, lexical.path("documents").asInt());
    assertEquals(2, lexical.path("queries").asInt());
    // The second query shares no word with its answer.
    assertEquals(0.5, lexical.path("measures").path("nDCG@10").asDouble());
    assertEquals(1, measured("dense").path("measures").path("nDCG@10").asDouble());
    assertEquals(1, measured("hybrid").path("measures").path("nDCG@10").asDouble());
  }

  @Test
  void aKeptIndexIsUsedAgainAndARunWritten() throws IOException {
    String index = folder.resolve("index").toString();
    String file = folder.resolve("run.txt").toString();
    for (int i = 0; i < 2; i++) {
      Run run =
          Run.of("eval", "retrieval", folder.toString(), "--index", index, "--run", file, "-q");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().contains("nDCG@10      1.0000"), run.out());
    }
    List<String> lines = Files.readAllLines(Path.of(file));
    assertTrue(
        lines.contains("1 Q0 roof 1 " + lines.getFirst().split(" ", -1)[4] + " lectern-hybrid"));
  }

  /// Ids of many sets are alike: "1", "2".
  @Test
  void theIndexOfAnotherSetIsRefusedAndStaysAsItIs() throws IOException {
    String index = folder.resolve("index").toString();
    String[] measured = {
      "eval", "retrieval", folder.toString(), "--mode", "lexical", "--index", index, "--json", "-q"
    };
    assertEquals(0, Run.of(measured).exit());
    Path corpus = folder.resolve("corpus.jsonl");
    String all = Files.readString(corpus);
    for (String other :
        List.of(
            all.replaceFirst("roof\"", "attic\"") + "{\"_id\": \"roof\", \"text\": \"Of tin.\"}\n",
            all.lines().skip(1).collect(Collectors.joining("\n")))) {
      Files.writeString(corpus, other);
      Run refused = Run.of(measured);
      assertEquals(Exit.USAGE.code(), refused.exit(), refused.out());
      assertTrue(
          refused
              .err()
              .contains(
                  "index is not the index of this data set: 1 of its documents are not in the"
                      + " corpus, or are others there: roof\nhint: Name another folder"),
          refused.err());
    }
    Files.writeString(corpus, all + "{\"_id\": \"fee\", \"text\": \"A fee is due.\"}\n");
    JsonNode more = new ObjectMapper().readTree(Run.of(measured).out());
    assertEquals(4, more.path("documents").asInt(), "what is new comes in");
  }

  @Test
  void aFolderThatIsNoDataSetIsTold() {
    Run run = Run.of("eval", "retrieval", folder.resolve("nothing").toString());
    assertEquals(Exit.USAGE.code(), run.exit());
    assertTrue(run.err().contains("there is no corpus.jsonl in "), run.err());
    assertTrue(run.err().contains("hint: "), run.err());
  }

  @Test
  void judgementsOfWhatIsNotInTheSetAreTold() throws IOException {
    Path qrels = folder.resolve("qrels/test.tsv");
    Files.writeString(qrels, "1\troof\t1\n1\tattic\t1\n7\tdog\t1\n8\tdog\t1\n");
    Run some = Run.of("eval", "retrieval", folder.toString(), "--mode", "lexical", "--json", "-q");
    assertEquals(0, some.exit(), some.err());
    assertEquals(
        """
        2 of 3 judged queries are not in the set and count as 0, as with trec_eval -c
        1 of 3 judged documents are not in the corpus; relevant ones count as missed
        """,
        some.err());
    JsonNode json = new ObjectMapper().readTree(some.out());
    assertEquals(2, json.path("unknown_queries").asInt());
    assertEquals(1, json.path("unknown_documents").asInt());
    // One of its two documents is found for the one query that is known.
    assertEquals(0.5 / 3, json.path("measures").path("recall@100").asDouble(), 1e-9);
    Files.writeString(qrels, "7\troof\t1\n8\tdog\t1\n");
    Run none = Run.of("eval", "retrieval", folder.toString(), "--mode", "lexical");
    assertEquals(Exit.USAGE.code(), none.exit());
    assertTrue(none.err().contains("has none of the 2 queries that "), none.err());
    assertTrue(none.err().contains("\nhint: "), none.err());
    assertEquals("", none.out());
    Files.writeString(qrels, "1\tattic\t1\n");
    none = Run.of("eval", "retrieval", folder.toString(), "--mode", "lexical");
    assertEquals(Exit.USAGE.code(), none.exit());
    assertTrue(none.err().contains("has none of the 1 documents that "), none.err());
  }

  @Test
  void filesOfAWindowsEditorAreRead() throws IOException {
    for (String file : List.of("corpus.jsonl", "queries.jsonl", "qrels/test.tsv")) {
      Path marked = folder.resolve(file);
      Files.writeString(marked, "\uFEFF" + Files.readString(marked));
    }
    assertEquals(3, measured("lexical").path("documents").asInt());
  }

  @Test
  void fusionIsRefusedWhereOneAloneRanks() {
    for (String mode : List.of("lexical", "dense")) {
      Run run =
          Run.of("eval", "retrieval", folder.toString(), "--mode", mode, "--fusion", "scores");
      assertEquals(Exit.USAGE.code(), run.exit(), run.out());
      assertTrue(run.err().contains("--fusion joins words and meaning"), run.err());
    }
  }

  private JsonNode measured(String mode) throws IOException {
    Run run = Run.of("eval", "retrieval", folder.toString(), "--mode", mode, "--json", "-q");
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }
}
