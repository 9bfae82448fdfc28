package lectern.app;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import lectern.synthesize.Provider;
import lectern.synthesize.kimi.Endpoint;

/// A model that may be asked, and where. Part of the composition root.
record ReachedModel(ModelRoute route, Endpoint endpoint) {
  /// Empty for a model that may not be asked.
  ///
  /// @param unreached hears why it may not
  static Optional<ReachedModel> of(
      Models models,
      Keys keys,
      ModelSettings settings,
      ModelRoute route,
      Consumer<String> unreached) {
    Provider provider = models.provider(route);
    URI baseUrl = models.baseUrl(route);
    String key = keys.key(provider, baseUrl);
    String why =
        new Destinations(keys, settings.named())
            .obstacle(route.card().name(), provider, baseUrl, key);
    if (why != null) {
      unreached.accept(why);
      return Optional.empty();
    }
    return Optional.of(new ReachedModel(route, new Endpoint(provider, baseUrl, key)));
  }
}
