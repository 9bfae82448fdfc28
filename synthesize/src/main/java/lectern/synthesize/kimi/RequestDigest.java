package lectern.synthesize.kimi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import lectern.synthesize.ChatRequest;

/// Names a request by all that decides its reply.
final class RequestDigest {
  private RequestDigest() {}

  /// SHA-256 in hexadecimal. The address is in it: a stand-in's reply is not the provider's.
  static String of(ChatRequest request, Endpoint endpoint, Wants wants) {
    List<String> parts =
        List.of(
            endpoint.provider().name(),
            endpoint.host().toLowerCase(Locale.ROOT),
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
