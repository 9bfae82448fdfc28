package lectern.synthesize;

import java.math.BigDecimal;

/// Tokens of one or more completions, as the provider reported them.
///
/// @param promptTokens whole prompt, cached part included
/// @param cachedTokens part of the prompt taken from the provider's prefix cache
/// @param completionTokens reasoning included
public record Usage(long promptTokens, long cachedTokens, long completionTokens) {
  public static final Usage NONE = new Usage(0, 0, 0);

  public Usage {
    if (cachedTokens < 0 || cachedTokens > promptTokens || completionTokens < 0) {
      throw new IllegalArgumentException(
          "usage must satisfy 0 <= cached <= prompt and 0 <= completion: "
              + cachedTokens
              + ", "
              + promptTokens
              + ", "
              + completionTokens);
    }
  }

  /// What the tokens cost in US dollars: cached prompt tokens at their own price, to the exact
  /// fraction of a cent.
  public BigDecimal costUsd(ModelCard.Pricing pricing) {
    return pricing
        .inputUsdPerMTok()
        .multiply(BigDecimal.valueOf(promptTokens - cachedTokens))
        .add(pricing.cachedInputUsdPerMTok().multiply(BigDecimal.valueOf(cachedTokens)))
        .add(pricing.outputUsdPerMTok().multiply(BigDecimal.valueOf(completionTokens)))
        .movePointLeft(6);
  }
}
