package lectern.app;

import java.net.URI;
import java.net.URISyntaxException;
import lectern.retrieve.EmbeddingEndpoint;
import org.jspecify.annotations.Nullable;

/// Reads addresses of interfaces.
final class PlainAddress {
  private PlainAddress() {}

  /// The address without a slash at its end, or null where the text is no plain http or https
  /// address or holds what may be a secret.
  static @Nullable URI read(String text) {
    try {
      URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      return EmbeddingEndpoint.isAddress(url) ? url : null;
    } catch (URISyntaxException _) {
      return null;
    }
  }
}
