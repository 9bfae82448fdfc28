package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lectern.synthesize.ToolCall;

/// Parts as the wire wants them.
///
/// Not by LangChain4j (1.19.0, measured), which makes every property of a strict tool's schema
/// required, leaves out a `strict` of false, which Moonshot takes for true, has no named tool
/// choice, and sends every picture with a `detail` of low.
///
/// @param reasoningField what the provider calls the reasoning
record PartsJson(ChatParts parts, String reasoningField) {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// A schema as it was given, its order kept.
  static JsonNode schema(String text) throws JsonProcessingException {
    return STRICT.readTree(text);
  }

  private static JsonNode checked(String schema) {
    try {
      return schema(schema);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema was not checked", e);
    }
  }

  /// Fields of the request beside its messages.
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!parts.tools().isEmpty()) {
      ArrayNode tools = JsonNodeFactory.instance.arrayNode();
      parts.tools().forEach(tool -> tools.add(json(tool)));
      fields.put("tools", tools);
      fields.put("tool_choice", toolChoice());
    }
    switch (parts.format()) {
      case ReplyFormat.Text() -> {}
      case ReplyFormat.Json() -> fields.put("response_format", typed("json_object"));
      case ReplyFormat.Schema(String name, String schema, boolean strict) -> {
        ObjectNode format = typed("json_schema");
        ObjectNode body = format.putObject("json_schema").put("name", name).put("strict", strict);
        body.set("schema", checked(schema));
        fields.put("response_format", format);
      }
    }
    return fields;
  }

  private static ObjectNode json(Tool tool) {
    ObjectNode json = typed("function");
    json.putObject("function")
        .put("name", tool.name())
        .put("description", tool.description())
        .put("strict", tool.strict())
        .set("parameters", checked(tool.parameters()));
    return json;
  }

  private Object toolChoice() {
    return switch (parts.toolChoice()) {
      case ToolChoice.Auto() -> "auto";
      case ToolChoice.None() -> "none";
      case ToolChoice.Required() -> "required";
      case ToolChoice.Named(String tool) -> {
        ObjectNode named = typed("function");
        named.putObject("function").put("name", tool);
        yield named;
      }
    };
  }

  /// The evidence's text and what is seen behind it, as one message's content.
  ArrayNode content(String evidence) {
    ArrayNode content = JsonNodeFactory.instance.arrayNode();
    if (!evidence.isEmpty()) {
      content.add(typed("text").put("text", evidence));
    }
    for (Media media : parts.media()) {
      switch (media) {
        case Media.Picture picture -> {
          ObjectNode part = typed("image_url");
          ObjectNode image = part.putObject("image_url").put("url", picture.url());
          Media.Detail detail = picture.detail();
          if (detail != null) {
            image.put("detail", detail.name().toLowerCase(Locale.ROOT));
          }
          content.add(part);
        }
        case Media.Video video -> {
          ObjectNode part = typed("video_url");
          part.putObject("video_url").put("url", video.url());
          content.add(part);
        }
      }
    }
    return content;
  }

  /// Messages behind the question.
  ArrayNode turns() {
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    for (Turn turn : parts.turns()) {
      ObjectNode message = messages.addObject();
      switch (turn) {
        case Turn.Assistant said -> assistant(message, said);
        case Turn.ToolResult(String callId, String content) ->
            message.put("role", "tool").put("tool_call_id", callId).put("content", content);
      }
    }
    return messages;
  }

  private void assistant(ObjectNode message, Turn.Assistant said) {
    message.put("role", "assistant");
    // With tool calls no text is needed, and an empty one is refused.
    message.put("content", said.text().isEmpty() ? null : said.text());
    if (said.reasoning() != null) {
      message.put(reasoningField, said.reasoning());
    }
    if (!said.toolCalls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      for (ToolCall call : said.toolCalls()) {
        ObjectNode json = calls.addObject().put("id", call.id()).put("type", "function");
        json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
      }
    }
  }

  private static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
