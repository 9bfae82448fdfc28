package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.synthesize.ledger.CostKey;
import lectern.synthesize.ledger.CostSum;
import lectern.synthesize.ledger.Foreseen;

/// Sums of calls as a table and as JSON.
final class CostsView {
  /// Decimals of dollars in tables; JSON has them all.
  private static final int DECIMALS = 4;

  private static final String DERIVED = "~";

  private CostsView() {}

  /// A line for each key, one for all, and below them what the figures leave out.
  static String text(CostKey by, Map<String, CostSum> sums, CostSum total, Foreseen foreseen) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            by == CostKey.DAY ? "day (UTC)" : by.name().toLowerCase(Locale.ROOT),
            "calls",
            "failed",
            "prompt",
            "cached",
            "written",
            "completion",
            "USD",
            "unknown",
            "USD at most",
            "in flight",
            "USD at most"));
    sums.forEach((key, sum) -> rows.add(row(Printable.line(key), sum)));
    rows.add(row("total", total));
    StringBuilder text = new StringBuilder(table(rows));
    if (total.writesDerived()) {
      text.append(DERIVED)
          .append(" tokens written to the cache were worked out here; the provider tells none\n");
    }
    if (total.unknown() > 0) {
      text.append(
          "unknown: may have been billed, and what it cost was not told; counts at its worst"
              + " price\n");
    }
    if (total.unpriced() > 0) {
      text.append(PlanView.count(total.unpriced(), "call"))
          .append(" of models without a price: in no sum of dollars\n");
    }
    if (foreseen.all().calls() > 0) {
      text.append(words(foreseen));
    }
    return text.toString();
  }

  private static String words(Foreseen foreseen) {
    Foreseen.Sum all = foreseen.all();
    return String.format(
        Locale.ROOT,
        "expected of %s: %,d prompt tokens, %,d of them cached; reported: %,d and %,d%s%n",
        PlanView.count(all.calls(), "call"),
        all.expectedTokens(),
        all.expectedCachedTokens(),
        all.promptTokens(),
        all.cachedTokens(),
        foreseen.hasDrifted()
            ? "; the provider counts or caches otherwise than is expected of it"
            : "");
  }

  static void put(ObjectNode json, Foreseen foreseen) {
    Foreseen.Sum all = foreseen.all();
    json.putObject("foreseen")
        .put("calls", all.calls())
        .put("expected_prompt_tokens", all.expectedTokens())
        .put("prompt_tokens", all.promptTokens())
        .put("expected_cached_tokens", all.expectedCachedTokens())
        .put("cached_tokens", all.cachedTokens())
        .put("learned_calls", foreseen.learned().calls())
        .put("drifted", foreseen.hasDrifted());
  }

  private static List<String> row(String key, CostSum sum) {
    return List.of(
        key,
        number(sum.calls()),
        number(sum.failed()),
        number(sum.usage().promptTokens()),
        number(sum.usage().cachedTokens()),
        (sum.writesDerived() ? DERIVED : "") + number(sum.usage().cacheWriteTokens()),
        number(sum.usage().completionTokens()),
        dollars(sum.paidUsd(), RoundingMode.HALF_UP),
        number(sum.unknown()),
        dollars(sum.unknownUsd(), RoundingMode.CEILING),
        number(sum.inFlight()),
        dollars(sum.inFlightUsd(), RoundingMode.CEILING));
  }

  /// The first column to the left, the others to the right.
  static String table(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(row.getFirst()).repeat(' ', widths[0] - row.getFirst().length());
      for (int i = 1; i < columns; i++) {
        text.repeat(' ', 2 + widths[i] - row.get(i).length()).append(row.get(i));
      }
      text.append('\n');
    }
    return text.toString();
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String dollars(BigDecimal amount, RoundingMode rounding) {
    return amount.setScale(DECIMALS, rounding).toPlainString();
  }

  static void put(ObjectNode json, CostSum sum) {
    json.put("calls", sum.calls());
    json.put("failed", sum.failed());
    json.put("unknown", sum.unknown());
    json.put("in_flight", sum.inFlight());
    json.put("unpriced", sum.unpriced());
    json.put("prompt_tokens", sum.usage().promptTokens());
    json.put("cached_tokens", sum.usage().cachedTokens());
    json.put("cache_write_tokens", sum.usage().cacheWriteTokens());
    json.put("cache_write_derived", sum.writesDerived());
    json.put("completion_tokens", sum.usage().completionTokens());
    json.put("paid_usd", sum.paidUsd());
    json.put("unknown_usd", sum.unknownUsd());
    json.put("in_flight_usd", sum.inFlightUsd());
  }
}
