package lectern.app.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import lectern.ingest.Locator;
import org.jspecify.annotations.Nullable;

/// Writes JSON objects, one a line.
final class JsonLines {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JsonLines() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static void print(PrintStream out, ObjectNode object) {
    try {
      out.println(JSON.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object of plain values cannot be written", e);
    }
  }

  /// `page`, one-based or null for formats without pages, and `locator`, where the text stands in
  /// the words of its format, or null.
  static void place(ObjectNode object, @Nullable Locator locator) {
    if (locator instanceof Locator.Page(int number)) {
      object.put("page", number);
    } else {
      object.putNull("page");
    }
    object.put("locator", locator == null ? null : locator.words());
  }
}
