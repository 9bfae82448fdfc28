package lectern.app;

import java.net.URI;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lectern.synthesize.Provider;
import lectern.synthesize.kimi.Endpoint;
import lectern.synthesize.kimi.EnvironmentProxy;
import org.jspecify.annotations.Nullable;

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

  /// What the user must be told of the way there.
  Stream<String> notes(EnvironmentProxy proxy) {
    return Stream.of(
            proxy.doubt(endpoint.baseUrl()),
            Destinations.note(endpoint.provider(), endpoint.baseUrl()))
        .filter(Objects::nonNull);
  }

  /// The model of a name, as `--model` reads it; null without a name, or where it may not be asked.
  ///
  /// @param unreached hears why it may not
  static @Nullable ReachedModel named(
      Models models,
      Keys keys,
      ModelSettings settings,
      @Nullable String name,
      LocalDate today,
      Consumer<String> unreached) {
    return name == null
        ? null
        : of(
                models,
                keys,
                settings,
                models.primary(name, today, today),
                why -> unreached.accept(name + " is not asked: " + why))
            .orElse(null);
  }

  static AppException noJudge(String why) {
    return new AppException.BadArgument(
        "--judge asks a model, and " + why,
        "Set its key in the environment (see `lectern models --providers`), or leave --judge out.");
  }
}
