package lectern.synthesize.standin;

import java.util.Map;

/// A request as it came in.
///
/// @param path without the query
/// @param headers by lower-case name
record Incoming(String method, String path, Map<String, String> headers, String body) {
  Incoming {
    headers = Map.copyOf(headers);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
