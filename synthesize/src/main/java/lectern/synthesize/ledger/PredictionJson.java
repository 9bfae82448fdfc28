package lectern.synthesize.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Collectors;
import lectern.synthesize.AskedAs;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.Prediction;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.TextCount;
import org.jspecify.annotations.Nullable;

/// What was expected of a call, as the ledger writes it: counts and digests, no text of a document.
final class PredictionJson {
  private PredictionJson() {}

  static ObjectNode of(Prediction prediction) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("prompt_tokens", prediction.promptTokens());
    json.put("cached_tokens", prediction.cachedTokens());
    json.put("variant", prediction.variant());
    json.put("ttl", prediction.ttl().name());
    PromptTrace trace = prediction.trace().thinned();
    json.set("evidence", of(trace.evidence()));
    json.set("whole", of(trace.whole()));
    // One string: an array of them takes a fifth more, and there may be a thousand.
    json.put(
        "points",
        trace.points().stream()
            .map(point -> point.digest() + ":" + point.tokens())
            .collect(Collectors.joining(" ")));
    AskedAs asked = prediction.asked();
    if (!asked.question().isEmpty()) {
      json.putObject("asked")
          .put("question", asked.question())
          .put("whole_scope", asked.wholeScope())
          .put("evidence_tokens", asked.evidenceTokens())
          .put("completion_tokens", asked.completionTokens());
    }
    return json;
  }

  private static ObjectNode of(TextCount text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("tokens", text.tokens())
        .put("han_chars", text.hanChars())
        .put("symbol_chars", text.symbolChars())
        .put("other_chars", text.otherChars());
  }

  /// Null where a call has none: calls of before had not.
  static @Nullable Prediction read(JsonNode json) {
    if (!json.isObject()) {
      return null;
    }
    return new Prediction(
        json.path("prompt_tokens").longValue(),
        json.path("cached_tokens").longValue(),
        json.path("variant").asText(""),
        CacheTtl.valueOf(json.path("ttl").asText()),
        new PromptTrace(
            Arrays.stream(json.path("points").asText().split(" ", -1))
                .map(PredictionJson::point)
                .toList(),
            count(json.path("evidence")),
            count(json.path("whole"))),
        asked(json.path("asked")));
  }

  private static AskedAs asked(JsonNode json) {
    return json.isObject()
        ? new AskedAs(
            json.path("question").asText(),
            json.path("whole_scope").asBoolean(),
            json.path("evidence_tokens").intValue(),
            json.path("completion_tokens").intValue())
        : AskedAs.NOTHING;
  }

  private static PrefixPoint point(String text) {
    int mark = text.indexOf(':');
    return new PrefixPoint(text.substring(0, mark), Long.parseLong(text.substring(mark + 1)));
  }

  private static TextCount count(JsonNode json) {
    return new TextCount(
        json.path("tokens").longValue(),
        json.path("han_chars").longValue(),
        json.path("symbol_chars").longValue(),
        json.path("other_chars").longValue());
  }
}
