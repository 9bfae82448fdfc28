package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/// A reply in the form and the length that the request wants.
///
/// @param content null where the reasoning used the whole budget up, or tools are called
/// @param toolCalls empty where none is called
/// @param finish `stop`, `length` or `tool_calls`
record Composed(String reasoning, @Nullable String content, ArrayNode toolCalls, String finish) {

  /// Composes a reply: a beginning that the request gives is left out, stop words end it, and
  /// reasoning and answer share the budget.
  static Composed of(Reader.Reply reply, ChatRequest request, ScriptTokens tokens, String id) {
    int budget = request.completionTokens();
    String reasoning = request.thinks() ? reply.reasoning() : "";
    int reasoningTokens = tokens.count(reasoning);
    if (reasoningTokens >= budget) {
      return withoutContent(reasoning.substring(0, tokens.cut(reasoning, budget)));
    }
    ArrayNode calls = ToolUse.calls(request, id);
    if (!calls.isEmpty()) {
      return new Composed(reasoning, null, calls, "tool_calls");
    }
    String answer = formed(reply.answer(), request.json().path("response_format"));
    String prefix = request.prefix();
    if (!prefix.isEmpty() && answer.startsWith(prefix)) {
      answer = answer.substring(prefix.length());
    }
    answer = answer.substring(0, stop(answer, request.json().path("stop")));
    int end = tokens.cut(answer, budget - reasoningTokens);
    return new Composed(
        reasoning,
        answer.substring(0, end),
        JsonNodeFactory.instance.arrayNode(),
        end < answer.length() ? "length" : "stop");
  }

  /// A reply that ended while it was thinking.
  static Composed withoutContent(String reasoning) {
    return new Composed(reasoning, null, JsonNodeFactory.instance.arrayNode(), "length");
  }

  /// How many tokens it takes in all.
  int tokens(ScriptTokens tokens) {
    return tokens.count(reasoning)
        + (content == null ? 0 : tokens.count(content))
        + (toolCalls.isEmpty() ? 0 : tokens.count(toolCalls.toString()));
  }

  /// An answer that is JSON already is taken to be of the form.
  private static String formed(String answer, JsonNode format) {
    if (answer.startsWith("{") && answer.endsWith("}")) {
      return answer;
    }
    return switch (format.path("type").asText()) {
      case "json_object" -> JsonNodeFactory.instance.objectNode().put("answer", answer).toString();
      case "json_schema" ->
          SchemaFiller.fill(format.path("json_schema").path("schema"), answer).toString();
      default -> answer;
    };
  }

  private static int stop(String answer, JsonNode stop) {
    int end = answer.length();
    if (stop.isTextual()) {
      int at = answer.indexOf(stop.asText());
      return at < 0 ? end : at;
    }
    for (JsonNode word : stop) {
      int at = answer.indexOf(word.asText());
      end = at < 0 ? end : Math.min(end, at);
    }
    return end;
  }
}
