package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/// Decides whether a reply calls a tool, and how. A tool is called where the request forces it, or
/// where the question shares two words with its name and description; never right after a tool has
/// answered.
final class ToolUse {
  private static final int ENOUGH_WORDS = 2;

  private ToolUse() {}

  /// The calls of a reply; empty where it has none.
  static ArrayNode calls(ChatRequest request, String id) {
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    JsonNode choice = request.json().path("tool_choice");
    if (choice.asText().equals("none")
        || request.lastMessage().path("role").asText().equals("tool")) {
      return calls;
    }
    boolean forced = choice.isObject() || choice.asText().equals("required");
    String wanted = choice.path("function").path("name").asText();
    String question = ChatRequest.text(request.lastMessage());
    Set<String> asked = PromptReading.words(question);
    JsonNode best = JsonNodeFactory.instance.missingNode();
    int most = forced ? -1 : ENOUGH_WORDS - 1;
    for (JsonNode tool : request.json().path("tools")) {
      JsonNode function = tool.path("function");
      int shared =
          PromptReading.wordsAmong(
                  asked, spaced(function.path("name").asText() + ' ' + description(function)))
              .size();
      boolean meant = wanted.isEmpty() || function.path("name").asText().equals(wanted);
      if (meant && shared > most) {
        most = shared;
        best = function;
      }
    }
    if (!best.isMissingNode()) {
      ObjectNode call = calls.addObject();
      call.put("index", 0);
      call.put("id", best.path("name").asText() + ":" + id);
      call.put("type", "function");
      ObjectNode function = call.putObject("function");
      function.put("name", best.path("name").asText());
      function.put("arguments", arguments(best, question));
    }
    return calls;
  }

  private static String description(JsonNode function) {
    return function.path("description").asText();
  }

  /// `getWeather` and `get_weather` as words.
  private static String spaced(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static String arguments(JsonNode function, String question) {
    JsonNode filled = SchemaFiller.fill(function.path("parameters"), question);
    return filled.isObject() ? filled.toString() : "{}";
  }
}
