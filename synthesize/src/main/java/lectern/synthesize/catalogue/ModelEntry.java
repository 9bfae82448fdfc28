package lectern.synthesize.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Pricing;
import org.jspecify.annotations.Nullable;

/// One model of the catalogue with all its prices and names.
///
/// @param unpriced its card without a price
/// @param prices oldest first
/// @param aliases other spellings that mean it
/// @param thinkingAliases other spellings that mean it with thinking on
/// @param note what a person must know, or null
public record ModelEntry(
    ModelCard unpriced,
    List<DatedPrice> prices,
    List<String> aliases,
    List<String> thinkingAliases,
    @Nullable String note) {
  public ModelEntry {
    prices = List.copyOf(prices);
    aliases = List.copyOf(aliases);
    thinkingAliases = List.copyOf(thinkingAliases);
  }

  /// The price of a day: of those that hold the one that began last.
  public Optional<DatedPrice> price(LocalDate day) {
    return prices.reversed().stream().filter(price -> price.holds(day)).findFirst();
  }

  /// The card with the price of a day.
  public ModelCard card(LocalDate day) {
    return with(
        unpriced.id(), unpriced.provider(), price(day).map(DatedPrice::pricing).orElse(null));
  }

  /// The card of the same model under another name at another provider, whose price is not known.
  ModelCard elsewhere(String provider, String id) {
    return with(id, provider, null);
  }

  /// This row in place of another of the same name: what it does not say holds on.
  ///
  /// @param keepsRules whether it says nothing of the model's rules
  ModelEntry over(ModelEntry known, boolean keepsRules) {
    ModelCard card = unpriced;
    boolean silent = aliases.isEmpty() && thinkingAliases.isEmpty();
    return new ModelEntry(
        new ModelCard(
            card.id(),
            card.provider(),
            card.windowTokens(),
            card.maxCompletionTokens(),
            null,
            keepsRules ? known.unpriced.rules() : card.rules(),
            card.retired(),
            card.replacement(),
            card.source(),
            card.asOf()),
        prices.isEmpty() ? known.prices : prices,
        silent ? known.aliases : aliases,
        silent ? known.thinkingAliases : thinkingAliases,
        note);
  }

  /// Whether a name is id or alias of it, with its provider and a slash before it or without.
  boolean answersTo(String name) {
    return isMeantBy(name) || isNamedWhole(name);
  }

  /// Whether a name is `provider/id` or `provider/alias` of it.
  boolean isNamedWhole(String name) {
    return !bare(name).equals(name) && isMeantBy(bare(name));
  }

  /// Whether a spelling is its id or an alias.
  public boolean isMeantBy(String spelling) {
    return unpriced.id().equals(spelling)
        || aliases.contains(spelling)
        || thinkingAliases.contains(spelling);
  }

  /// Whether a name that it answers to asks for thinking to be on.
  boolean thinksAs(String name) {
    return thinkingAliases.contains(name) || thinkingAliases.contains(bare(name));
  }

  private String bare(String name) {
    String prefix = unpriced.provider() + "/";
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private ModelCard with(String id, String provider, @Nullable Pricing pricing) {
    return new ModelCard(
        id,
        provider,
        unpriced.windowTokens(),
        unpriced.maxCompletionTokens(),
        pricing,
        unpriced.rules(),
        unpriced.retired(),
        unpriced.replacement(),
        unpriced.source(),
        unpriced.asOf());
  }
}
