package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a value that a schema allows: every property is there, the first string is the given text,
/// numbers are the first one in it. Where `words` and a `label` are asked for, these are the first
/// quote of it.
final class SchemaFiller {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private static final Pattern QUOTE = Pattern.compile("[“\"]([^“”\"]+)[”\"] \\[([^\\]]+)\\]");

  /// Schemas may refer to themselves.
  private static final int MAX_DEPTH = 6;

  private final JsonNode root;
  private final String text;
  private boolean said;

  private SchemaFiller(JsonNode root, String text) {
    this.root = root;
    this.text = text;
  }

  static JsonNode fill(JsonNode schema, String text) {
    return new SchemaFiller(schema, text).value(schema, 0);
  }

  private JsonNode value(JsonNode schema, int depth) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").asText().replace("#/$defs/", "");
      JsonNode target = name.equals("#") ? root : root.path("$defs").path(name);
      return depth < MAX_DEPTH ? value(target, depth + 1) : JSON.nullNode();
    }
    if (schema.has("anyOf")) {
      return value(choice(schema.path("anyOf"), depth), depth + 1);
    }
    if (!schema.path("enum").isEmpty()) {
      return schema.path("enum").path(0);
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
      case "object" -> object(schema, depth);
      case "array" ->
          schema.has("items") && depth < MAX_DEPTH
              ? JSON.arrayNode().add(value(schema.path("items"), depth + 1))
              : JSON.arrayNode();
      case "integer", "number" -> JSON.numberNode(number());
      case "boolean" -> JSON.booleanNode(true);
      case "null" -> JSON.nullNode();
      default -> string();
    };
  }

  /// The first alternative, or `null` where that would never end.
  private static JsonNode choice(JsonNode alternatives, int depth) {
    if (depth >= MAX_DEPTH) {
      for (JsonNode alternative : alternatives) {
        if (alternative.path("type").asText().equals("null")) {
          return alternative;
        }
      }
    }
    return alternatives.path(0);
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(property -> object.set(property.getKey(), value(property.getValue(), depth + 1)));
    Matcher quote = QUOTE.matcher(text);
    if (object.has("words") && object.has("label") && quote.find()) {
      object.put("words", quote.group(1)).put("label", quote.group(2));
    }
    return object;
  }

  private JsonNode string() {
    if (said) {
      return JSON.textNode("");
    }
    said = true;
    return JSON.textNode(text);
  }

  private int number() {
    Matcher number = NUMBER.matcher(text);
    return number.find() ? Integer.parseInt(number.group()) : 1;
  }
}
