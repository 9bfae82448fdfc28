package lectern.synthesize;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is known of one model at one provider, and where that knowledge comes from.
///
/// @param id as the provider's API wants it
/// @param provider `moonshot`, `openrouter` …
/// @param windowTokens prompt and completion together
/// @param maxCompletionTokens most the provider writes in one completion
/// @param pricing null where no price is published
/// @param retired day from which the provider refuses it, or null
/// @param replacement what to ask for instead once it is retired, or null
/// @param source page the figures were read from
/// @param asOf day they were read
public record ModelCard(
    String id,
    String provider,
    int windowTokens,
    int maxCompletionTokens,
    @Nullable Pricing pricing,
    @Nullable LocalDate retired,
    @Nullable String replacement,
    URI source,
    LocalDate asOf) {
  /// Its name across providers: `moonshot/kimi-k3`.
  public String name() {
    return provider + "/" + id;
  }

  /// US dollars per million tokens.
  ///
  /// @param inputUsdPerMTok prompt tokens that were not cached
  /// @param cachedInputUsdPerMTok prompt tokens taken from the prefix cache
  /// @param outputUsdPerMTok completion tokens, reasoning included
  public record Pricing(
      BigDecimal inputUsdPerMTok, BigDecimal cachedInputUsdPerMTok, BigDecimal outputUsdPerMTok) {}
}
