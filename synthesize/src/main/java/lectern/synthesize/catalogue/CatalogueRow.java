package lectern.synthesize.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import lectern.ingest.Spelling;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.Pricing;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// One `[[model]]` table of a catalogue file.
///
/// @param file for messages
/// @param number one-based place in the file, for messages
record CatalogueRow(String file, int number, JsonNode row) {
  /// Smallest window taken for one: no model of the last years has less, and typing 32 for 32,768
  /// is an easy slip.
  private static final int LEAST_WINDOW_TOKENS = 1_024;

  /// Largest window taken for one, a hundred times today's.
  private static final int MOST_WINDOW_TOKENS = 100_000_000;

  private static final List<String> KEYS =
      List.of(
          "provider",
          "id",
          "window-tokens",
          "max-completion-tokens",
          "input-usd-per-mtok",
          "cached-input-usd-per-mtok",
          "output-usd-per-mtok",
          "retired",
          "replacement",
          "source",
          "as-of");

  ModelCard card() {
    for (Map.Entry<String, JsonNode> property : row.properties()) {
      String key = property.getKey();
      if (!KEYS.contains(key)) {
        throw wrong(
            key, "is unknown; the nearest known key is \"" + Spelling.nearest(key, KEYS) + "\"");
      }
    }
    int window = tokens("window-tokens", LEAST_WINDOW_TOKENS, MOST_WINDOW_TOKENS);
    return new ModelCard(
        text("id"),
        text("provider"),
        window,
        tokens("max-completion-tokens", 1, window),
        pricing(),
        ModelRules.PLAIN,
        row.has("retired") ? date("retired") : null,
        row.has("replacement") ? text("replacement") : null,
        source(),
        date("as-of"));
  }

  SynthesisException.BadCatalogue wrong(String key, String what) {
    return new SynthesisException.BadCatalogue(
        file
            + ", model "
            + number
            + " ("
            + row.path("id").asText("no id")
            + "): \""
            + key
            + "\" "
            + what,
        "Every row needs provider, id, window-tokens, max-completion-tokens, source and as-of;"
            + " prices are in US dollars per million tokens, all three or none.",
        null);
  }

  private String text(String key) {
    JsonNode value = row.path(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(key, value.isMissingNode() ? "is missing" : "must be a text in quotes");
    }
    return value.textValue();
  }

  private int tokens(String key, int least, int most) {
    JsonNode value = row.path(key);
    if (value.isMissingNode()) {
      throw wrong(key, "is missing");
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw wrong(
          key, "must be a whole number from " + least + " to " + most + ": " + value.asText());
    }
    return value.intValue();
  }

  private LocalDate date(String key) {
    JsonNode value = row.path(key);
    if (value.isMissingNode()) {
      throw wrong(key, "is missing");
    }
    try {
      return LocalDate.parse(value.asText());
    } catch (DateTimeParseException e) {
      throw wrong(key, "must be a date such as 2026-11-20: " + value.asText());
    }
  }

  private URI source() {
    String source = text("source");
    try {
      return URI.create(source);
    } catch (IllegalArgumentException e) {
      throw wrong("source", "must be an address: " + source);
    }
  }

  private @Nullable Pricing pricing() {
    boolean priced = KEYS.stream().anyMatch(key -> key.contains("-usd-") && row.has(key));
    return priced
        ? new Pricing(
            price("input-usd-per-mtok"),
            price("cached-input-usd-per-mtok"),
            price("output-usd-per-mtok"),
            null,
            null,
            null,
            date("as-of"),
            false)
        : null;
  }

  private BigDecimal price(String key) {
    JsonNode value = row.path(key);
    if (value.isMissingNode()) {
      throw wrong(key, "is missing");
    }
    if (!value.isNumber() || value.decimalValue().signum() < 0) {
      throw wrong(key, "must be a number of dollars, 0 or more: " + value.asText());
    }
    return value.decimalValue();
  }
}
