package lectern.app;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import lectern.synthesize.ModelListing;
import lectern.synthesize.Provider;
import lectern.synthesize.kimi.Endpoint;
import lectern.synthesize.kimi.EnvironmentProxy;
import lectern.synthesize.kimi.ModelLister;

/// Which models the keys of the environment may call. Part of the composition root.
public final class ModelListings {
  private ModelListings() {}

  /// Asks the providers of the settings' models which models their keys may call. Nobody is asked
  /// for whom no key is set.
  public static List<ModelListing> of(Models models, Keys keys) {
    ModelLister lister =
        new ModelLister(
            new EnvironmentProxy(keys.environment()), ModelLister.LONGEST, InstantSource.system());
    return models.places().stream()
        .flatMap(place -> listing(models, keys, place, lister).stream())
        .toList();
  }

  private static Optional<ModelListing> listing(
      Models models, Keys keys, Models.Place place, ModelLister lister) {
    Provider provider = place.provider();
    try {
      URI baseUrl = models.baseUrl(place);
      String key = keys.key(provider, baseUrl);
      if (key != null) {
        return Optional.of(lister.list(new Endpoint(provider, baseUrl, key)));
      }
      return keys.isSet(provider)
          ? Optional.of(new ModelListing.KeptBack(provider.name(), baseUrl.getAuthority()))
          : Optional.empty();
    } catch (AppException.BadSetting e) {
      return keys.isSet(provider)
          ? Optional.of(new ModelListing.Failed(provider.name(), "", "" + e.getMessage(), e.hint()))
          : Optional.empty();
    }
  }
}
