package lectern.eval.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lectern.eval.EvalException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirFolderTest {
  @TempDir private Path folder;

  @BeforeEach
  void aSmallDataSet() throws IOException {
    Files.createDirectory(folder.resolve("qrels"));
    Files.writeString(
        folder.resolve("corpus.jsonl"),
        """
        {"_id": "1", "title": "One", "text": "First.", "metadata": {}}
        {"_id": "two words", "text": "Second."}
        """);
    Files.writeString(
        folder.resolve("queries.jsonl"),
        """
        {"_id": "q1", "text": "which?"}
        {"_id": "q2", "text": "of another split"}
        """);
    Files.writeString(
        folder.resolve("qrels").resolve("test.tsv"),
        "query-id\tcorpus-id\tscore\nq1\ttwo words\t2\n");
  }

  @Test
  void readsCorpusQueriesAndJudgements() {
    BeirFolder data = BeirFolder.test(folder);
    assertEquals(
        List.of(
            new BeirFolder.Row("1", "One", "First."),
            new BeirFolder.Row("two words", "", "Second.")),
        data.corpus());
    assertEquals(List.of(new BeirFolder.Query("q1", "which?")), data.queries());
    assertEquals(Map.of("two words", 2), data.qrels().of("q1"));
  }

  @Test
  void saysWhichJudgedNamesTheSetDoesNotHave() throws IOException {
    BeirFolder data = BeirFolder.test(folder);
    assertEquals(new BeirFolder.Strangers(List.of(), 1, List.of(), 1), data.strangers());
    Path qrels = folder.resolve("qrels/test.tsv");
    Files.writeString(qrels, "q9\t1\t1\nq1\t1\t1\nq1\ttwo\t1\nq0\ttwo\t0\n");
    assertEquals(
        new BeirFolder.Strangers(List.of("q0", "q9"), 3, List.of("two"), 2), data.strangers());
    Files.writeString(qrels, "q1\ta\t1\nq1\tb\t1\nq1\tc\t1\nq1\td\t1\nq1\te\t0\n");
    assertEquals(
        "the data set has none of the 5 documents that " + qrels + " judges: a, b, c and 2 more",
        assertThrows(EvalException.Mismatch.class, data::strangers).getMessage());
    Files.writeString(qrels, "Q1\t1\t1\n");
    String none = assertThrows(EvalException.Mismatch.class, data::strangers).getMessage();
    assertEquals("the data set has none of the 1 queries that " + qrels + " judges: Q1", none);
    Files.writeString(qrels, "query-id\tcorpus-id\tscore\n");
    assertThrows(EvalException.Mismatch.class, data::strangers);
  }

  @Test
  void prefersTheFileOfItsSplit() throws IOException {
    Files.writeString(
        folder.resolve("queries-test.jsonl"), "{\"_id\": \"q3\", \"text\": \"unjudged\"}\n");
    assertEquals(
        List.of(new BeirFolder.Query("q3", "unjudged")), BeirFolder.test(folder).queries());
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    BeirFolder data = BeirFolder.test(folder);
    Path corpus = folder.resolve("corpus.jsonl");
    for (String wrong :
        List.of("{", "{\"_id\": 2, \"text\": \"\"}", "{\"_id\": \"1\", \"text\": \"\"}", "[]")) {
      Files.writeString(corpus, "{\"_id\": \"1\", \"text\": \"\"}\n" + wrong + "\n");
      String message =
          String.valueOf(
              assertThrows(EvalException.MalformedFile.class, data::corpus).getMessage());
      assertTrue(message.startsWith(corpus + ", line 2: "), message);
    }
    Files.writeString(folder.resolve("qrels").resolve("test.tsv"), "q1\t1\n");
    assertThrows(EvalException.MalformedFile.class, data::qrels);
  }

  @Test
  void refusesJudgementsThatContradictEachOther() throws IOException {
    Path file = folder.resolve("qrels").resolve("test.tsv");
    Files.writeString(file, "q1\t1\t2\nq1\t1\t0\n");
    String message =
        String.valueOf(
            assertThrows(EvalException.MalformedFile.class, BeirFolder.test(folder)::qrels)
                .getMessage());
    assertTrue(message.startsWith(file + ", line 2: "), message);
  }

  @Test
  void namesTheLineThatIsNoUtf8() throws IOException {
    Path file = folder.resolve("corpus.jsonl");
    String rows = "{\"_id\": \"1\", \"text\": \"\"}\n{\"_id\": \"é\", \"text\": \"\"}\n";
    Files.write(file, rows.getBytes(StandardCharsets.ISO_8859_1));
    String message =
        String.valueOf(
            assertThrows(EvalException.MalformedFile.class, BeirFolder.test(folder)::corpus)
                .getMessage());
    assertTrue(message.startsWith(file + ", line 2: "), message);
  }
}
