package lectern.app;

import java.net.URI;
import java.util.Set;
import lectern.synthesize.Provider;
import lectern.synthesize.catalogue.ModelCatalogue;
import org.jspecify.annotations.Nullable;

/// Where prompts, which hold the documents' text, may go.
///
/// With a key they go where the key goes, as [Keys] says. Without one they stay on this machine,
/// unless the user named the address by hand: a folder that somebody sent may hold a settings file,
/// which would otherwise send its reader's documents wherever it says.
final class Destinations {
  private final Keys keys;
  private final Set<URI> named;

  /// @param named addresses of the settings that the environment or the command line gives
  Destinations(Keys keys, Set<URI> named) {
    this.keys = keys;
    this.named = Set.copyOf(named);
  }

  /// Why a model may not be asked there; null where it may.
  ///
  /// @param key that goes there, or null
  @Nullable String obstacle(String model, Provider provider, URI baseUrl, @Nullable String key) {
    if (key == null && !provider.keyVariables().isEmpty()) {
      return keys.whyNone(model, provider, baseUrl);
    }
    if (key != null
        || Keys.isLoopback(baseUrl)
        || named.contains(baseUrl)
        || keys.names(provider.name(), baseUrl)) {
      return null;
    }
    return "only a file names "
        + baseUrl.getAuthority()
        + " for "
        + provider.name()
        + ", which takes no key; to send documents there set "
        + Keys.addressVariables(provider.name()).getFirst()
        + "="
        + baseUrl;
  }

  /// What the user must be told of an address that is asked: one that is neither on this machine
  /// nor the provider's own, as shipped. Null for any other.
  static @Nullable String note(Provider provider, URI baseUrl) {
    boolean usual =
        ModelCatalogue.shipped().providers().stream()
            .filter(row -> row.name().equals(provider.name()))
            .anyMatch(row -> row.baseUrl().getHost().equalsIgnoreCase(baseUrl.getHost()));
    return usual || Keys.isLoopback(baseUrl)
        ? null
        : "prompts, with text of your documents, go to "
            + baseUrl.getAuthority()
            + " for "
            + provider.name();
  }
}
