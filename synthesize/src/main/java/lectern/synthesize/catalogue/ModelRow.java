package lectern.synthesize.catalogue;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;

/// Reads a `[[model]]` table.
final class ModelRow {
  /// What every table needs, as a hint.
  static final String NEEDS =
      "Every row needs provider, id, window-tokens, max-completion-tokens, source and as-of;"
          + " prices are in US dollars per million tokens, all three or none, and those that change"
          + " stand in [[model.price]] tables with \"from\", oldest first.";

  /// Smallest window taken for one: no model of the last years has less, and typing 32 for 32,768
  /// is an easy slip.
  private static final int LEAST_WINDOW_TOKENS = 1_024;

  /// Largest window taken for one, a hundred times today's.
  private static final int MOST_WINDOW_TOKENS = 100_000_000;

  private static final List<String> RULES =
      List.of("thinking", "sampling-pinned", "partial", "images", "video", "tool-choice-required");

  private static final List<String> KEYS =
      Stream.of(
              List.of(
                  "provider",
                  "id",
                  "aliases",
                  "thinking-aliases",
                  "window-tokens",
                  "max-completion-tokens",
                  "retired",
                  "replacement",
                  "note",
                  "source",
                  "as-of",
                  "price"),
              RULES,
              DatedPrice.UNDATED)
          .flatMap(List::stream)
          .toList();

  private ModelRow() {}

  static ModelEntry read(TomlRow row) {
    row.knowing(KEYS);
    int window = (int) row.whole("window-tokens", LEAST_WINDOW_TOKENS, MOST_WINDOW_TOKENS);
    int completion = (int) row.whole("max-completion-tokens", 1, window);
    URI source = row.address("source");
    return new ModelEntry(
        new ModelCard(
            row.text("id"),
            row.text("provider"),
            window,
            completion,
            null,
            rules(row),
            row.optionalDate("retired"),
            row.optionalText("replacement"),
            source,
            row.date("as-of")),
        prices(row, source),
        row.texts("aliases"),
        row.texts("thinking-aliases"),
        row.optionalText("note"));
  }

  /// Whether a row says nothing of the model's rules, so that those known of it hold on.
  static boolean isSilentOnRules(TomlRow row) {
    return !row.hasAny(RULES);
  }

  private static ModelRules rules(TomlRow row) {
    return new ModelRules(
        row.has("thinking")
            ? row.choice("thinking", ModelRules.Thinking.class)
            : ModelRules.Thinking.NONE,
        row.flag("sampling-pinned"),
        row.flag("partial"),
        row.flag("images"),
        row.flag("video"),
        row.flag("tool-choice-required"));
  }

  private static List<DatedPrice> prices(TomlRow row, URI source) {
    boolean undated = row.hasAny(DatedPrice.UNDATED);
    if (!undated) {
      return dated(row, source);
    }
    if (row.has("price")) {
      throw row.wrong("price", "stands beside a price without a date; give one or the other");
    }
    return List.of(DatedPrice.undated(row, source));
  }

  private static List<DatedPrice> dated(TomlRow row, URI source) {
    var prices = new ArrayList<DatedPrice>();
    LocalDate last = LocalDate.MIN;
    for (TomlRow table : row.rows("price")) {
      DatedPrice price = DatedPrice.dated(table, source);
      LocalDate from = price.pricing().from();
      if (!from.isAfter(last)) {
        throw table.wrong("from", "must be after that of the price before: " + from);
      }
      last = from;
      prices.add(price);
    }
    return prices;
  }
}
