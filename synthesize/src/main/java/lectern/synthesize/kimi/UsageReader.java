package lectern.synthesize.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Brings a provider's usage into the shape that LangChain4j reads.
///
/// Moonshot tells `cached_tokens` beside `prompt_tokens` (its specification of August 2026; seen
/// live in promptfoo#10132), OpenAI and the aggregators within `prompt_tokens_details`, DeepSeek as
/// `prompt_cache_hit_tokens` (api-docs.deepseek.com, October 2026).
final class UsageReader {
  private static final String DETAILS = "prompt_tokens_details";

  private UsageReader() {}

  static Exchange.ReportedUsage read(JsonNode usage) {
    long prompt = count(usage.path("prompt_tokens"));
    // Some say more cached than there is: what they bill for it is theirs, ours must add up.
    long cached = Math.min(cached(usage), prompt);
    JsonNode write =
        first(
            usage.path("cache_creation_input_tokens"),
            usage.path("cache_write_tokens"),
            usage.path(DETAILS).path("cache_write_tokens"));
    return new Exchange.ReportedUsage(
        prompt,
        cached,
        write.isNumber() ? Math.min(count(write), prompt - cached) : null,
        count(usage.path("completion_tokens")));
  }

  private static long cached(JsonNode usage) {
    return count(
        first(
            usage.path("cached_tokens"),
            usage.path(DETAILS).path("cached_tokens"),
            usage.path("prompt_cache_hit_tokens")));
  }

  private static JsonNode first(JsonNode... nodes) {
    JsonNode last = nodes[nodes.length - 1];
    for (JsonNode node : nodes) {
      if (node.isNumber()) {
        return node;
      }
    }
    return last;
  }

  private static long count(JsonNode number) {
    return Math.max(0, number.asLong(0));
  }

  /// Moves the usage of a reply or an event to where LangChain4j looks for it.
  ///
  /// @return whether there was any
  static boolean normalise(ObjectNode reply) {
    JsonNode usage = reply.path("usage");
    JsonNode choice = reply.path("choices").path(0);
    if (!usage.isObject() && choice.path("usage").isObject()) {
      usage = choice.path("usage");
      reply.set("usage", usage);
      ((ObjectNode) choice).remove("usage");
    }
    if (!(usage instanceof ObjectNode told)) {
      return false;
    }
    long cached = cached(told);
    ObjectNode details =
        told.path(DETAILS) instanceof ObjectNode there ? there : told.putObject(DETAILS);
    details.put("cached_tokens", cached);
    return true;
  }
}
