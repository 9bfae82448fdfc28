package lectern.synthesize.kimi;

import java.net.URI;
import lectern.synthesize.Provider;
import org.jspecify.annotations.Nullable;

/// A provider's interface at one address, for one account.
///
/// @param baseUrl where it is reached, which may be another address than the provider's own
/// @param key sent there and shown to nobody; null for none
public record Endpoint(Provider provider, URI baseUrl, @Nullable String key) {
  /// Host and port: which account's limits count, and what messages name.
  String host() {
    return String.valueOf(baseUrl.getAuthority());
  }

  @Override
  public String toString() {
    return provider.name() + " at " + host();
  }
}
