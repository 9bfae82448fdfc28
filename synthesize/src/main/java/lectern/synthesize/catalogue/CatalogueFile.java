package lectern.synthesize.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.synthesize.ModelCard;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// One TOML file of models: a `[[model]]` table for each, and optionally the `default`.
///
/// @param defaultModel null where the file names none
record CatalogueFile(@Nullable String defaultModel, List<ModelCard> cards) {
  private static final TomlMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  CatalogueFile {
    cards = List.copyOf(cards);
  }

  /// Reads and checks a file's text.
  ///
  /// @param name the file, for messages
  /// @throws SynthesisException.BadCatalogue naming file, row and key of what is wrong
  static CatalogueFile read(String name, String toml) {
    JsonNode root;
    try {
      root = TOML.readTree(toml);
    } catch (JsonProcessingException e) {
      throw new SynthesisException.BadCatalogue(
          name + " is not TOML: " + e.getOriginalMessage(), "Mend the line that is named.", e);
    }
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      String key = property.getKey();
      if (!Set.of("default", "model").contains(key)) {
        throw new SynthesisException.BadCatalogue(
            name + " has the unknown key \"" + key + "\"",
            "At the top of a catalogue stand \"default\" and tables named [[model]].",
            null);
      }
    }
    JsonNode rows = root.path("model");
    if (!rows.isMissingNode() && !rows.isArray()) {
      throw new SynthesisException.BadCatalogue(
          name + " writes a model as one table",
          "Write [[model]] in double brackets, once for each model.",
          null);
    }
    var cards = new ArrayList<ModelCard>();
    var names = new HashSet<String>();
    for (int i = 0; i < rows.size(); i++) {
      var row = new CatalogueRow(name, i + 1, rows.get(i));
      ModelCard card = row.card();
      if (!names.add(card.name())) {
        throw row.wrong("id", "is given twice: " + card.name());
      }
      cards.add(card);
    }
    JsonNode named = root.path("default");
    return new CatalogueFile(named.isTextual() ? named.textValue() : null, cards);
  }
}
