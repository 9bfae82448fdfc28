package lectern.synthesize.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.ToolCall;
import org.jspecify.annotations.Nullable;

/// Puts tool calls together from the pieces of a stream, in the order in which they begin.
///
/// LangChain4j (1.19.0, measured) fails where the pieces of two calls take turns. Some hosts number
/// no calls or all of them 0, and some repeat a call's id with each piece.
final class ToolCallPieces {
  private final List<Open> calls = new ArrayList<>();
  private final Map<Integer, Open> newestOf = new HashMap<>();
  private @Nullable Open newest;

  private static final class Open {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  /// Takes a list of pieces or of whole calls, as it stands in `tool_calls`.
  ///
  /// @return whether there was any
  boolean take(JsonNode pieces) {
    pieces.forEach(this::takeOne);
    return !pieces.isEmpty();
  }

  private void takeOne(JsonNode piece) {
    JsonNode index = piece.path("index");
    String id = piece.path("id").asText("");
    Open call = index.isInt() ? newestOf.get(index.intValue()) : newest;
    if (call == null || (!id.isEmpty() && !call.id.isEmpty() && !id.equals(call.id))) {
      call = new Open();
      calls.add(call);
    }
    newest = call;
    if (index.isInt()) {
      newestOf.put(index.intValue(), call);
    }
    if (!id.isEmpty()) {
      call.id = id;
    }
    JsonNode function = piece.path("function");
    if (!function.path("name").asText("").isEmpty()) {
      call.name = function.path("name").asText();
    }
    JsonNode arguments = function.path("arguments");
    call.arguments.append(
        arguments.isContainerNode() ? arguments.toString() : arguments.asText(""));
  }

  List<ToolCall> calls() {
    return calls.stream()
        .map(call -> new ToolCall(call.id, call.name, call.arguments.toString()))
        .toList();
  }
}
