package lectern.synthesize.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Brings a provider's usage into the shape that LangChain4j reads. Figures that cannot be are
/// none: the call is then held at its worst price.
///
/// Moonshot tells `cached_tokens` beside `prompt_tokens` (its specification of August 2026; seen
/// live in promptfoo#10132), OpenAI and the aggregators within `prompt_tokens_details`, DeepSeek as
/// `prompt_cache_hit_tokens` (api-docs.deepseek.com, October 2026).
///
/// @param bounds what is believed
record UsageReader(ReplyBounds bounds) {
  private static final String USAGE = "usage";
  private static final String DETAILS = "prompt_tokens_details";

  /// Whether anything stands where usage is told.
  static boolean isTold(ObjectNode reply) {
    return reply.hasNonNull(USAGE) || reply.path("choices").path(0).hasNonNull(USAGE);
  }

  /// Moves the usage of a reply or an event to where LangChain4j looks for it, and leaves there
  /// what it reads, or nothing.
  ///
  /// @return null where none was told
  Exchange.@Nullable ReportedUsage take(ObjectNode reply) {
    JsonNode usage = reply.remove(USAGE);
    if (reply.path("choices").path(0) instanceof ObjectNode choice) {
      JsonNode within = choice.remove(USAGE);
      usage = usage != null && usage.isObject() ? usage : within;
    }
    Exchange.ReportedUsage told = usage == null ? null : read(usage);
    if (told != null) {
      ObjectNode shaped = reply.putObject(USAGE);
      shaped.put("prompt_tokens", told.promptTokens());
      shaped.put("completion_tokens", told.completionTokens());
      shaped.putObject(DETAILS).put("cached_tokens", told.cachedTokens());
    }
    return told;
  }

  private Exchange.@Nullable ReportedUsage read(JsonNode usage) {
    long prompt = count(usage.path("prompt_tokens"));
    long completion = count(usage.path("completion_tokens"));
    if (prompt < 1
        || prompt > bounds.promptTokens()
        || completion < 0
        || completion > bounds.completionTokens()) {
      return null;
    }
    // Some say more cached than there is: what they bill for it is theirs, ours must add up.
    long cached = Math.clamp(cached(usage), 0, prompt);
    JsonNode write =
        first(
            usage.path("cache_creation_input_tokens"),
            usage.path("cache_write_tokens"),
            usage.path(DETAILS).path("cache_write_tokens"));
    return new Exchange.ReportedUsage(
        prompt,
        cached,
        write.isNumber() ? Math.clamp(count(write), 0, prompt - cached) : null,
        completion);
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

  /// Negative where it is no number, or none that is believed of anything.
  private static long count(JsonNode number) {
    return number.isTextual() || number.canConvertToLong() ? number.asLong(-1) : -1;
  }
}
