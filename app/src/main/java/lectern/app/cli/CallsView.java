package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Prediction;
import lectern.synthesize.Usage;
import lectern.synthesize.ledger.RecordedCall;
import lectern.synthesize.ledger.RecordedEnd;
import org.jspecify.annotations.Nullable;

/// Single calls of the ledger, one a line; of no call the words.
final class CallsView {
  private CallsView() {}

  /// A line for each call, times in UTC; nothing for no calls.
  static String text(List<RecordedCall> calls) {
    StringBuilder text = new StringBuilder();
    calls.forEach(call -> text.append(line(call)).append('\n'));
    return text.toString();
  }

  private static String line(RecordedCall recorded) {
    ModelCall call = recorded.call();
    RecordedEnd end = recorded.end();
    Usage usage = end == null ? null : end.usage();
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%s  %-24s %-12s %-9s  %s  %s",
            call.at().truncatedTo(ChronoUnit.SECONDS),
            Printable.line(call.provider() + "/" + call.model()),
            call.tier(),
            recorded.state(),
            usage == null || recorded.heldUsd().signum() > 0
                ? "about " + CostsView.number(call.promptTokens()) + " prompt tokens"
                : tokens(usage, end != null && end.cacheWriteDerived()),
            cost(recorded)));
    if (call.attempt() > 1) {
      line.append("  try ").append(call.attempt());
    }
    if (end != null && end.traceId() != null) {
      line.append("  trace ").append(Printable.line(end.traceId()));
    }
    if (end != null && end.failure() != null) {
      line.append("  ").append(Printable.line(end.failure()));
    }
    return line.toString();
  }

  private static String tokens(Usage usage, boolean writesDerived) {
    return String.format(
        Locale.ROOT,
        "%,d prompt (%,d cached, %s%,d written) + %,d completion",
        usage.promptTokens(),
        usage.cachedTokens(),
        writesDerived ? "~" : "",
        usage.cacheWriteTokens(),
        usage.completionTokens());
  }

  private static String cost(RecordedCall recorded) {
    if (recorded.isUnpriced()) {
      return "price unknown";
    }
    return recorded.heldUsd().signum() > 0
        ? "at most $" + CostsView.dollars(recorded.heldUsd(), RoundingMode.CEILING)
        : "$" + CostsView.dollars(recorded.paidUsd(), RoundingMode.HALF_UP);
  }

  static ObjectNode json(RecordedCall recorded) {
    ModelCall call = recorded.call();
    LocalDate priced = call.pricedAsOf();
    ObjectNode json = JsonLines.object();
    json.put("at", call.at().toString());
    json.put("account", recorded.account());
    json.put("provider", call.provider());
    json.put("model", call.model());
    json.put("tier", call.tier().name());
    json.put("scope", call.scope());
    json.put("digest", call.digest());
    json.put("attempt", call.attempt());
    json.put("state", recorded.state().name());
    json.put("predicted_prompt_tokens", call.promptTokens());
    Prediction prediction = call.prediction();
    json.put("expected_prompt_tokens", prediction == null ? null : prediction.promptTokens());
    json.put("expected_cached_tokens", prediction == null ? null : prediction.cachedTokens());
    json.put("max_completion_tokens", call.maxCompletionTokens());
    json.put("paid_usd", recorded.isUnpriced() ? null : recorded.paidUsd());
    json.put("held_usd", recorded.isUnpriced() ? null : recorded.heldUsd());
    json.put("priced_as_of", priced == null ? null : priced.toString());
    put(json, recorded.end());
    return json;
  }

  private static void put(ObjectNode json, @Nullable RecordedEnd end) {
    Usage usage = end == null ? null : end.usage();
    Duration first = end == null ? null : end.firstToken();
    json.put("prompt_tokens", usage == null ? null : usage.promptTokens());
    json.put("cached_tokens", usage == null ? null : usage.cachedTokens());
    json.put("cache_write_tokens", usage == null ? null : usage.cacheWriteTokens());
    json.put("cache_write_derived", end == null ? null : end.cacheWriteDerived());
    json.put("completion_tokens", usage == null ? null : usage.completionTokens());
    json.put("finish", end == null || end.finish() == null ? null : end.finish().name());
    json.put("answered_by", end == null ? null : end.model());
    json.put("first_token_millis", first == null ? null : first.toMillis());
    json.put("elapsed_millis", end == null ? null : end.elapsed().toMillis());
    json.put("trace_id", end == null ? null : end.traceId());
    json.put("failure", end == null ? null : end.failure());
  }
}
