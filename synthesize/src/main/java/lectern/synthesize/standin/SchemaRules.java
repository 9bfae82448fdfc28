package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Moonshot's flavour of JSON Schema, as far as requests were seen refused for it (MoonshotAI/walle
/// docs/mfjs-spec.md and docs/walle.md, 2026; words of the messages from there and from reported
/// errors).
final class SchemaRules {
  /// Keywords of JSON Schema that the flavour does not have.
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "$schema",
          "title",
          "$comment",
          "format",
          "prefixItems",
          "unevaluatedItems",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "oneOf",
          "allOf",
          "not",
          "definitions");

  private static final int MAX_ANY_OF = 10;

  private SchemaRules() {}

  /// The first rule that a schema breaks; empty where it breaks none. No schema at all, or an empty
  /// one, allows anything.
  static String firstBroken(JsonNode schema) {
    if (schema.isMissingNode() || schema.isEmpty()) {
      return schema.isMissingNode() || schema.isObject()
          ? ""
          : "At path 'root': schema must be an object";
    }
    return broken("", schema);
  }

  private static String broken(String path, JsonNode schema) {
    if (!schema.isObject()) {
      return at(path, "schema must be an object");
    }
    Set<String> unsupported = new TreeSet<>();
    schema.fieldNames().forEachRemaining(unsupported::add);
    unsupported.retainAll(UNSUPPORTED);
    if (!unsupported.isEmpty()) {
      return at(path, "unsupported keywords: " + String.join(", ", unsupported));
    }
    if (!path.isEmpty() && (schema.has("$defs") || schema.has("$id"))) {
      return at(path, "$defs and $id are only allowed at the root");
    }
    String wrong = type(path, schema);
    return wrong.isEmpty() ? children(path, schema) : wrong;
  }

  private static String type(String path, JsonNode schema) {
    boolean anyOf = schema.has("anyOf");
    boolean ref = schema.has("$ref");
    boolean type = schema.has("type");
    if (anyOf && type) {
      return at(
          path,
          "when using anyOf, type should be defined in anyOf items instead of the parent schema");
    }
    if (ref && type) {
      return at(
          path,
          "when using $ref, type should be defined in the referenced schema instead of the parent"
              + " schema");
    }
    if (ref) {
      String target = schema.path("$ref").asText();
      return target.equals("#") || target.startsWith("#/$defs/")
          ? ""
          : at(path + (path.isEmpty() ? "" : ".") + "$ref", "references must start with #/$defs/");
    }
    if (anyOf) {
      int choices = schema.path("anyOf").size();
      return choices < 1 || choices > MAX_ANY_OF
          ? at(path, "anyOf must have between 1 and 10 items")
          : "";
    }
    return type ? "" : at(path, "type is not defined");
  }

  private static String children(String path, JsonNode schema) {
    String wrong = enumeration(path, schema.path("enum"));
    for (String map : new String[] {"properties", "$defs"}) {
      JsonNode children = schema.path(map);
      if (!children.isMissingNode() && !children.isObject()) {
        return at(path, map + " must be an object");
      }
      for (Iterator<Map.Entry<String, JsonNode>> i = children.properties().iterator();
          wrong.isEmpty() && i.hasNext(); ) {
        Map.Entry<String, JsonNode> child = i.next();
        wrong = broken(join(path, map + "." + child.getKey()), child.getValue());
      }
    }
    for (int i = 0; wrong.isEmpty() && i < schema.path("anyOf").size(); i++) {
      wrong = broken(join(path, "anyOf." + i), schema.path("anyOf").path(i));
    }
    if (wrong.isEmpty() && schema.has("items")) {
      wrong = broken(join(path, "items"), schema.path("items"));
    }
    JsonNode additional = schema.path("additionalProperties");
    if (wrong.isEmpty() && additional.isObject() && !additional.isEmpty()) {
      wrong = broken(join(path, "additionalProperties"), additional);
    }
    for (int i = 0; wrong.isEmpty() && i < schema.path("required").size(); i++) {
      String name = schema.path("required").path(i).asText();
      if (!schema.path("properties").has(name)) {
        wrong = at(path, "required property '" + name + "' is not defined in properties");
      }
    }
    return wrong;
  }

  private static String enumeration(String path, JsonNode values) {
    Set<Boolean> textual = new HashSet<>();
    for (JsonNode value : values) {
      if (!value.isTextual() && !value.isNumber()) {
        return at(path, "enum values must be strings or numbers");
      }
      textual.add(value.isTextual());
    }
    return textual.size() > 1 ? at(path, "enum values must be of the same type") : "";
  }

  private static String join(String path, String more) {
    return path.isEmpty() ? more : path + "." + more;
  }

  private static String at(String path, String words) {
    return "At path '" + (path.isEmpty() ? "root" : path) + "': " + words;
  }
}
