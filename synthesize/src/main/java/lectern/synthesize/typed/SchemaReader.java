package lectern.synthesize.typed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.SynthesisException.BadSchema;
import lectern.synthesize.TypedAnswer.Form;
import org.jspecify.annotations.Nullable;

/// Reads the form that an answer is to have, and makes of it what a model is asked for: each value
/// an object with the value, `null` where the documents do not say it, and the quotes that prove
/// it.
///
/// Understood are objects, arrays and values, `enum`, `const`, `null` beside a type, `$ref` into
/// `$defs`, and of `format` the words of [#FORMATS]. Keywords that only narrow a value (`pattern`,
/// `maximum`) are not sent: the answer is held against them.
public final class SchemaReader {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Longer ones take more of a prompt than what they ask for.
  private static final int MOST_CHARS = 100_000;

  private static final int MOST_DEPTH = 12;

  private static final String DEFINITIONS = "#/$defs/";

  /// Keywords that make one value several forms.
  private static final Set<String> BRANCHES =
      new TreeSet<>(
          Set.of(
              "allOf",
              "oneOf",
              "not",
              "if",
              "patternProperties",
              "prefixItems",
              "dependentSchemas",
              "$dynamicRef",
              "$recursiveRef"));

  private static final String UNDERSTOOD =
      "Describe an object with properties that are objects, arrays or values (type, enum, format"
          + " date, duration, money, percentage or party).";

  /// What a value of a format is asked for as.
  private static final Map<String, String> FORMATS =
      Map.of(
          "date", "A date as YYYY-MM-DD.",
          "duration", "A length of time by ISO 8601, such as P30D, P18M or P2Y.",
          "money", "An amount behind its ISO 4217 currency, such as GBP 1250.00.",
          "percentage", "A number of hundredths, 7.5 for 7.5 %.",
          "party", "A name, in full, as the document writes it.");

  private final JsonNode root;

  /// Names of definitions that are being read.
  private final Deque<String> within = new ArrayDeque<>();

  private SchemaReader(JsonNode root) {
    this.root = root;
  }

  /// A schema with what is made of it.
  private record Made(Shape shape, ObjectNode asked) {}

  /// Reads a JSON Schema of an object.
  ///
  /// @throws BadSchema if it is no JSON, or describes something else
  public static AnswerSchema read(String json) {
    JsonNode root = tree(json);
    ObjectNode asked = new SchemaReader(root).made(root, "", 0).asked();
    List<String> wrongs = Conformance.wrongs(root.toString());
    if (!wrongs.isEmpty()) {
      throw new BadSchema("it is no schema: " + wrongs.getFirst(), UNDERSTOOD);
    }
    return new AnswerSchema(root.toString(), asked.toString());
  }

  /// Where values stand in what a schema describes.
  static Shape shape(AnswerSchema schema) {
    JsonNode root = tree(schema.wanted());
    return new SchemaReader(root).made(root, "", 0).shape();
  }

