package lectern.synthesize.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Moonshot's flavour of JSON Schema, MFJS: a part of draft 2020-12 (MoonshotAI/walle,
/// `docs/mfjs-spec.md` and `docs/walle.md`, read in November 2026). Keywords that neither page
/// names are let through: the specification says that they may be.
///
/// Not looked at: how deep and how large a schema is, since page and code of the validator name
/// different limits, and whether it refers to itself without end.
final class SchemaFlavour {
  /// Said to be unsupported, or other names of what is.
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "$schema",
          "$comment",
          "title",
          "format",
          "prefixItems",
          "unevaluatedItems",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "oneOf",
          "allOf",
          "not",
          "definitions");

  private static final Set<String> ROOT_ONLY = Set.of("$defs", "$id");

  private static final Set<String> TYPES =
      Set.of("null", "boolean", "object", "array", "number", "integer", "string");

  private static final int MOST_ALTERNATIVES = 10;
  private static final String DEFINITIONS = "#/$defs/";

  private final JsonNode root;

  private SchemaFlavour(JsonNode root) {
    this.root = root;
  }

  /// A rule that a schema breaks.
  ///
  /// @param keyword that breaks it, or is missing
  /// @param pointer where it stands, or the schema that lacks it: a JSON Pointer (RFC 6901), empty
  ///   for the root
  /// @param why the rule, as the end of a sentence that begins with the keyword
  record Breach(String keyword, String pointer, String why) {}

  /// The first rule that a schema breaks, from its root down; empty where it breaks none. `{}`
  /// allows anything.
  static Optional<Breach> breach(JsonNode schema) {
    return schema.isObject() && schema.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(new SchemaFlavour(schema).of(schema, ""));
  }

  private @Nullable Breach of(JsonNode schema, String pointer) {
    if (!schema.isObject()) {
      return new Breach("schema", pointer, "must be an object");
    }
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      String keyword = entry.getKey();
      if (UNSUPPORTED.contains(keyword)) {
        return at(pointer, keyword, "is not supported");
      }
      if (ROOT_ONLY.contains(keyword) && !pointer.isEmpty()) {
        return at(pointer, keyword, "is only allowed at the root");
      }
    }
    Breach own = type(schema, pointer);
    own = own == null ? values(schema, pointer) : own;
    own = own == null ? required(schema, pointer) : own;
    return own == null ? children(schema, pointer) : own;
  }

  private @Nullable Breach type(JsonNode schema, String pointer) {
    JsonNode type = schema.path("type");
    for (String instead : List.of("anyOf", "$ref")) {
      if (schema.has(instead)) {
        return type.isMissingNode()
            ? instead.equals("$ref") ? reference(schema, pointer) : null
            : at(pointer, "type", "may not stand beside " + instead + ", but within it");
      }
    }
    if (type.isMissingNode()) {
      return new Breach("type", pointer, "is missing");
    }
    List<JsonNode> types = type.isArray() ? type.valueStream().toList() : List.of(type);
    return !types.isEmpty() && types.stream().allMatch(one -> TYPES.contains(one.asText()))
        ? null
        : at(pointer, "type", "must be null, boolean, object, array, number, integer or string");
  }

  private @Nullable Breach reference(JsonNode schema, String pointer) {
    String target = schema.path("$ref").asText();
    if (target.equals("#")) {
      return null;
    }
    if (!target.startsWith(DEFINITIONS)) {
      return at(pointer, "$ref", "must be # or begin with " + DEFINITIONS);
    }
    return root.path("$defs").has(target.substring(DEFINITIONS.length()))
        ? null
        : at(pointer, "$ref", "names nothing in $defs");
  }

  private static @Nullable Breach values(JsonNode schema, String pointer) {
    JsonNode values = schema.path("enum");
    if (values.isMissingNode()) {
      return null;
    }
    if (!values.isArray() || values.isEmpty()) {
      return at(pointer, "enum", "must be a list of at least one value");
    }
    Set<Boolean> textual = new HashSet<>();
    for (JsonNode value : values) {
      if (!value.isTextual() && !value.isNumber()) {
        return at(pointer, "enum", "must hold texts or numbers");
      }
      textual.add(value.isTextual());
    }
    return textual.size() == 1 ? null : at(pointer, "enum", "must hold values of one type");
  }

  private static @Nullable Breach required(JsonNode schema, String pointer) {
    for (JsonNode name : schema.path("required")) {
      if (!schema.path("properties").has(name.asText())) {
        return at(
            pointer,
            "required",
            "names \"" + name.asText() + "\", which is not among the properties");
      }
    }
    return null;
  }

  private @Nullable Breach children(JsonNode schema, String pointer) {
    for (String keyword : List.of("properties", "$defs")) {
      JsonNode children = schema.path(keyword);
      if (!children.isMissingNode() && !children.isObject()) {
        return at(pointer, keyword, "must be an object");
      }
      for (Map.Entry<String, JsonNode> child : children.properties()) {
        Breach breach = of(child.getValue(), step(step(pointer, keyword), child.getKey()));
        if (breach != null) {
          return breach;
        }
      }
    }
    JsonNode alternatives = schema.path("anyOf");
    if (schema.has("anyOf")
        && (!alternatives.isArray()
            || alternatives.isEmpty()
            || alternatives.size() > MOST_ALTERNATIVES)) {
      return at(pointer, "anyOf", "must be a list of 1 to " + MOST_ALTERNATIVES + " schemas");
    }
    for (int i = 0; i < alternatives.size(); i++) {
      Breach breach = of(alternatives.path(i), step(step(pointer, "anyOf"), "" + i));
      if (breach != null) {
        return breach;
      }
    }
    Breach items = schema.has("items") ? of(schema.path("items"), step(pointer, "items")) : null;
    return items == null ? others(schema, pointer) : items;
  }

  /// What properties that are not named may be: true, false, anything (`{}`) or a schema.
  private @Nullable Breach others(JsonNode schema, String pointer) {
    JsonNode others = schema.path("additionalProperties");
    boolean plain = others.isMissingNode() || others.isBoolean() || others.isObject();
    if (!plain) {
      return at(pointer, "additionalProperties", "must be true, false or a schema");
    }
    return others.isEmpty() ? null : of(others, step(pointer, "additionalProperties"));
  }

  private static Breach at(String pointer, String keyword, String why) {
    return new Breach(keyword, step(pointer, keyword), why);
  }

  private static String step(String pointer, String name) {
    return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
  }
}
