package lectern.retrieve.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/// What an endpoint says about its refusal.
///
/// @param message on one line
/// @param kind its `code` and `type`, in lower case; empty where it names none
record ErrorBody(String message, String kind) {
  /// A line that a person reads; whole pages of HTML come here too.
  private static final int MAX_CHARS = 300;

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Reads `{"error": {"message", "code", "type"}}` and its relatives; any other body as text.
  static ErrorBody of(String body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException e) {
      return new ErrorBody(line(body), "");
    }
    JsonNode error = root.path("error").isObject() ? root.path("error") : root;
    String message =
        Stream.of(error.path("message"), root.path("error"), root.path("detail"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .findFirst()
            .orElse(root.toString());
    String kind = error.path("code").asText("") + " " + error.path("type").asText("");
    return new ErrorBody(line(message), kind.strip().toLowerCase(Locale.ROOT));
  }

  /// The beginning of a text, on one line.
  static String line(String text) {
    String line = text.substring(0, Math.min(text.length(), MAX_CHARS * 4));
    line = line.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "…";
  }
}
