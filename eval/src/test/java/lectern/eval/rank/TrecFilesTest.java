package lectern.eval.rank;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrecFilesTest {
  @TempDir private Path folder;

  @Test
  void readsWhatItWrites() {
    Qrels qrels = new Qrels(Map.of("q1", Map.of("a", 2, "b", 0), "q2", Map.of("c", -1)));
    Run run = new Run(Map.of("q1", Map.of("a", 0.1 + 0.2, "b", 1e-12), "q2", Map.of("c", 7.0)));
    TrecFiles.writeQrels(folder.resolve("qrels"), qrels);
    TrecFiles.writeRun(folder.resolve("run"), run, "bm25");
    assertEquals(qrels, TrecFiles.readQrels(folder.resolve("qrels")));
    assertEquals(run, TrecFiles.readRun(folder.resolve("run")));
  }

  @Test
  void writesRunsBestFirst() throws IOException {
    Path file = folder.resolve("run");
    TrecFiles.writeRun(file, new Run(Map.of("q", Map.of("a", 1.0, "b", 2.5))), "bm25");
    assertEquals(List.of("q Q0 b 1 2.5 bm25", "q Q0 a 2 1.0 bm25"), Files.readAllLines(file));
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    Path file = folder.resolve("qrels");
    for (String wrong : List.of("q 0 a", "q 0 a one", "q 0 b 1")) {
      Files.writeString(file, "q\t0  b\t0\n\n" + wrong + "\n");
      String message =
          assertThrows(EvalException.MalformedFile.class, () -> TrecFiles.readQrels(file))
              .getMessage();
      assertTrue(String.valueOf(message).contains(file + ", line 3"), message);
    }
    for (String score : List.of("high", "NaN", "Infinity", "-Infinity")) {
      Files.writeString(file, "q Q0 a 1 " + score + " tag\n");
      assertThrows(EvalException.MalformedFile.class, () -> TrecFiles.readRun(file), score);
    }
  }

  @Test
  void namesTheLineThatIsNoUtf8() throws IOException {
    Path file = folder.resolve("qrels");
    Files.write(file, "q 0 é 1\nq 0 é 1\n".getBytes(StandardCharsets.ISO_8859_1));
    String message =
        assertThrows(EvalException.MalformedFile.class, () -> TrecFiles.readQrels(file))
            .getMessage();
    assertTrue(String.valueOf(message).contains(file + ", line 1: "), message);
  }

  @Test
  void refusesNamesThatTheFormatCannotHold() {
    Qrels qrels = new Qrels(Map.of("q", Map.of("two words", 1)));
    assertThrows(
        IllegalArgumentException.class, () -> TrecFiles.writeQrels(folder.resolve("qrels"), qrels));
  }
}
