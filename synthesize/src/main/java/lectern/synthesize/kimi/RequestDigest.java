package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.synthesize.ChatRequest;

/// Names a request by all that decides its reply.
final class RequestDigest {
  /// Maps have no order that the next process would find again; schemas keep theirs.
  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private RequestDigest() {}

  /// How long a prefix is kept changes no reply.
  private static Map<String, Object> deciding(Wants wants) {
    Map<String, Object> fields = new HashMap<>(wants.fields());
    fields.remove(Wants.CACHE_OPTIONS);
    return fields;
  }

  /// SHA-256 in hexadecimal. The address is in it: a stand-in's reply is not the provider's.
  static String of(ChatRequest request, Endpoint endpoint, Wants wants) {
    List<String> parts =
        List.of(
            endpoint.provider().name(),
            endpoint.host().toLowerCase(Locale.ROOT),
            request.model().id(),
            Integer.toString(request.maxCompletionTokens()),
            json(deciding(wants)),
            wants.messages(),
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

  private static String json(Map<String, Object> fields) {
    try {
      return SORTED.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a field of the request is not JSON", e);
    }
  }
}
