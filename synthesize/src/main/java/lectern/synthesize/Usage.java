package lectern.synthesize;

import java.math.BigDecimal;

/// Tokens of one or more completions, as the provider reported them.
///
/// @param promptTokens whole prompt, cached and written parts included
/// @param cachedTokens part of the prompt taken from the provider's prefix cache
/// @param cacheWriteTokens part of the prompt written to that cache
/// @param completionTokens reasoning included
public record Usage(
    long promptTokens, long cachedTokens, long cacheWriteTokens, long completionTokens) {
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public Usage {
    if (cachedTokens < 0
        || cacheWriteTokens < 0
        || cachedTokens > promptTokens - cacheWriteTokens
        || completionTokens < 0) {
      throw new IllegalArgumentException(
          "usage must satisfy 0 <= cached, 0 <= written, cached + written <= prompt and"
              + " 0 <= completion: "
              + cachedTokens
              + ", "
              + cacheWriteTokens
              + ", "
              + promptTokens
              + ", "
              + completionTokens);
    }
  }

  /// Both together.
  public Usage plus(Usage other) {
    return new Usage(
        promptTokens + other.promptTokens,
        cachedTokens + other.cachedTokens,
        cacheWriteTokens + other.cacheWriteTokens,
        completionTokens + other.completionTokens);
  }

  /// What the tokens cost in US dollars where the cache was written for five minutes, which is what
  /// providers do unasked.
  public BigDecimal costUsd(Pricing pricing) {
    return costUsd(pricing, CacheTtl.FIVE_MINUTES);
  }

  /// What the tokens of one call cost in US dollars, to the exact fraction of a cent: cached and
  /// written prompt tokens at their own prices, all of it with the surcharge of a long prompt.
  ///
  /// @param ttl how long the cache was written for
  public BigDecimal costUsd(Pricing pricing, CacheTtl ttl) {
    BigDecimal prompt =
        usd(pricing.inputUsdPerMTok(), promptTokens - cachedTokens - cacheWriteTokens)
            .add(usd(pricing.cachedInputUsdPerMTok(), cachedTokens))
            .add(usd(pricing.writeUsdPerMTok(ttl), cacheWriteTokens));
    BigDecimal completion = usd(pricing.outputUsdPerMTok(), completionTokens);
    Pricing.LongContext surcharge = pricing.longContext();
    return surcharge == null || promptTokens <= surcharge.aboveTokens()
        ? prompt.add(completion)
        : prompt
            .multiply(surcharge.inputFactor())
            .add(completion.multiply(surcharge.outputFactor()));
  }

  private static BigDecimal usd(BigDecimal perMTok, long tokens) {
    return perMTok.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }
}
