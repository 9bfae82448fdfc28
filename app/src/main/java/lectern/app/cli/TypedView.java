package lectern.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import lectern.synthesize.TypedAnswer;
import org.jspecify.annotations.Nullable;

/// Values of an answer of a form, as JSON, and where they break it, in words.
final class TypedView {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TypedView() {}

  /// A line for each fault; empty for none.
  static String faults(@Nullable TypedAnswer typed) {
    return typed == null || typed.faults().isEmpty()
        ? ""
        : "\nNot of the form that was asked for:\n"
            + typed.faults().stream()
                .map(fault -> Printable.block("- " + fault, ""))
                .collect(Collectors.joining());
  }

  /// Puts `values`, `fields` and `faults` into an answer's JSON; `null` where no form was asked
  /// for, or the model kept none.
  static void json(@Nullable TypedAnswer typed, ObjectNode into) {
    into.set("values", typed == null ? NullNode.instance : tree(typed.values()));
    if (typed == null) {
      into.putNull("fields");
      into.putNull("faults");
      return;
    }
    ArrayNode fields = into.putArray("fields");
    for (TypedAnswer.Field field : typed.fields()) {
      ObjectNode json = fields.addObject();
      String value = field.value();
      json.put("pointer", field.pointer());
      json.put("form", field.form().name());
      json.set("value", value == null ? NullNode.instance : tree(value));
      json.put("state", field.state().name());
      field.citations().forEach(json.putArray("citations")::add);
      ArrayNode missing = json.putArray("missing");
      field.missing().forEach(fact -> missing.add(fact.words()));
    }
    typed.faults().forEach(into.putArray("faults")::add);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("values were written as JSON", e);
    }
  }
}
