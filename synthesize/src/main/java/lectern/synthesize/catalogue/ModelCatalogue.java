package lectern.synthesize.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.FileTrouble;
import lectern.ingest.Spelling;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ShippedText;
import lectern.synthesize.SynthesisException;

/// The models Lectern knows, with their windows and prices, each row with its source and date.
///
/// @param defaultModel name of the model that is asked where none is named
/// @param cards in the order of the files they came from
public record ModelCatalogue(String defaultModel, List<ModelCard> cards) {
  /// Most names that a message suggests.
  private static final int SUGGESTIONS = 3;

  private static final String SHIPPED = "models.toml";

  public ModelCatalogue {
    cards = List.copyOf(cards);
  }

  /// The catalogue that comes with Lectern.
  public static ModelCatalogue shipped() {
    CatalogueFile file = CatalogueFile.shipped(SHIPPED, ShippedText.read("catalogue/" + SHIPPED));
    return new ModelCatalogue(
        Optional.ofNullable(file.defaultModel())
            .orElseThrow(() -> new IllegalStateException(SHIPPED + " names no default")),
        file.cards());
  }

  /// This catalogue with the rows of a file: a row replaces the one with the same provider and id,
  /// or is added.
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
    SequencedMap<String, ModelCard> byName = new LinkedHashMap<>();
    cards.forEach(card -> byName.put(card.name(), card));
    file.cards().forEach(card -> byName.put(card.name(), card));
    return new ModelCatalogue(defaultModel, List.copyOf(byName.values()));
  }

  /// The card of a model that can be asked today.
  ///
  /// @param name the provider's id, or `provider/id`; an id that several providers share means the
  ///   first row with it
  /// @param today the day of the call: a model is refused from the day it is retired
  /// @throws SynthesisException.BadCatalogue if no row has the name, or the model is retired
  public ModelCard find(String name, LocalDate today) {
    ModelCard card =
        cards.stream()
            .filter(row -> row.name().equals(name))
            .findFirst()
            .or(() -> cards.stream().filter(row -> row.id().equals(name)).findFirst())
            .orElseThrow(() -> unknown(name));
    if (card.isRetired(today)) {
      String replacement = card.replacement();
      throw new SynthesisException.BadCatalogue(
          "model " + card.name() + " was retired on " + card.retired() + " (" + card.source() + ")",
          replacement == null
              ? "Choose one of these: " + names(today) + "."
              : "Ask for " + replacement + " instead.",
          null);
    }
    return card;
  }

  /// The models that can be asked on a day, in the catalogue's order.
  private String names(LocalDate today) {
    return cards.stream()
        .filter(card -> !card.isRetired(today))
        .map(ModelCard::name)
        .collect(Collectors.joining(", "));
  }

  private SynthesisException unknown(String name) {
    List<String> known = cards.stream().flatMap(card -> Stream.of(card.id(), card.name())).toList();
    String nearest = String.join(", ", Spelling.nearest(name, known, SUGGESTIONS));
    return new SynthesisException.BadCatalogue(
        "no model \"" + name + "\" among the " + cards.size() + " of the catalogue",
        "Nearest: " + nearest + ". A model of your own goes into a catalogue file.",
        null);
  }
}
