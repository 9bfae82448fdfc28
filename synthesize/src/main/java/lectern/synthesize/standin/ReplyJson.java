package lectern.synthesize.standin;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of one reply, whole or in chunks.
///
/// @param createdSeconds since 1970
record ReplyJson(String id, long createdSeconds, String model, WireShape shape) {
  /// What a call took.
  record Used(int promptTokens, int cachedTokens, int completionTokens) {}

  ObjectNode usage(Used used) {
    ObjectNode usage = JsonNodeFactory.instance.objectNode();
    usage.put("prompt_tokens", used.promptTokens());
    usage.put("completion_tokens", used.completionTokens());
    usage.put("total_tokens", used.promptTokens() + used.completionTokens());
    switch (shape.usage()) {
      case MOONSHOT -> usage.put("cached_tokens", used.cachedTokens());
      case OPENAI ->
          usage.putObject("prompt_tokens_details").put("cached_tokens", used.cachedTokens());
      case DEEPSEEK -> {
        usage.put("prompt_cache_hit_tokens", used.cachedTokens());
        usage.put("prompt_cache_miss_tokens", used.promptTokens() - used.cachedTokens());
      }
    }
    return usage;
  }

  /// A whole reply.
  ObjectNode whole(Composed composed, Used used) {
    ObjectNode reply = head("chat.completion");
    ObjectNode choice = reply.putArray("choices").addObject();
    choice.put("index", 0);
    ObjectNode message = choice.putObject("message");
    message.put("role", "assistant");
    message.put("content", composed.content());
    if (!composed.reasoning().isEmpty()) {
      message.put("reasoning_content", composed.reasoning());
    }
    if (!composed.toolCalls().isEmpty()) {
      message.set("tool_calls", composed.toolCalls());
    }
    choice.put("finish_reason", composed.finish());
    reply.set("usage", usage(used));
    return reply;
  }

  private ObjectNode head(String object) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.put("id", id);
    reply.put("object", object);
    reply.put("created", createdSeconds);
    reply.put("model", model);
    reply.put("system_fingerprint", "standin");
    return reply;
  }

  /// The first chunk: who speaks.
  String opening() {
    return chunk("{\"role\":\"assistant\",\"content\":\"\"}", null, null);
  }

  /// A chunk of text. Written by hand, since a long reply has a hundred thousand of them.
  ///
  /// @param field `content` or `reasoning_content`
  String delta(String field, String text) {
    var json = new StringBuilder().append("{\"").append(field).append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    return chunk(json.append("\"}").toString(), null, null);
  }

  /// The chunks of tool calls: first who is called, then with what, in two pieces.
  List<String> toolCalls(ArrayNode calls) {
    List<String> chunks = new ArrayList<>();
    for (JsonNode call : calls) {
      String arguments = call.path("function").path("arguments").asText();
      ObjectNode opening = call.deepCopy();
      ((ObjectNode) opening.path("function")).put("arguments", "");
      chunks.add(toolCall(opening));
      int half = arguments.length() / 2;
      for (String part : List.of(arguments.substring(0, half), arguments.substring(half))) {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        more.put("index", call.path("index").asInt());
        more.putObject("function").put("arguments", part);
        chunks.add(toolCall(more));
      }
    }
    return chunks;
  }

  private String toolCall(ObjectNode call) {
    ObjectNode delta = JsonNodeFactory.instance.objectNode();
    delta.putArray("tool_calls").add(call);
    return chunk(delta.toString(), null, null);
  }

  /// The last chunk that has a choice.
  String finished(String finish, Used used) {
    return chunk("{}", finish, shape.inChoice() ? usage(used) : null);
  }

  /// The chunk behind it that has none.
  String closing(Used used) {
    ObjectNode chunk = head("chat.completion.chunk");
    chunk.putArray("choices");
    chunk.set("usage", usage(used));
    return chunk.toString();
  }

  private String chunk(String delta, @Nullable String finish, @Nullable ObjectNode usage) {
    return "{\"id\":\""
        + id
        + "\",\"object\":\"chat.completion.chunk\",\"created\":"
        + createdSeconds
        + ",\"model\":\""
        + model
        + "\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + (finish == null ? "null" : '"' + finish + '"')
        + (usage == null ? "" : ",\"usage\":" + usage)
        + "}],\"system_fingerprint\":\"standin\",\"usage\":null}";
  }
}
