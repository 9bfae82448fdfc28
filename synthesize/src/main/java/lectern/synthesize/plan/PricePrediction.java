package lectern.synthesize.plan;

import java.math.BigDecimal;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// What a call will cost, before it is made.
final class PricePrediction {
  /// A few sentences with their quotes and no reasoning.
  static final int LEAST_COMPLETION_TOKENS = 300;

  /// Reasoning is most of it: 5,500 to 7,300 tokens were seen of K3.1 Pro at low effort, and some
  /// hundreds of answer.
  static final int USUAL_COMPLETION_TOKENS = 7_000;

  private PricePrediction() {}

  /// Predicts the price; null where the model has none.
  ///
  /// @param calls how often a completion of the budget's length is written
  static Plan.@Nullable Price of(
      ModelCard model, long promptTokens, long cachedTokens, int completionTokens, long calls) {
    ModelCard.Pricing pricing = model.pricing();
    if (pricing == null) {
      return null;
    }
    long least = Math.min(LEAST_COMPLETION_TOKENS, completionTokens) * calls;
    long usual = Math.min(USUAL_COMPLETION_TOKENS, completionTokens) * calls;
    return new Plan.Price(
        usd(pricing, promptTokens, cachedTokens, least),
        usd(pricing, promptTokens, cachedTokens, usual),
        usd(pricing, promptTokens, 0, completionTokens * calls));
  }

  private static BigDecimal usd(ModelCard.Pricing pricing, long prompt, long cached, long out) {
    return new Usage(prompt, cached, out).costUsd(pricing);
  }
}
