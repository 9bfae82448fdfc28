package lectern.synthesize;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where and how a provider is reached.
///
/// @param name `moonshot`, `openrouter` …
/// @param baseUrl of its OpenAI-compatible interface, without a slash at its end; where each
///   account has an address of its own, a part of the path in capitals is the name of the
///   environment variable that holds it: `CLOUDFLARE_ACCOUNT_ID`
/// @param keyVariables environment variables that hold its key, the first that is set counts; empty
///   where none is wanted
/// @param quirks where it differs from the others on the wire
/// @param note what else a person must know, or null
/// @param source page the row was read from
/// @param asOf day it was read
public record Provider(
    String name,
    URI baseUrl,
    List<String> keyVariables,
    Quirks quirks,
    @Nullable String note,
    URI source,
    LocalDate asOf) {
  public Provider {
    keyVariables = List.copyOf(keyVariables);
  }

  /// Where providers differ on the wire.
  ///
  /// @param reasoningField name of the field that holds the reasoning: `reasoning_content` or
  ///   `reasoning`
  /// @param cachedTokens where usage counts the tokens that were cached
  /// @param cacheOptions whether `prompt_cache_options` with a time to live is understood
  /// @param partial whether a beginning of the answer can be handed in with `partial`
  /// @param http1Only whether an offer of HTTP/2 spoils the request
  /// @param maxTokensField name of the field that bounds the completion: `max_completion_tokens` or
  ///   `max_tokens`
  /// @param moonshotTools whether tools and schemas go by Moonshot's rules: its flavour of JSON
  ///   Schema, its names of tools, no forced tool while a model thinks
  /// @param tokenEstimates whether `POST tokenizers/estimate-token-count` counts the tokens of
  ///   messages
  public record Quirks(
      String reasoningField,
      CachedTokens cachedTokens,
      boolean cacheOptions,
      boolean partial,
      boolean http1Only,
      String maxTokensField,
      boolean moonshotTools,
      boolean tokenEstimates) {}

  /// Where usage counts the prompt tokens that were cached.
  public enum CachedTokens {
    /// `usage.cached_tokens`.
    TOP_LEVEL,
    /// `usage.prompt_tokens_details.cached_tokens`, as OpenAI does.
    DETAILS,
    /// `usage.prompt_cache_hit_tokens` beside `prompt_cache_miss_tokens`.
    HIT_MISS,
    /// Nowhere.
    NONE
  }
}
