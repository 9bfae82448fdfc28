package lectern.synthesize.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and its reply as they stand in a file of `wire/exchanges`, whose README describes
/// it.
///
/// @param front title, source, provider, model, expected outcome
/// @param requestLine `POST /v1/chat/completions`
/// @param request what a request's body must hold; missing for any
/// @param responseHead status line and headers, each with a line end
/// @param body of the response, one character a byte
record RecordedExchange(
    JsonNode front, String requestLine, JsonNode request, String responseHead, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REQUEST = "\n=== request\n";
  private static final String RESPONSE = "\n=== response\n";

  static RecordedExchange read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    // One character a byte, so that places are the same in both.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int request = after(text, REQUEST, 0, file);
    int response = after(text, RESPONSE, request - 1, file);
    int body = after(text, "\n\n", response, file);
    String front = utf8(text.substring(0, request - REQUEST.length()));
    String asked = utf8(text.substring(request, response - RESPONSE.length()));
    int line = asked.indexOf('\n');
    String head = text.substring(response, body - 1);
    return new RecordedExchange(
        JSON.readTree(front),
        line < 0 ? asked : asked.substring(0, line),
        line < 0 ? MissingNode.getInstance() : JSON.readTree(asked.substring(line + 1)),
        head.replace("\n", "\r\n"),
        text.substring(body));
  }

  private static int after(String text, String mark, int from, Path file) throws IOException {
    int at = text.indexOf(mark, from);
    if (at < 0) {
      throw new IOException(file + " has no " + JSON.writeValueAsString(mark));
    }
    return at + mark.length();
  }

  private static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  JsonNode expected() {
    return front.path("expect");
  }

  /// Sends the reply, in pieces of so many bytes, and ends with the connection.
  ScriptedServer.Script script(int pieceBytes) {
    return out -> {
      ScriptedServer.write(out, responseHead + "Connection: close\r\n\r\n");
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      for (int at = 0; at < bytes.length; at += pieceBytes) {
        out.write(bytes, at, Math.min(pieceBytes, bytes.length - at));
        out.flush();
      }
    };
  }

  /// Where a request is not the one of the file; null where it is.
  ///
  /// @param head its request line and headers
  @Nullable String difference(String head, String body) throws IOException {
    if (!head.startsWith(requestLine + " ")) {
      return "request line " + head.lines().findFirst().orElse("") + " for " + requestLine;
    }
    List<String> differences = new ArrayList<>();
    if (!request.isMissingNode()) {
      compare("", request, JSON.readTree(body), differences);
    }
    return differences.isEmpty() ? null : String.join("; ", differences);
  }

  /// `"*"` is anything, null is nothing, other fields than those named may be there.
  private static void compare(
      String where, JsonNode wanted, JsonNode found, List<String> differences) {
    if (wanted.isNull()
        ? found.isMissingNode()
        : wanted.asText().equals("*") && !found.isMissingNode()) {
      return;
    }
    if (wanted.isObject() && found.isObject()) {
      wanted
          .properties()
          .forEach(
              field ->
                  compare(
                      where + "/" + field.getKey(),
                      field.getValue(),
                      found.path(field.getKey()),
                      differences));
    } else if (!wanted.equals(found)) {
      differences.add(where + " is " + found + " for " + wanted);
    }
  }
}
