package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What Moonshot answers with 400. Texts as recorded: fixed values, tool names and empty messages
/// from live calls of 27 August 2026 (a relay's checks against api.moonshot.cn), `cannot specify
/// both` from HKUDS/nanobot#3939, missing reasoning from continuedev/continue#11600, tool choice
/// from UKGovernmentBEIS/inspect_ai#5152, K2.7's thinking from MoonshotAI/Kimi-K2#141. Where no
/// text was recorded it is ours, and begins with "Invalid request:".
///
/// Two rules are stricter than those live calls, and go by the documentation: K3 refuses `thinking`
/// (mnfst/modelparams.dev#168) and any effort but low, high and max.
final class Validation {
  private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9-_]{0,255}");
  private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
  private static final int MAX_TOOLS = 128;
  private static final int MAX_STOPS = 5;
  private static final int MAX_STOP_BYTES = 32;
  private static final int MAX_TOP_LOGPROBS = 20;

  /// How a file that was uploaded is referred to
  /// (platform.kimi.ai/docs/guide/use-kimi-vision-model).
  private static final String UPLOADED = "ms://";

  private final ChatRequest request;
  private final JsonNode json;

  private Validation(ChatRequest request) {
    this.request = request;
    this.json = request.json();
  }

  /// Checks everything that can be checked without counting tokens.
  static void check(ChatRequest request) throws Refused {
    Validation validation = new Validation(request);
    validation.messages();
    validation.thinking();
    validation.sampling();
    validation.tools();
    validation.form();
    validation.budget();
  }

  /// Checks what is to be counted, not answered. That no content may be empty is documented for it
  /// (platform.moonshot.ai/docs/api/estimate); the text is ours.
  static void countable(ChatRequest request) throws Refused {
    new Validation(request).messages();
    JsonNode messages = request.json().path("messages");
    for (int i = 0; i < messages.size(); i++) {
      if (messages.path(i).path("content").isEmpty()
          && messages.path(i).path("content").asText("").isEmpty()) {
        throw refused("Invalid request: content must not be empty at index " + i);
      }
    }
  }

  private void messages() throws Refused {
    JsonNode messages = json.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw refused("Invalid request: messages must not be empty");
    }
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.path(i);
      String role = message.path("role").asText();
      if (!ROLES.contains(role)) {
        throw refused("Invalid request: unknown role '" + role + "' at index " + i);
      }
      boolean calls = !message.path("tool_calls").isEmpty();
      if (role.equals("assistant")) {
        assistant(i, message, calls);
      } else if (role.equals("tool") && message.path("tool_call_id").asText().isEmpty()) {
        throw refused("Invalid request: tool_call_id is missing at index " + i);
      }
    }
  }

  private void assistant(int index, JsonNode message, boolean calls) throws Refused {
    if (ChatRequest.text(message).isEmpty() && !calls) {
      throw refused("Invalid request: the message with role 'assistant' must not be empty");
    }
    // K3 takes it and thinks worse for it.
    if (calls
        && request.model().family() != StandInModel.Family.K3
        && request.thinks()
        && message.path("reasoning_content").asText("").isEmpty()) {
      throw refused(
          "thinking is enabled but reasoning_content is missing in assistant tool call message at"
              + " index "
              + index);
    }
  }

  private void thinking() throws Refused {
    JsonNode thinking = json.path("thinking");
    boolean set = json.hasNonNull("thinking");
    boolean effort = json.hasNonNull("reasoning_effort");
    String type = thinking.path("type").asText();
    switch (request.model().family()) {
      case K3 -> {
        if (set) {
          throw refused(
              "Invalid request: thinking is not supported for this model, use reasoning_effort");
        }
        if (effort
            && !Set.of("low", "high", "max").contains(json.path("reasoning_effort").asText())) {
          throw refused("Invalid request: reasoning_effort must be one of low, high, max");
        }
      }
      case K2, K2_CODE -> {
        if (set && effort) {
          throw refused("cannot specify both 'thinking' and 'reasoning_effort'");
        }
        if (set
            && request.model().family() == StandInModel.Family.K2_CODE
            && !type.equals("enabled")) {
          throw refused("invalid thinking: only type=enabled is allowed for this model");
        }
        if (set && !Set.of("enabled", "disabled").contains(type)) {
          throw refused("Invalid request: thinking.type must be enabled or disabled");
        }
        if (thinking.hasNonNull("keep") && !thinking.path("keep").asText().equals("all")) {
          throw refused("Invalid request: thinking.keep must be null or all");
        }
      }
    }
  }

  private void sampling() throws Refused {
    fixed("temperature", request.thinks() ? "1" : "0.6");
    fixed("top_p", "0.95");
    fixed("n", "1");
    fixed("presence_penalty", "0");
    fixed("frequency_penalty", "0");
    if (request.model().family() == StandInModel.Family.K3 && json.path("logprobs").asBoolean()) {
      throw refused("invalid logprobs: only false is allowed for this model");
    }
    if (json.hasNonNull("top_logprobs")) {
      if (!json.path("logprobs").asBoolean()) {
        throw refused("Invalid request: logprobs must be set to true if top_logprobs is used");
      }
      int top = json.path("top_logprobs").asInt(-1);
      if (top < 0 || top > MAX_TOP_LOGPROBS) {
        throw refused("Invalid request: top_logprobs must be between 0 and 20");
      }
    }
  }

  private void fixed(String field, String only) throws Refused {
    if (json.hasNonNull(field)
        && Math.abs(json.path(field).asDouble(-1) - Double.parseDouble(only)) > 1e-9) {
      throw refused("invalid " + field + ": only " + only + " is allowed for this model");
    }
  }

  private void tools() throws Refused {
    JsonNode tools = json.path("tools");
    if (tools.size() > MAX_TOOLS) {
      throw refused("Invalid request: at most " + MAX_TOOLS + " tools are allowed");
    }
    for (JsonNode tool : tools) {
      String type = tool.path("type").asText();
      String name = tool.path("function").path("name").asText();
      if (type.equals("builtin_function")) {
        if (!name.startsWith("$")) {
          throw refused("Invalid request: the name of a builtin_function must start with $");
        }
        continue;
      }
      if (!type.equals("function")) {
        throw refused(
            "unknown tool type: " + type + ", currently only function and plugin are supported");
      }
      if (!TOOL_NAME.matcher(name).matches()) {
        throw refused(
            "Invalid request: function name is invalid, must start with a letter and can contain"
                + " letters, numbers, underscores, and dashes");
      }
      schema("tools.function.parameters", tool.path("function").path("parameters"));
    }
    toolChoice();
  }

  private void toolChoice() throws Refused {
    JsonNode choice = json.path("tool_choice");
    boolean named = choice.isObject();
    boolean required = choice.asText().equals("required");
    if (!named
        && !choice.isMissingNode()
        && !choice.isNull()
        && !Set.of("auto", "none", "required").contains(choice.asText())) {
      throw refused("Invalid request: unknown tool_choice '" + choice.asText() + "'");
    }
    boolean k3 = request.model().family() == StandInModel.Family.K3;
    if (request.thinks() && (named || (required && !k3))) {
      throw refused(
          "tool_choice '"
              + (named ? "specified" : "required")
              + "' is incompatible with thinking enabled");
    }
  }

  private void form() throws Refused {
    JsonNode stop = json.path("stop");
    List<JsonNode> stops =
        stop.isArray() ? List.copyOf(stop.valueStream().toList()) : List.of(stop);
    if (stops.size() > MAX_STOPS) {
      throw refused("Invalid request: stop must have at most " + MAX_STOPS + " strings");
    }
    for (JsonNode word : stops) {
      if (word.isTextual() && word.textValue().isEmpty()) {
        throw refused("Invalid request: a stop string must not be empty");
      }
      if (word.asText("").getBytes(StandardCharsets.UTF_8).length > MAX_STOP_BYTES) {
        throw refused("Invalid request: a stop string must have at most 32 bytes");
      }
    }
    JsonNode format = json.path("response_format");
    String type = format.path("type").asText("text");
    if (!Set.of("text", "json_object", "json_schema").contains(type)) {
      throw refused("Invalid request: unknown response_format type '" + type + "'");
    }
    if (type.equals("json_schema")) {
      schema("response_format.json_schema.schema", format.path("json_schema").path("schema"));
    }
    JsonNode ttl = json.path("prompt_cache_options").path("ttl");
    if (!ttl.isMissingNode() && !Set.of("5m", "1h").contains(ttl.asText())) {
      throw refused("Invalid request: prompt_cache_options.ttl must be 5m or 1h");
    }
  }

  private static void schema(String where, JsonNode schema) throws Refused {
    String wrong = SchemaRules.firstBroken(schema);
    if (!wrong.isEmpty()) {
      throw refused(
          where + " is not a valid moonshot flavored json schema, details: <" + wrong + ">");
    }
  }

  private void budget() throws Refused {
    if (request.limitsCompletion()
        && (request.completionTokens() < 1
            || request.completionTokens() > request.model().windowTokens())) {
      throw refused(
          "Invalid request: max_completion_tokens must be between 1 and "
              + request.model().windowTokens());
    }
  }

  /// Whether the pictures and videos that a request names by `ms://` and an id were uploaded, each
  /// for that purpose. The words are ours.
  ///
  /// @param files of the account
  static void uploads(ChatRequest request, List<UploadedFile> files) throws Refused {
    for (JsonNode message : request.json().path("messages")) {
      for (JsonNode part : message.path("content")) {
        upload(part.path("image_url"), UploadedFile.Purpose.IMAGE, files);
        upload(part.path("video_url"), UploadedFile.Purpose.VIDEO, files);
      }
    }
  }

  private static void upload(JsonNode place, UploadedFile.Purpose purpose, List<UploadedFile> files)
      throws Refused {
    String url = place.isObject() ? place.path("url").asText() : place.asText();
    if (url.startsWith(UPLOADED)
        && files.stream()
            .noneMatch(file -> file.purpose() == purpose && url.equals(UPLOADED + file.id()))) {
      throw refused("Invalid request: no file with the purpose " + purpose.word() + " at " + url);
    }
  }

  /// Whether prompt and completion fit the window, the default completion too where the request
  /// names none.
  static void fits(ChatRequest request, RenderedPrompt prompt) throws Refused {
    long window = request.model().windowTokens();
    long asked = (long) prompt.tokens() + request.completionTokens();
    if (asked > window) {
      throw new Refused(Refusal.tooLong(window, asked));
    }
  }

  private static Refused refused(String message) {
    return new Refused(Refusal.invalid(message));
  }
}
