package lectern.eval.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lectern.eval.EvalException;
import lectern.ingest.Span;

/// Questions with the spans of text files that answer them, as LegalBench-RAG publishes them (arXiv
/// 2408.10343): `{"tests": [{"query", "snippets": [{"file_path", "span": [start, end]}]}]}`.
///
/// @param tests in the order of the file
public record SpanTests(List<Test> tests) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public SpanTests {
    tests = List.copyOf(tests);
  }

  /// A question and what answers it.
  public record Test(String query, List<Snippet> snippets) {
    public Test {
      snippets = List.copyOf(snippets);
    }
  }

  /// A stretch of a text file.
  ///
  /// @param file path below the folder of the texts, parted by `/`
  /// @param span in code points of the file's text, as Python counts
  public record Snippet(String file, Span span) {}

  /// Reads a file.
  ///
  /// @throws EvalException.MalformedFile where it is not in the format; the message says which test
  /// @throws EvalException.NoFile where it is not there or cannot be read
  public static SpanTests read(Path file) {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new EvalException.MalformedFile(file, line, "no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new EvalException.NoFile(file, e);
    }
    List<Test> tests = new ArrayList<>();
    for (JsonNode test : root.path("tests")) {
      tests.add(test(file, tests.size() + 1, test));
    }
    if (tests.isEmpty()) {
      throw new EvalException.MalformedFile(file, "there are no \"tests\"");
    }
    return new SpanTests(tests);
  }

  /// Sees that every file that a span is of is there.
  ///
  /// @param texts folder of the files
  /// @param prefix what their paths begin with above that folder, or ""
  /// @throws EvalException.Mismatch naming the first of those that are not, and how many there are
  public void requireFiles(Path texts, String prefix) {
    Set<String> files = new LinkedHashSet<>();
    tests.forEach(test -> test.snippets().forEach(snippet -> files.add(snippet.file())));
    List<String> gone =
        files.stream().filter(file -> !isFile(texts, file.substring(prefix.length()))).toList();
    if (!gone.isEmpty()) {
      throw new EvalException.Mismatch(
          gone.size()
              + " of the "
              + files.size()
              + " files that the spans are of are not below "
              + texts
              + ": "
              + FirstOf.words(gone),
          "Name the folder that their paths start from with --texts, fetch them, or take their tests out.");
    }
  }

  private static boolean isFile(Path texts, String file) {
    try {
      return Files.isRegularFile(texts.resolve(file));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /// Whether a path leads nowhere but down. The folder that all have in common is ingested, so that
  /// "/etc/passwd" would bring in what nobody asked for.
  private static boolean isBelow(String path) {
    return Stream.of(path.split("/", -1))
        .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
  }

  private static Test test(Path file, int number, JsonNode json) {
    List<Snippet> snippets = new ArrayList<>();
    for (JsonNode snippet : json.path("snippets")) {
      JsonNode span = snippet.path("span");
      int start = offset(span.path(0));
      int end = offset(span.path(1));
      if (!snippet.path("file_path").isTextual() || span.isMissingNode()) {
        throw malformed(
            file, number, "a snippet has no \"file_path\", or no \"span\" [start, end]");
      }
      if (start < 0 || end <= start) {
        throw malformed(
            file,
            number,
            "\"span\" must be [start, end] with 0 ≤ start < end, in whole numbers, not " + span);
      }
      String path = snippet.path("file_path").asText();
      if (!isBelow(path)) {
        throw malformed(
            file, number, "\"file_path\" is not below the folder of the texts: " + path);
      }
      snippets.add(new Snippet(path, new Span(start, end)));
    }
    if (!json.path("query").isTextual() || snippets.isEmpty()) {
      throw malformed(file, number, "it has no \"query\", or no \"snippets\"");
    }
    if (json.path("query").asText().isBlank()) {
      throw malformed(file, number, "its \"query\" is empty");
    }
    return new Test(json.path("query").asText(), snippets);
  }

  /// −1 for what is no whole number, or none that a text is as long as.
  private static int offset(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToInt() ? number.intValue() : -1;
  }

  private static EvalException malformed(Path file, int number, String detail) {
    return new EvalException.MalformedFile(file, "test " + number + ": " + detail);
  }
}
