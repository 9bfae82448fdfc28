package lectern.synthesize;

import java.util.List;

/// What became of asking a provider which models a key may call.
public sealed interface ModelListing {
  /// Name of the provider.
  String provider();

  /// Host and port that were, or would have been, asked; empty where the address is none.
  String host();

  /// The provider's list: whatever is not on it, the key may not call.
  record Listed(String provider, String host, List<ListedModel> models) implements ModelListing {
    public Listed {
      models = List.copyOf(models);
    }
  }

  /// It was asked and gave no list, or its address is none.
  ///
  /// @param hint what to do about it
  record Failed(String provider, String host, String message, String hint)
      implements ModelListing {}

  /// It was not asked, since the key does not belong to the address.
  record KeptBack(String provider, String host) implements ModelListing {}
}
