package lectern.app;

import java.time.LocalDate;
import java.util.List;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Pricing;
import lectern.synthesize.catalogue.ModelCatalogue;

/// Of which models a prompt's beginning can be kept for an hour.
final class HourOfCache {
  private HourOfCache() {}

  /// Whether the provider takes the wish for an hour, and the catalogue knows what it costs.
  static boolean isKept(ModelCatalogue catalogue, ModelCard card) {
    Pricing pricing = card.pricing();
    return catalogue.provider(card.provider()).quirks().cacheOptions()
        && pricing != null
        && pricing.write1hUsdPerMTok() != null;
  }

  /// What must be told of models that are asked as well and keep no hour.
  static List<String> notes(ModelCatalogue catalogue, List<ModelCard> cards) {
    return cards.stream()
        .filter(card -> !isKept(catalogue, card))
        .map(card -> card.name() + " keeps prompts for 5 minutes: an hour of it has no price")
        .toList();
  }

  /// Refuses what could not be billed.
  ///
  /// @param name of the model that is asked first
  /// @throws AppException.BadSetting if it bills no hour
  static void require(ModelCatalogue catalogue, String name, LocalDate today) {
    List<ModelCard> cards = catalogue.cards(today);
    List<String> hours =
        cards.stream()
            .filter(card -> !card.isRetired(today) && isKept(catalogue, card))
            .map(ModelCard::name)
            .toList();
    if (!hours.contains(name)) {
      throw new AppException.BadSetting(
          "setting "
              + SettingKey.LLM_CACHE_TTL.key()
              + " is 1h, and the catalogue has no price for an hour of the cache of "
              + name,
          "Set it to 5m, or ask one of these: "
              + String.join(", ", hours)
              + "; a row of your own may say write-1h-usd-per-mtok.",
          null);
    }
  }
}
