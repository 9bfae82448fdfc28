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
import java.util.function.Function;
import lectern.synthesize.Provider;
import lectern.synthesize.RateTier;
import lectern.synthesize.ShippedText;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// One TOML file of `[[model]]`, `[[provider]]` and `[[tier]]` tables; the shipped one of models
/// names the `default` too.
///
/// @param defaultModel null where the file names none
/// @param silentOnRules names of the models whose row says nothing of their rules
record CatalogueFile(
    @Nullable String defaultModel,
    List<ModelEntry> models,
    Set<String> silentOnRules,
    List<Provider> providers,
    List<RateTier> tiers) {
  private static final TomlMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  CatalogueFile {
    models = List.copyOf(models);
    silentOnRules = Set.copyOf(silentOnRules);
    providers = List.copyOf(providers);
    tiers = List.copyOf(tiers);
  }

  /// Reads and checks a shipped file.
  static CatalogueFile shipped(String name) {
    return read(name, root(name, ShippedText.read("catalogue/" + name)));
  }

  /// Reads and checks the text of a file that overrides the shipped ones.
  ///
  /// @param name the file, for messages
  /// @throws SynthesisException.BadCatalogue naming file, row and key of what is wrong
  static CatalogueFile overriding(String name, String toml) {
    JsonNode root = root(name, toml);
    if (root.has("default")) {
      throw new SynthesisException.BadCatalogue(
          name + " has the key \"default\", which only the shipped catalogue may have",
          "Name the model in the setting \"llm.model\" instead, and take the line out.",
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
      if (!Set.of("default", "model", "provider", "tier").contains(key)) {
        throw new SynthesisException.BadCatalogue(
            name + " has the unknown key \"" + key + "\"",
            "At the top of a catalogue stand tables named [[model]], [[provider]] or [[tier]] and"
                + " nothing else.",
            null);
      }
    }
    var silent = new HashSet<String>();
    List<ModelEntry> models =
        rows(
            name,
            root,
            "model",
            ModelRow.NEEDS,
            row -> {
              ModelEntry entry = ModelRow.read(row);
              if (ModelRow.isSilentOnRules(row)) {
                silent.add(entry.unpriced().name());
              }
              return entry;
            },
            "id",
            entry -> entry.unpriced().name());
    JsonNode named = root.path("default");
    return new CatalogueFile(
        named.isTextual() ? named.textValue() : null,
        models,
        silent,
        rows(name, root, "provider", ProviderRow.NEEDS, ProviderRow::read, "name", Provider::name),
        rows(name, root, "tier", TierRow.NEEDS, TierRow::read, "tier", RateTier::tier));
  }

  /// Reads all tables of a kind, and refuses two with the same key.
  private static <T> List<T> rows(
      String name,
      JsonNode root,
      String kind,
      String needs,
      Function<TomlRow, T> reader,
      String idKey,
      Function<T, Object> id) {
    JsonNode tables = root.path(kind);
    if (!tables.isMissingNode() && !tables.isArray()) {
      throw new SynthesisException.BadCatalogue(
          name + " writes a " + kind + " as one table",
          "Write [[" + kind + "]] in double brackets, once for each " + kind + ".",
          null);
    }
    var read = new ArrayList<T>();
    var ids = new HashSet<Object>();
    for (int i = 0; i < tables.size(); i++) {
      String called = tables.get(i).path(idKey).asText("no " + idKey);
      String where = name + ", " + kind + " " + (i + 1) + " (" + called + ")";
      var row = new TomlRow(where, needs, tables.get(i));
      T made = reader.apply(row);
      if (!ids.add(id.apply(made))) {
        throw row.wrong(idKey, "is given twice: " + id.apply(made));
      }
      read.add(made);
    }
    return read;
  }
}
