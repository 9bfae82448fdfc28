package lectern.synthesize.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.FileTrouble;
import lectern.ingest.Spelling;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Provider;
import lectern.synthesize.RateTier;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// The models Lectern knows, with their windows, rules and prices, the providers that serve them,
/// and Moonshot's rate tiers; each row with its source and date.
///
/// @param defaultModel name of the model that is asked where none is named
/// @param models in the order of the files they came from
/// @param providers in that order
/// @param tiers from 0 up
public record ModelCatalogue(
    String defaultModel, List<ModelEntry> models, List<Provider> providers, List<RateTier> tiers) {
  /// Most names that a message suggests.
  private static final int SUGGESTIONS = 3;

  public ModelCatalogue {
    models = List.copyOf(models);
    providers = List.copyOf(providers);
    tiers = List.copyOf(tiers);
  }

  /// The catalogue that comes with Lectern.
  public static ModelCatalogue shipped() {
    CatalogueFile models = CatalogueFile.shipped("models.toml");
    CatalogueFile providers = CatalogueFile.shipped("providers.toml");
    return new ModelCatalogue(
        Optional.ofNullable(models.defaultModel())
            .orElseThrow(() -> new IllegalStateException("models.toml names no default")),
        models.models(),
        providers.providers(),
        CatalogueFile.shipped("tiers.toml").tiers());
  }

  /// This catalogue with the rows of a file: a row replaces the one with the same provider and id
  /// (of providers: name; of tiers: number), or is added. A model's row that says nothing of its
  /// rules keeps those known, and so do one without a price and one without aliases.
  ///
  /// @throws SynthesisException.BadCatalogue if the file cannot be read or a row is wrong
  public ModelCatalogue withOverrides(Path toml) {
    String text;
    try {
      text = Files.readString(toml);
    } catch (IOException e) {
      throw new SynthesisException.BadCatalogue(
          "cannot read the model catalogue " + toml + ": " + FileTrouble.words(e),
          "Name a TOML file in UTF-8, or leave the setting out to use the shipped catalogue.",
          e);
    }
    CatalogueFile file = CatalogueFile.overriding(toml.toString(), text);
    SequencedMap<String, ModelEntry> byName = new LinkedHashMap<>();
    models.forEach(entry -> byName.put(entry.unpriced().name(), entry));
    for (ModelEntry entry : file.models()) {
      String name = entry.unpriced().name();
      ModelEntry known = byName.get(name);
      byName.put(
          name, known == null ? entry : entry.over(known, file.silentOnRules().contains(name)));
    }
    return new ModelCatalogue(
        defaultModel,
        List.copyOf(byName.values()),
        replaced(providers, file.providers(), Provider::name),
        replaced(tiers, file.tiers(), RateTier::tier));
  }

  private static <T> List<T> replaced(List<T> known, List<T> rows, Function<T, Object> id) {
    SequencedMap<Object, T> all = new LinkedHashMap<>();
    known.forEach(row -> all.put(id.apply(row), row));
    rows.forEach(row -> all.put(id.apply(row), row));
    return List.copyOf(all.values());
  }

  /// All models with their prices of a day, the retired ones too.
  public List<ModelCard> cards(LocalDate day) {
    return models.stream().map(entry -> entry.card(day)).toList();
  }

  /// The card of a model that can be asked today, with today's price.
  ///
  /// @param name the provider's id, or `provider/id`, or an alias; an id that several providers
  ///   share means the first row with it
  /// @param today the day of the call: a model is refused from the day it is retired
  /// @throws SynthesisException.BadCatalogue if no row has the name, or the model is retired
  public ModelCard find(String name, LocalDate today) {
    return find(null, name, today, today).card();
  }

  /// The model that a name means, and what must be said about it.
  ///
  /// A provider that has no row for a model which another one has is taken to serve it under the
  /// name that was given, at a price nobody knows: so a server of one's own needs no row.
  ///
  /// @param provider whose model is meant, or null for the first with the name
  /// @param name as for [#find(String, LocalDate)]
  /// @param today the day of the call
  /// @param pricesOn the day whose prices count
  /// @throws SynthesisException.BadCatalogue if provider or model is unknown, or it is retired
  public FoundModel find(
      @Nullable String provider, String name, LocalDate today, LocalDate pricesOn) {
    if (provider != null
        && models.stream().noneMatch(entry -> entry.unpriced().provider().equals(provider))) {
      provider(provider);
    }
    return ModelNames.find(this, provider, name, today, pricesOn);
  }

  /// Everything known of the models that a name may mean, retired ones and all providers included.
  ///
  /// @throws SynthesisException.BadCatalogue if there is none
  public List<ModelEntry> named(String name) {
    List<ModelEntry> meant = models.stream().filter(entry -> entry.answersTo(name)).toList();
    if (meant.isEmpty()) {
      throw unknown(name);
    }
    return meant;
  }

  /// Whether some row has a name.
  public boolean isNamed(String name) {
    return models.stream().anyMatch(entry -> entry.answersTo(name));
  }

  /// Whether a row of a provider has a name.
  public boolean serves(String provider, String name) {
    return models.stream()
        .anyMatch(entry -> entry.unpriced().provider().equals(provider) && entry.answersTo(name));
  }

  /// The provider of a name.
  ///
  /// @throws SynthesisException.BadCatalogue if there is none
  public Provider provider(String name) {
    return providers.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknownProvider(name));
  }

  private SynthesisException unknownProvider(String name) {
    List<String> known = providers.stream().map(Provider::name).toList();
    return new SynthesisException.BadCatalogue(
        "no provider \"" + name + "\" among the " + known.size() + " of the catalogue",
        "Nearest: "
            + Spelling.nearest(name, known)
            + ". Known are "
            + String.join(", ", known)
            + "; one of your own goes into a catalogue file.",
        null);
  }

  /// The models that can be asked on a day, in the catalogue's order.
  String names(LocalDate today) {
    return models.stream()
        .map(ModelEntry::unpriced)
        .filter(card -> !card.isRetired(today))
        .map(ModelCard::name)
        .collect(Collectors.joining(", "));
  }

  SynthesisException unknown(String name) {
    List<String> known =
        models.stream()
            .flatMap(
                entry ->
                    Stream.concat(
                        Stream.of(entry.unpriced().id(), entry.unpriced().name()),
                        entry.aliases().stream()))
            .toList();
    String nearest = String.join(", ", Spelling.nearest(name, known, SUGGESTIONS));
    return new SynthesisException.BadCatalogue(
        "no model \"" + name + "\" among the " + models.size() + " of the catalogue",
        "Nearest: " + nearest + ". A model of your own goes into a catalogue file.",
        null);
  }
}
