package lectern.synthesize.standin;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A request as it came in.
///
/// @param path without the query
/// @param headers by lower-case name
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying large bodies costs.
record Incoming(String method, String path, Map<String, String> headers, byte[] body) {
  Incoming {
    headers = Map.copyOf(headers);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
