package lectern.app;

import java.net.URI;
import java.util.Set;
import lectern.synthesize.Provider;
import lectern.synthesize.catalogue.ModelCatalogue;
import org.jspecify.annotations.Nullable;

/// Where prompts and texts to be embedded, which hold the documents' text, may go.
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

  /// Why no text may be sent to an embeddings endpoint, and what to do about it.
  record Withheld(String why, String hint) {}

  /// Null where texts may be sent there to be embedded.
  ///
  /// @param url among those that were named, where the user gave it by hand
  @Nullable Withheld withheldEmbedder(URI url) {
    boolean byHand = named.contains(url);
    if (keys.embedder(url, byHand) != null) {
      return null;
    }
    String host = url.getAuthority();
    if (keys.hasEmbedder() && !Keys.isSecret(url)) {
      return new Withheld(
          "EMBEDDER_API_KEY goes over https or to this machine alone, and not to " + host,
          "Give embedder.url an https address, or unset EMBEDDER_API_KEY if the endpoint takes none.");
    }
    if (byHand || (!keys.hasEmbedder() && (Keys.isLoopback(url) || keys.names("openai", url)))) {
      return null;
    }
    return new Withheld(
        "only a file names "
            + host
            + " for embeddings"
            + (keys.hasEmbedder() ? ", where EMBEDDER_API_KEY does not go" : ""),
        "To send documents there set LECTERN_EMBEDDER_URL=" + url + ".");
  }

  /// As [#note] of models, of an embeddings endpoint.
  static @Nullable String embedderNote(URI url) {
    return Keys.isLoopback(url) || Keys.isOpenAiItself(url)
        ? null
        : "text of your documents goes to " + url.getAuthority() + " to be embedded";
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
