package lectern.synthesize.kimi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import lectern.synthesize.ChatRequest;

/// Names a request by all that decides its reply.
final class RequestDigest {
  private RequestDigest() {}

  private static String elsewhere(Endpoint endpoint) {
    String host = endpoint.host();
    return host.equalsIgnoreCase(endpoint.provider().baseUrl().getAuthority()) ? "" : host;
  }

  /// SHA-256 in hexadecimal. Another address than the provider's own is part of it: what a stand-in
  /// or a gateway said there is not the provider's reply.
  static String of(ChatRequest request, Endpoint endpoint, Wants wants) {
    List<String> parts =
        List.of(
            endpoint.provider().name(),
            elsewhere(endpoint),
            request.model().id(),
            Integer.toString(request.maxCompletionTokens()),
            new TreeMap<>(wants.fields()).toString(),
            request.prompt().instructions(),
            request.prompt().evidence(),
            request.prompt().question());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // With its length before it, no part can be taken for a piece of the next.
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