  private static JsonNode tree(String json) {
    if (json.length() > MOST_CHARS) {
      throw new BadSchema(
          String.format(Locale.ROOT, "it has %,d characters", json.length()),
          String.format(Locale.ROOT, "Ask for less at once: %,d at most.", MOST_CHARS));
    }
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new BadSchema("it is no JSON: " + e.getOriginalMessage(), UNDERSTOOD);
    }
    if (!root.isObject() || root.path("properties").isEmpty()) {
      throw new BadSchema("it describes no object with properties", UNDERSTOOD);
    }
    return root;
  }

  private Made made(JsonNode schema, String pointer, int depth) {
    if (!schema.isObject()) {
      throw bad(pointer, "is no schema");
    }
    if (depth > MOST_DEPTH) {
      throw bad(pointer, "stands deeper than " + MOST_DEPTH + " levels");
    }
    if (schema.has("$ref")) {
      return referred(schema, pointer, depth);
    }
    for (String branch : BRANCHES) {
      if (schema.has(branch)) {
        throw bad(pointer, "has " + branch + ", which is not understood");
      }
    }
    if (schema.has("anyOf")) {
      return either(schema, pointer, depth);
    }
    List<String> types = types(schema, pointer);
    boolean nullable = types.remove("null");
    if (types.size() > 1) {
      throw bad(pointer, "has several types");
    }
    String type = types.isEmpty() ? untyped(schema, pointer) : types.getFirst();
    return switch (type) {
      case "object" -> group(schema, pointer, depth);
      case "array" -> several(schema, pointer, depth);
      case "string", "number", "integer", "boolean" -> value(schema, type, nullable, pointer);
      default -> throw bad(pointer, "has the type " + type + ", which is none");
    };
  }

  private Made referred(JsonNode schema, String pointer, int depth) {
    String reference = schema.path("$ref").asText();
    String name =
        reference.startsWith(DEFINITIONS) ? reference.substring(DEFINITIONS.length()) : "";
    JsonNode target = root.path("$defs").path(name);
    if (name.isEmpty() || target.isMissingNode()) {
      throw bad(pointer, "refers to " + reference + ", which is not in $defs");
    }
    if (within.contains(name)) {
      throw bad(pointer, "refers to itself");
    }
    within.push(name);
    try {
      return made(target, pointer, depth + 1);
    } finally {
      within.pop();
    }
  }

  /// A form, or `null`.
  private Made either(JsonNode schema, String pointer, int depth) {
    List<JsonNode> some = new ArrayList<>();
    for (JsonNode one : schema.path("anyOf")) {
      if (!one.path("type").asText().equals("null")) {
        some.add(one);
      }
    }
    if (some.size() != 1) {
      throw bad(pointer, "has anyOf with several forms, which is not understood");
    }
    Made made = made(some.getFirst(), pointer, depth + 1);
    return made.shape() instanceof Shape.Value(Form form, boolean _)
        ? new Made(new Shape.Value(form, true), made.asked())
        : made;
  }

  private static List<String> types(JsonNode schema, String pointer) {
    JsonNode type = schema.path("type");
    List<String> types = new ArrayList<>();
    if (type.isTextual()) {
      types.add(type.asText());
    } else if (type.isArray()) {
      type.forEach(one -> types.add(one.asText()));
    } else if (!type.isMissingNode()) {
      throw bad(pointer, "has a type that is no word");
    }
    return types;
  }

  private static String untyped(JsonNode schema, String pointer) {
    if (schema.has("properties")) {
      return "object";
    }
    if (schema.has("items")) {
      return "array";
    }
    JsonNode first = schema.has("const") ? schema.path("const") : schema.path("enum").path(0);
    if (first.isNumber()) {
      return "number";
    }
    if (first.isBoolean()) {
      return "boolean";
    }
    if (first.isTextual()) {
      return "string";
    }
    throw bad(pointer, "has no type");
  }

  private Made group(JsonNode schema, String pointer, int depth) {
    if (schema.path("properties").isEmpty()) {
      throw bad(pointer, "is an object without properties");
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    ObjectNode asked = described("object", schema.path("description").asText());
    ObjectNode properties = asked.putObject("properties");
    ArrayNode required = asked.putArray("required");
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      Made made = made(property.getValue(), pointer + "/properties/" + name, depth + 1);
      shapes.put(name, made.shape());
      properties.set(name, made.asked());
      required.add(name);
    }
    asked.put("additionalProperties", false);
    return new Made(new Shape.Group(shapes), asked);
  }

  private Made several(JsonNode schema, String pointer, int depth) {
    Made items = made(schema.path("items"), pointer + "/items", depth + 1);
    ObjectNode asked = described("array", schema.path("description").asText());
    asked.set("items", items.asked());
    return new Made(new Shape.Several(items.shape()), asked);
  }

  private static Made value(JsonNode schema, String type, boolean nullable, String pointer) {
    requirePattern(schema, pointer);
    ArrayNode choices = choices(schema);
    String format = schema.path("format").asText();
    String description =
        (schema.path("description").asText() + " " + FORMATS.getOrDefault(format, "")).strip();
    ObjectNode asked = described("object", description);
    ObjectNode properties = asked.putObject("properties");
    ObjectNode value = properties.putObject("value");
    ArrayNode either = value.putArray("anyOf");
    ObjectNode said = either.addObject().put("type", type);
    if (!choices.isEmpty()) {
      said.set("enum", choices);
    }
    either.addObject().put("type", "null");
    ObjectNode quote = properties.putObject("quotes").put("type", "array").putObject("items");
    quote.put("type", "object").putObject("properties");
    quote.withObjectProperty("properties").putObject("words").put("type", "string");
    quote.withObjectProperty("properties").putObject("label").put("type", "string");
    quote.putArray("required").add("words").add("label");
    quote.put("additionalProperties", false);
    asked.putArray("required").add("value").add("quotes");
    asked.put("additionalProperties", false);
    boolean mayBeNull = nullable || schema.path("enum").valueStream().anyMatch(JsonNode::isNull);
    return new Made(
        new Shape.Value(form(type, format, !choices.isEmpty(), pointer), mayBeNull), asked);
  }

  private static void requirePattern(JsonNode schema, String pointer) {
    try {
      Pattern.compile(schema.path("pattern").asText());
    } catch (PatternSyntaxException e) {
      throw bad(pointer, "has a pattern that is none: " + e.getDescription());
    }
  }

  private static ArrayNode choices(JsonNode schema) {
    ArrayNode choices = NODES.arrayNode();
    if (schema.has("const")) {
      choices.add(schema.path("const"));
    }
    schema.path("enum").valueStream().filter(one -> !one.isNull()).forEach(choices::add);
    return choices;
  }

  private static Form form(String type, String format, boolean chosen, String pointer) {
    if (chosen || type.equals("boolean")) {
      return Form.CHOICE;
    }
    boolean number = !type.equals("string");
    Form form =
        switch (format) {
          case "date" -> Form.DATE;
          case "duration" -> Form.DURATION;
          case "money" -> Form.MONEY;
          case "percentage" -> Form.PERCENTAGE;
          case "party" -> Form.PARTY;
          default -> number ? Form.NUMBER : Form.TEXT;
        };
    boolean wantsNumber = form == Form.NUMBER || form == Form.PERCENTAGE;
    if (number != wantsNumber) {
      throw bad(
          pointer,
          "is a "
              + type
              + " of the format "
              + format
              + ", which is a "
              + (number ? "string" : "number"));
    }
    return form;
  }

  private static ObjectNode described(String type, @Nullable String description) {
    ObjectNode schema = NODES.objectNode().put("type", type);
    if (description != null && !description.isEmpty()) {
      schema.put("description", description);
    }
    return schema;
  }

  private static BadSchema bad(String pointer, String what) {
    return new BadSchema((pointer.isEmpty() ? "it" : pointer) + " " + what, UNDERSTOOD);
  }
}
