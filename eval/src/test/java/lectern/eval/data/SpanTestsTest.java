package lectern.eval.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lectern.eval.EvalException;
import lectern.ingest.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTestsTest {
  @TempDir private Path folder;

  private SpanTests read(String json) throws IOException {
    Path file = folder.resolve("tests.json");
    Files.writeString(file, json);
    return SpanTests.read(file);
  }

  @Test
  void whatIsWrongWithATestIsSaid() throws IOException {
    String good = "{\"query\": \"q\", \"snippets\": [{\"file_path\": \"a\", \"span\": [0, 1]}]}";
    for (String span : List.of("[9,3]", "[-1,3]", "[4,4]")) {
      EvalException told =
          assertThrows(
              EvalException.MalformedFile.class,
              () -> read("{\"tests\": [" + good + ",\n" + good.replace("[0, 1]", span) + "]}"));
      assertEquals(
          folder.resolve("tests.json")
              + ": test 2: \"span\" must be [start, end] with 0 ≤ start < end, in whole numbers, not "
              + span,
          told.getMessage());
    }
    EvalException told =
        assertThrows(
            EvalException.MalformedFile.class,
            () -> read("{\"tests\": [" + good.replace("\"q\"", "\" \"") + "]}"));
    assertTrue(String.valueOf(told.getMessage()).endsWith(": test 1: its \"query\" is empty"));
    told =
        assertThrows(EvalException.NoFile.class, () -> SpanTests.read(folder.resolve("none.json")));
    assertEquals("there is no file " + folder.resolve("none.json"), told.getMessage());
  }

  @Test
  void readsQuestionsWithTheirSpans() throws IOException {
    SpanTests tests =
        read(
            """
            {"tests": [{"query": "Which law?", "category": "x",
              "snippets": [{"file_path": "a/b.txt", "span": [3, 9], "answer": "y"}]}]}
            """);
    assertEquals("Which law?", tests.tests().getFirst().query());
    assertEquals(
        new SpanTests.Snippet("a/b.txt", new Span(3, 9)),
        tests.tests().getFirst().snippets().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"tests\": []}",
        "{\"tests\": [{\"query\": \"q\", \"snippets\": []}]}",
        "{\"tests\": [{\"snippets\": [{\"file_path\": \"a\", \"span\": [0, 1]}]}]}",
        "{\"tests\": [{\"query\": \"q\", \"snippets\": [{\"file_path\": \"a\", \"span\": [4, 4]}]}]}",
        "{\"tests\": [{\"query\": \"q\", \"snippets\": [{\"file_path\": \"a\", \"span\": [0.5, 4]}]}]}",
        "{\"tests\": [{\"query\": \"q\", \"snippets\": [{\"file_path\": \"a\", \"span\": [0, 4294967300]}]}]}",
        "{\"tests\": [{\"query\": \"q\", \"snippets\": [{\"span\": [0, 1]}]}]}",
        "{\"tests\": [{"
      })
  void whatIsNotInTheFormatIsRefused(String json) {
    assertThrows(EvalException.MalformedFile.class, () -> read(json));
  }

  /// The folder that the paths have in common is ingested: it must not be another than was named.
  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../a.txt", "a/../../b.txt", "a/./b.txt", "a//b.txt", ""})
  void aPathThatDoesNotLeadDownIsRefused(String path) {
    String json =
        "{\"tests\": [{\"query\": \"q\", \"snippets\": [{\"file_path\": \""
            + path
            + "\", \"span\": [0, 1]}]}]}";
    EvalException told = assertThrows(EvalException.MalformedFile.class, () -> read(json));
    assertTrue(String.valueOf(told.getMessage()).contains("test 1: \"file_path\""), told::toString);
  }
}
