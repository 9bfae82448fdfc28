package lectern.eval.corpus;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document before it has a format.
///
/// @param path place in `data-samples`; its ending decides the format
/// @param fields what stands above the text: title, date, running head, mail headers, numbers that
///   clauses use
/// @param parts the text in reading order, title included where it is printed
record Manuscript(String path, Map<String, String> fields, List<Part> parts) {

  Manuscript {
    fields = Map.copyOf(fields);
    parts = List.copyOf(parts);
  }

  String title() {
    return field("title");
  }

  String field(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(path + " has no field '" + name + "'");
    }
    return value;
  }

  @Nullable String optional(String name) {
    return fields.get(name);
  }

  String field(String name, String fallback) {
    return fields.getOrDefault(name, fallback);
  }
}
