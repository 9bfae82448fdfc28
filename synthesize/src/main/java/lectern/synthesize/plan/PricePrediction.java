package lectern.synthesize.plan;

import java.math.BigDecimal;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Pricing;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// What a plan will cost, before anything is sent. Nothing counts as cached: what earlier calls
/// left in the provider's cache is not looked at.
final class PricePrediction {
  /// A few sentences with their quotes and no reasoning.
  static final int LEAST_COMPLETION_TOKENS = 300;

  /// Reasoning is most of it: 5,500 to 7,300 tokens were seen of K3.1 Pro at low effort, and some
  /// hundreds of answer.
  static final int USUAL_COMPLETION_TOKENS = 7_000;

  /// Prompt tokens of a plan, over all its prompts.
  ///
  /// @param least as the collection's counter counts the fewest that can be sent
  /// @param expected as it counts the usual ones, with half its margin: models count some per cent
  ///   more, seldom as many as the margin allows for
  /// @param most with all of the margin and the template
  record PromptTokens(long least, long expected, long most) {}

  private PricePrediction() {}

  /// Predicts the price; null where the model has none.
  ///
  /// @param completionTokens most that one completion may have
  /// @param prompts how many completions are written
  static Plan.@Nullable Price of(
      ModelCard model, PromptTokens prompt, int completionTokens, long prompts) {
    Pricing pricing = model.pricing();
    if (pricing == null) {
      return null;
    }
    long least = Math.min(LEAST_COMPLETION_TOKENS, completionTokens) * prompts;
    long usual = Math.min(USUAL_COMPLETION_TOKENS, completionTokens) * prompts;
    return new Plan.Price(
        usd(pricing, prompt.least(), least),
        usd(pricing, prompt.expected(), usual),
        usd(pricing, prompt.most(), completionTokens * prompts));
  }

  private static BigDecimal usd(Pricing pricing, long prompt, long completion) {
    return new Usage(prompt, 0, 0, completion).costUsd(pricing);
  }
}
