package lectern.synthesize.catalogue;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import lectern.synthesize.Pricing;
import org.jspecify.annotations.Nullable;

/// What a model cost over some time, and who says so.
///
/// @param pricing its upper end where a range was projected
/// @param until first day on which it holds no more, or null where the next one ends it
/// @param leastInputUsdPerMTok lower end of a projected range, or null
/// @param leastOutputUsdPerMTok lower end of a projected range, or null
/// @param note what else must be known, or null
/// @param source page it was read from
public record DatedPrice(
    Pricing pricing,
    @Nullable LocalDate until,
    @Nullable BigDecimal leastInputUsdPerMTok,
    @Nullable BigDecimal leastOutputUsdPerMTok,
    @Nullable String note,
    URI source) {
  private static final List<String> FIGURES =
      List.of("input-usd-per-mtok", "cached-input-usd-per-mtok", "output-usd-per-mtok");

  private static final List<String> WRITES =
      List.of("write-5m-usd-per-mtok", "write-1h-usd-per-mtok");

  private static final List<String> LEAST =
      List.of("least-input-usd-per-mtok", "least-output-usd-per-mtok");

  private static final String SURCHARGE = "long-context";

  /// Keys of a model's row that hold its only price, valid on every day.
  static final List<String> UNDATED =
      List.of(
          FIGURES.get(0), FIGURES.get(1), FIGURES.get(2), WRITES.get(0), WRITES.get(1), SURCHARGE);

  private static final List<String> KEYS =
      List.of(
          "from",
          "until",
          FIGURES.get(0),
          FIGURES.get(1),
          FIGURES.get(2),
          WRITES.get(0),
          WRITES.get(1),
          SURCHARGE,
          "projected",
          LEAST.get(0),
          LEAST.get(1),
          "note",
          "source");

  /// Whether it holds on a day.
  boolean holds(LocalDate day) {
    return !day.isBefore(pricing.from()) && (until == null || day.isBefore(until));
  }

  /// Reads a `[[model.price]]` table.
  ///
  /// @param fallback source of the model's row
  static DatedPrice dated(TomlRow row, URI fallback) {
    row.knowing(KEYS);
    LocalDate from = row.date("from");
    LocalDate until = row.optionalDate("until");
    if (until != null && !until.isAfter(from)) {
      throw row.wrong("until", "must be after \"from\": " + until);
    }
    Pricing pricing = pricing(row, from, row.flag("projected"));
    return new DatedPrice(
        pricing,
        until,
        least(row, LEAST.get(0), FIGURES.get(0), pricing.inputUsdPerMTok()),
        least(row, LEAST.get(1), FIGURES.get(2), pricing.outputUsdPerMTok()),
        row.optionalText("note"),
        row.has("source") ? row.address("source") : fallback);
  }

  private static @Nullable BigDecimal least(
      TomlRow row, String key, String upper, BigDecimal most) {
    BigDecimal least = row.optionalAmount(key);
    if (least != null && least.compareTo(most) > 0) {
      throw row.wrong(
          key,
          "is the lower end of a range and must be at most \""
              + upper
              + "\", "
              + most
              + ": "
              + least);
    }
    return least;
  }

  /// Reads the one price that stands in a model's row itself, valid on every day.
  static DatedPrice undated(TomlRow row, URI source) {
    return new DatedPrice(pricing(row, LocalDate.EPOCH, false), null, null, null, null, source);
  }

  private static Pricing pricing(TomlRow row, LocalDate from, boolean projected) {
    TomlRow surcharge = row.table(SURCHARGE);
    return new Pricing(
        row.amount(FIGURES.get(0)),
        row.amount(FIGURES.get(1)),
        row.amount(FIGURES.get(2)),
        row.optionalAmount(WRITES.get(0)),
        row.optionalAmount(WRITES.get(1)),
        surcharge == null ? null : surcharge(surcharge),
        from,
        projected);
  }

  private static Pricing.LongContext surcharge(TomlRow row) {
    row.knowing(List.of("above-tokens", "input-factor", "output-factor"));
    return new Pricing.LongContext(
        (int) row.whole("above-tokens", 1, Integer.MAX_VALUE),
        row.amount("input-factor"),
        row.amount("output-factor"));
  }
}
