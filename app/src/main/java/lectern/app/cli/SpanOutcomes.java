package lectern.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.eval.EvalException;
import lectern.eval.NumberedLines;
import lectern.eval.rank.PairedRandomisation;
import lectern.eval.retrieval.SpanEvaluation;

/// What came of each test of spans, as JSON Lines in the order of the tests.
final class SpanOutcomes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpanOutcomes() {}

  static void write(Path file, List<SpanEvaluation.Outcome> outcomes) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (SpanEvaluation.Outcome outcome : outcomes) {
        ObjectNode json = JsonLines.object();
        json.put("query", outcome.query());
        json.put("wrong_document", outcome.wrongDocument());
        json.put("unplaced", outcome.unplaced());
        put(json, "at_passages", outcome.atPassages());
        put(json, "at_characters", outcome.atCharacters());
        out.write(json.toString());
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  static void put(ObjectNode json, String name, List<SpanEvaluation.At> rows) {
    ArrayNode array = json.putArray(name);
    for (SpanEvaluation.At row : rows) {
      ObjectNode one = array.addObject();
      one.put("depth", row.depth());
      one.put("precision", row.precision());
      one.put("recall", row.recall());
    }
  }

  /// Recall at each number of characters beside that of an earlier evaluation of the same tests.
  ///
  /// @throws EvalException.MalformedFile where the file is of other tests
  static Map<String, PairedRandomisation> compared(
      List<SpanEvaluation.Outcome> outcomes, Path file) {
    Map<String, Map<String, Double>> now = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      for (SpanEvaluation.At at : outcomes.get(i).atCharacters()) {
        now.computeIfAbsent("recall at " + at.depth(), _ -> new HashMap<>())
            .put(Integer.toString(i), at.recall());
      }
    }
    Map<String, Map<String, Double>> before = before(outcomes, file);
    Map<String, PairedRandomisation> compared = new LinkedHashMap<>();
    now.forEach(
        (measure, recalls) ->
            compared.put(
                measure, PairedRandomisation.of(recalls, before.getOrDefault(measure, Map.of()))));
    return compared;
  }

  private static Map<String, Map<String, Double>> before(
      List<SpanEvaluation.Outcome> outcomes, Path file) {
    Map<String, Map<String, Double>> recalls = new HashMap<>();
    NumberedLines.each(
        file,
        (line, text) -> {
          JsonNode json;
          try {
            json = JSON.readTree(text);
          } catch (JsonProcessingException e) {
            throw new EvalException.MalformedFile(file, line, "no JSON: " + e.getOriginalMessage());
          }
          int test = (int) line - 1;
          if (test >= outcomes.size()
              || !outcomes.get(test).query().equals(json.path("query").asText())) {
            throw new EvalException.MalformedFile(file, line, "it is of another test");
          }
          for (JsonNode at : json.path("at_characters")) {
            recalls
                .computeIfAbsent("recall at " + at.path("depth").asInt(), _ -> new HashMap<>())
                .put(Integer.toString(test), at.path("recall").asDouble());
          }
        });
    return recalls;
  }
}
