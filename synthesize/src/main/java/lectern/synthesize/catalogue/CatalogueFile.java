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

/// One TOML file of models: a `[[model]]` table for each; the shipped one names the `default` too.
///
/// @param defaultModel null where the file names none
record CatalogueFile(@Nullable String defaultModel, List<ModelCard> cards) {
  private static final TomlMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  CatalogueFile {
    cards = List.copyOf(cards);
  }

  /// Reads and checks the shipped file's text.
  static CatalogueFile shipped(String name, String toml) {
    return read(name, root(name, toml));
  }

  /// Reads and checks the text of a file that overrides the shipped one.
  ///
  /// @param name the file, for messages
  /// @throws SynthesisException.BadCatalogue naming file, row and key of what is wrong
  static CatalogueFile overriding(String name, String toml) {
    JsonNode root = root(name, toml);
    if (root.has("default")) {
      throw new SynthesisException.BadCatalogue(
          name + " has the key \"default\", which only the shipped catalogue may have",
          "Name the model in the setting \"model\" instead, and take the line out.",
          null);
    }
    return read(name, root);
  }

  private static JsonNode root(String name, String toml) {
    try {
      return TOML.readTree(toml);
    } catch (JsonProcessingException e) {
      throw new SynthesisException.BadCatalogue(
          name + " is not TOML: " + e.getOriginalMessage(),
          "Mend line " + e.getLocation().getLineNr() + ".",
          e);
    }
  }

  private static CatalogueFile read(String name, JsonNode root) {
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      String key = property.getKey();
      if (!Set.of("default", "model").contains(key)) {
        throw new SynthesisException.BadCatalogue(
            name + " has the unknown key \"" + key + "\"",
            "At the top of a catalogue stand tables named [[model]] and nothing else.",
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
