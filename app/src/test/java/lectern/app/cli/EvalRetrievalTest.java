package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    Files.writeString(
        folder.resolve("corpus.jsonl"),
        "{\"_id\": \"dog\", \"title\": \"Animals\", \"text\": \"Dogs only.\"}\n");
    Run less = Run.of("eval", "retrieval", folder.toString(), "--index", index, "--json", "-q");
    assertEquals(1, new ObjectMapper().readTree(less.out()).path("documents").asInt());
  }

  @Test
  void aFolderThatIsNoDataSetIsTold() {
    Run run = Run.of("eval", "retrieval", folder.resolve("nothing").toString());
    assertEquals(Exit.USAGE.code(), run.exit());
    assertTrue(run.err().contains("there is no corpus.jsonl in "), run.err());
    assertTrue(run.err().contains("hint: "), run.err());
  }

  private JsonNode measured(String mode) throws IOException {
    Run run = Run.of("eval", "retrieval", folder.toString(), "--mode", mode, "--json", "-q");
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }
}
