package lectern.synthesize.standin;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
      case MOONSHOT -> {
        if (used.cachedTokens() > 0) {
          usage.put("cached_tokens", used.cachedTokens());
        }
      }
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
  ///
  /// @param content null where there was room for reasoning only
  ObjectNode whole(
      String reasoning,
      @Nullable String content,
      @Nullable JsonNode toolCalls,
      String finish,
      Used used) {
    ObjectNode reply = head("chat.completion");
    ObjectNode choice = reply.putArray("choices").addObject();
    choice.put("index", 0);
    ObjectNode message = choice.putObject("message");
    message.put("role", "assistant");
    message.put("content", content);
    if (!reasoning.isEmpty()) {
      message.put("reasoning_content", reasoning);
    }
    if (toolCalls != null) {
      message.set("tool_calls", toolCalls);
    }
    choice.put("finish_reason", finish);
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

  String toolCalls(JsonNode calls) {
    ObjectNode delta = JsonNodeFactory.instance.objectNode();
    delta.set("tool_calls", calls);
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
