package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A call of `/v1/chat/completions`, read.
record ChatRequest(JsonNode json, StandInModel model) {
  boolean stream() {
    return json.path("stream").asBoolean();
  }

  boolean includesUsage() {
    return json.path("stream_options").path("include_usage").asBoolean();
  }

  /// Whether the model thinks before it answers.
  boolean thinks() {
    return model.family() != StandInModel.Family.K2
        || !json.path("thinking").path("type").asText().equals("disabled");
  }

  /// The reasoning effort; empty where the family has none.
  String effort() {
    return model.family() == StandInModel.Family.K3
        ? json.path("reasoning_effort").asText("max")
        : "";
  }

  /// Whether the request itself says how long the completion may be.
  boolean limitsCompletion() {
    return json.hasNonNull("max_completion_tokens") || json.hasNonNull("max_tokens");
  }

  /// Longest completion in tokens, reasoning included.
  int completionTokens() {
    return json.path("max_completion_tokens")
        .asInt(json.path("max_tokens").asInt(model.defaultCompletionTokens()));
  }

  /// Whether what it writes to the cache is to stay for an hour.
  boolean cachesForAnHour() {
    return json.path("prompt_cache_options").path("ttl").asText().equals("1h");
  }

  /// What the answer is to begin with; empty where nothing is given.
  String prefix() {
    JsonNode last = lastMessage();
    return last.path("partial").asBoolean() ? text(last) : "";
  }

  JsonNode lastMessage() {
    JsonNode messages = json.path("messages");
    return messages.path(messages.size() - 1);
  }

  List<Reader.Turn> turns() {
    List<Reader.Turn> turns = new ArrayList<>();
    for (JsonNode message : json.path("messages")) {
      if (!message.path("partial").asBoolean()) {
        turns.add(new Reader.Turn(message.path("role").asText(), text(message)));
      }
    }
    return turns.isEmpty() ? List.of(new Reader.Turn("user", "")) : turns;
  }

  static String text(JsonNode message) {
    JsonNode content = message.path("content");
    return content.isArray()
        ? StreamSupport.stream(content.spliterator(), false)
            .map(part -> part.path("text").asText(""))
            .collect(Collectors.joining("\n"))
        : content.asText("");
  }
}
