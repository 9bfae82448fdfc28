package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import lectern.synthesize.Provider;
import lectern.synthesize.RateTier;

/// Providers and rate tiers of the catalogue in words and as JSON.
final class ProvidersView {
  private ProvidersView() {}

  /// Name, address, key and where the row is from.
  static String line(Provider provider) {
    return Printable.line(
        String.format(
            Locale.ROOT,
            "%-12s %-72s %s%s (%s, %s)",
            provider.name(),
            provider.baseUrl(),
            provider.keyVariables().isEmpty()
                ? "no key"
                : String.join(" or ", provider.keyVariables()),
            provider.note() == null ? "" : "; " + provider.note(),
            provider.source(),
            provider.asOf()));
  }

  static ObjectNode json(Provider provider) {
    ObjectNode json = JsonLines.object();
    json.put("name", provider.name());
    json.put("base_url", provider.baseUrl().toString());
    ArrayNode variables = json.putArray("key_variables");
    provider.keyVariables().forEach(variables::add);
    Provider.Quirks quirks = provider.quirks();
    json.put("reasoning_field", quirks.reasoningField());
    json.put("cached_tokens", quirks.cachedTokens().name().toLowerCase(Locale.ROOT));
    json.put("cache_options", quirks.cacheOptions());
    json.put("partial", quirks.partial());
    json.put("http1_only", quirks.http1Only());
    json.put("max_tokens_field", quirks.maxTokensField());
    json.put("moonshot_tools", quirks.moonshotTools());
    json.put("token_estimates", quirks.tokenEstimates());
    json.put("note", provider.note());
    json.put("source", provider.source().toString());
    json.put("as_of", provider.asOf().toString());
    return json;
  }

  /// What stands above the lines of tiers.
  static String tierHeader() {
    return String.format(
        Locale.ROOT,
        "%4s %10s %12s %13s %14s %14s  %s",
        "tier",
        "paid in $",
        "calls at once",
        "calls/minute",
        "tokens/minute",
        "tokens/day",
        "source");
  }

  static String line(RateTier tier) {
    return String.format(
        Locale.ROOT,
        "%4d %,10.0f %,13d %,13d %,14d %14s  %s (%s)",
        tier.tier(),
        tier.topUpUsd(),
        tier.concurrency(),
        tier.requestsPerMinute(),
        tier.tokensPerMinute(),
        tier.tokensPerDay() == null
            ? "no limit"
            : String.format(Locale.ROOT, "%,d", tier.tokensPerDay()),
        tier.source(),
        tier.asOf());
  }

  static ObjectNode json(RateTier tier) {
    ObjectNode json = JsonLines.object();
    json.put("tier", tier.tier());
    json.put("top_up_usd", tier.topUpUsd());
    json.put("concurrency", tier.concurrency());
    json.put("requests_per_minute", tier.requestsPerMinute());
    json.put("tokens_per_minute", tier.tokensPerMinute());
    json.put("tokens_per_day", tier.tokensPerDay());
    json.put("source", tier.source().toString());
    json.put("as_of", tier.asOf().toString());
    return json;
  }
}
