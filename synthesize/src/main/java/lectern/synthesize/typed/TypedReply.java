package lectern.synthesize.typed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.ingest.Label;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.TypedAnswer.Form;
import org.jspecify.annotations.Nullable;

/// What a model wrote where it was asked for a form: values, each with its quotes.
///
/// @param values JSON of the user's form, without what the reply left out
/// @param fields each value that the form has a place for
/// @param faults what the reply has that nobody asked for, in words
public record TypedReply(String values, List<Field> fields, List<String> faults) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  public TypedReply {
    fields = List.copyOf(fields);
    faults = List.copyOf(faults);
  }

  /// One value.
  ///
  /// @param pointer where it stands in the values: a JSON Pointer (RFC 6901)
  /// @param value as JSON; null where there is none
  /// @param words the value as a text would say it: `30 days` for P30D; empty where it is only to
  ///   be read out of its quotes
  public record Field(
      String pointer, Form form, @Nullable String value, String words, List<Quote> quotes) {
    public Field {
      quotes = List.copyOf(quotes);
    }
  }

  /// A quote as the reply has it.
  ///
  /// @param label null where it is none
  public record Quote(String words, @Nullable Label label) {}

  /// Reads a reply, which may stand in a fence or between sentences; empty where it holds no JSON
  /// object.
  public static Optional<TypedReply> read(String reply, AnswerSchema schema) {
    JsonNode root = object(reply);
    if (root == null) {
      return Optional.empty();
    }
    Reading reading = new Reading();
    JsonNode values = reading.values(SchemaReader.shape(schema), root, "");
    return Optional.of(
        new TypedReply(values == null ? "{}" : values.toString(), reading.fields, reading.faults));
  }

  /// The JSON object of a reply: all of it, or what stands between its first and last brace.
  private static @Nullable JsonNode object(String reply) {
    int from = reply.indexOf('{');
    int to = reply.lastIndexOf('}');
    if (from < 0 || to < from) {
      return null;
    }
    try {
      JsonNode root = SchemaReader.JSON.readTree(reply.substring(from, to + 1));
      return root.isObject() ? root : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static final class Reading {
    private final List<Field> fields = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /// Null where the reply has none and none may be put in its place.
    private @Nullable JsonNode values(Shape shape, @Nullable JsonNode said, String pointer) {
      return switch (shape) {
        case Shape.Group(Map<String, Shape> properties) -> group(properties, said, pointer);
        case Shape.Several(Shape items) -> several(items, said, pointer);
        case Shape.Value(Form form, boolean nullable) -> value(form, nullable, said, pointer);
      };
    }

    private JsonNode group(Map<String, Shape> properties, @Nullable JsonNode said, String pointer) {
      ObjectNode group = NODES.objectNode();
      if (said != null && !said.isObject() && !said.isNull()) {
        faults.add(place(pointer) + " is no object in the reply");
      }
      properties.forEach(
          (name, shape) -> {
            JsonNode own = said == null ? null : said.get(name);
            JsonNode value = values(shape, own, pointer + "/" + escaped(name));
            if (value != null) {
              group.set(name, value);
            }
          });
      if (said != null) {
        said.fieldNames()
            .forEachRemaining(
                name -> {
                  if (!properties.containsKey(name)) {
                    faults.add(
                        pointer + "/" + escaped(name) + " was not asked for, and is left out");
                  }
                });
      }
      return group;
    }

    private JsonNode several(Shape items, @Nullable JsonNode said, String pointer) {
      ArrayNode several = NODES.arrayNode();
      if (said != null && !said.isArray() && !said.isNull()) {
        faults.add(place(pointer) + " is no array in the reply");
      }
      if (said != null && said.isArray()) {
        for (JsonNode one : said) {
          JsonNode value = values(items, one, pointer + "/" + several.size());
          several.add(value == null ? NullNode.instance : value);
        }
      }
      return several;
    }

    private @Nullable JsonNode value(
        Form form, boolean nullable, @Nullable JsonNode said, String pointer) {
      JsonNode value = said != null && said.isObject() ? said.get("value") : said;
      List<Quote> quotes = new ArrayList<>();
      if (said != null && said.isObject()) {
        said.path("quotes").forEach(quote -> quotes.add(quote(quote)));
      }
      if (value == null || value.isNull()) {
        fields.add(new Field(pointer, form, null, "", quotes));
        return nullable ? NullNode.instance : null;
      }
      if (!value.isValueNode()) {
        faults.add(place(pointer) + " is no value in the reply");
      }
      String words = ValueWords.of(form, value.asText());
      fields.add(new Field(pointer, form, value.toString(), words, quotes));
      return value;
    }

    private static Quote quote(JsonNode quote) {
      String label = quote.path("label").asText().replaceAll("[\\[\\]\\s]", "");
      return new Quote(quote.path("words").asText(), Label.parse(label).orElse(null));
    }

    private static String place(String pointer) {
      return pointer.isEmpty() ? "the reply" : pointer;
    }

    private static String escaped(String name) {
      return name.replace("~", "~0").replace("/", "~1");
    }
  }
}
