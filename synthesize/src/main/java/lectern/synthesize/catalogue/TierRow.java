package lectern.synthesize.catalogue;

import java.util.List;
import lectern.synthesize.RateTier;

/// Reads a `[[tier]]` table.
final class TierRow {
  /// What every table needs, as a hint.
  static final String NEEDS =
      "Every tier needs tier, top-up-usd, concurrency, requests-per-minute, tokens-per-minute,"
          + " source and as-of; tokens-per-day is left out where there is no limit.";

  private static final List<String> KEYS =
      List.of(
          "tier",
          "top-up-usd",
          "concurrency",
          "requests-per-minute",
          "tokens-per-minute",
          "tokens-per-day",
          "source",
          "as-of");

  private TierRow() {}

  static RateTier read(TomlRow row) {
    row.knowing(KEYS);
    return new RateTier(
        (int) row.whole("tier", 0, 99),
        row.amount("top-up-usd"),
        (int) row.whole("concurrency", 1, Integer.MAX_VALUE),
        (int) row.whole("requests-per-minute", 1, Integer.MAX_VALUE),
        row.whole("tokens-per-minute", 1, Long.MAX_VALUE),
        row.has("tokens-per-day") ? row.whole("tokens-per-day", 1, Long.MAX_VALUE) : null,
        row.address("source"),
        row.date("as-of"));
  }
}
