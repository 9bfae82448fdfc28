package lectern.synthesize.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Pricing;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// Finds the model that a name means: `provider/id` before all else, then `provider/alias`, then
/// the first row with the id or alias, of the provider that was named before the others. Moonshot's
/// rows stand first, so that a guide's spelling means its model, whatever an aggregator calls its
/// own.
final class ModelNames {
  private ModelNames() {}

  /// As [ModelCatalogue#find(String, String, LocalDate, LocalDate)] says.
  static FoundModel find(
      ModelCatalogue catalogue,
      @Nullable String provider,
      String name,
      LocalDate today,
      LocalDate pricesOn) {
    List<ModelEntry> own =
        catalogue.models().stream()
            .filter(entry -> provider == null || entry.unpriced().provider().equals(provider))
            .toList();
    Optional<ModelEntry> row = first(own, name).or(() -> whole(catalogue.models(), name));
    if (row.isPresent()) {
      return found(catalogue, row.get(), name, today, pricesOn);
    }
    ModelEntry same = first(catalogue.models(), name).orElseThrow(() -> catalogue.unknown(name));
    if (provider == null) {
      return found(catalogue, same, name, today, pricesOn);
    }
    return new FoundModel(
        same.elsewhere(provider, name),
        same.thinksAs(name),
        List.of(
            String.format(
                Locale.ROOT,
                "the catalogue has no row for %s at %s: window and rules are those of %s, the price"
                    + " is unknown; say %s to ask it there",
                name,
                provider,
                same.unpriced().name(),
                same.unpriced().name())));
  }

  private static Optional<ModelEntry> first(List<ModelEntry> rows, String name) {
    return whole(rows, name)
        .or(() -> rows.stream().filter(entry -> entry.isMeantBy(name)).findFirst());
  }

  private static Optional<ModelEntry> whole(List<ModelEntry> rows, String name) {
    return rows.stream()
        .filter(entry -> entry.unpriced().name().equals(name))
        .findFirst()
        .or(() -> rows.stream().filter(entry -> entry.isNamedWhole(name)).findFirst());
  }

  private static FoundModel found(
      ModelCatalogue catalogue,
      ModelEntry entry,
      String name,
      LocalDate today,
      LocalDate pricesOn) {
    ModelCard card = entry.card(pricesOn);
    if (card.isRetired(today)) {
      throw retired(catalogue, card, name, today);
    }
    boolean thinking = entry.thinksAs(name);
    var notes = new ArrayList<String>();
    if (!Stream.of(card.id(), card.name()).toList().contains(name)) {
      notes.add(name + " means " + card.name() + (thinking ? " with thinking on" : ""));
    }
    if (card.retired() != null) {
      notes.add(
          card.name()
              + " will be refused from "
              + card.retired()
              + " on"
              + (card.replacement() == null ? "" : "; then ask for " + card.replacement()));
    }
    entry.price(pricesOn).map(price -> doubt(card, price, pricesOn)).ifPresent(notes::add);
    if (card.pricing() == null && !entry.prices().isEmpty()) {
      notes.add("no price of " + card.name() + " on " + pricesOn + " is known");
    }
    return new FoundModel(card, thinking, notes);
  }

  /// What must be said of a price that the provider never asked; null for one it did.
  private static @Nullable String doubt(ModelCard card, DatedPrice price, LocalDate day) {
    Pricing pricing = price.pricing();
    if (!pricing.projected()) {
      return null;
    }
    return "the price of "
        + card.name()
        + " on "
        + day
        + " is projected, not the provider's: "
        + PriceWords.range(price)
        + (price.note() == null ? "" : "; " + price.note())
        + " ("
        + price.source()
        + ")";
  }

  private static SynthesisException retired(
      ModelCatalogue catalogue, ModelCard card, String name, LocalDate today) {
    String replacement = card.replacement();
    String meant = card.name().equals(name) || card.id().equals(name) ? "" : name + " means ";
    return new SynthesisException.BadCatalogue(
        (meant.isEmpty() ? "model " : meant)
            + card.name()
            + (meant.isEmpty() ? " was" : ", which was")
            + " retired on "
            + card.retired()
            + " ("
            + card.source()
            + ")",
        replacement == null
            ? "Choose one of these: " + catalogue.names(today) + "."
            : "Ask for " + replacement + " instead.",
        null);
  }
}
