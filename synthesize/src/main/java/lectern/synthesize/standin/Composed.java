package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A reply cut to what the request allows.
///
/// @param content null where the reasoning used the whole budget up
/// @param finish `stop` or `length`
record Composed(String reasoning, @Nullable String content, String finish) {

  /// Cuts a reply: the given beginning is left out, stop words end it, and reasoning and answer
  /// share the budget.
  static Composed of(Reader.Reply reply, ChatRequest request, ScriptTokens tokens) {
    int budget = request.completionTokens();
    String reasoning = request.thinks() ? reply.reasoning() : "";
    int reasoningTokens = tokens.count(reasoning);
    if (reasoningTokens >= budget) {
      return new Composed(reasoning.substring(0, tokens.cut(reasoning, budget)), null, "length");
    }
    String prefix = request.prefix();
    String answer = reply.answer();
    if (!prefix.isEmpty() && answer.startsWith(prefix)) {
      answer = answer.substring(prefix.length());
    }
    answer = answer.substring(0, stop(answer, request.json().path("stop")));
    int end = tokens.cut(answer, budget - reasoningTokens);
    return new Composed(
        reasoning, answer.substring(0, end), end < answer.length() ? "length" : "stop");
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
