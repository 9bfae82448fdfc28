package lectern.eval.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
