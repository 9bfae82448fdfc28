package lectern.synthesize.plan;

import java.math.BigDecimal;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Pricing;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// What a plan will cost, before anything is sent.
public final class PricePrediction {
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
  /// @param longest of a single prompt, at most: what a surcharge on long prompts goes by
  record PromptTokens(long least, long expected, long most, long longest) {
    /// Of a plan with one prompt.
    PromptTokens(long least, long expected, long most) {
      this(least, expected, most, most);
    }
  }

  private PricePrediction() {}

  /// Predicts the price; null where the model has none.
  ///
  /// @param cached prompt tokens that are expected from the cache
  /// @param ttl how long the others are written to it for
  /// @param completionTokens most that one completion may have
  /// @param prompts how many completions are written
  static Plan.@Nullable Price of(
      ModelCard model,
      PromptTokens prompt,
      long cached,
      CacheTtl ttl,
      int completionTokens,
      long prompts) {
    Pricing listed = model.pricing();
    if (listed == null) {
      return null;
    }
    Pricing pricing = prompts == 1 ? listed : ofPrompts(listed, prompt.longest());
    long least = Math.min(LEAST_COMPLETION_TOKENS, completionTokens) * prompts;
    long usual = Math.min(USUAL_COMPLETION_TOKENS, completionTokens) * prompts;
    return new Plan.Price(
        usd(pricing, prompt.least(), Math.min(cached, prompt.least()), ttl, least),
        usd(pricing, prompt.expected(), cached, ttl, usual),
        usd(pricing, prompt.most(), 0, ttl, completionTokens * prompts));
  }

  /// What a single prompt costs at worst: nothing cached, completion used up.
  public static BigDecimal mostUsd(
      Pricing pricing, long promptTokens, CacheTtl ttl, int completionTokens) {
    return usd(pricing, promptTokens, 0, ttl, completionTokens);
  }

  /// The price of prompts that are summed up, which are not as long as their sum.
  private static Pricing ofPrompts(Pricing pricing, long longest) {
    Pricing.LongContext surcharge = pricing.longContext();
    return surcharge == null || longest > surcharge.aboveTokens()
        ? pricing
        : new Pricing(
            pricing.inputUsdPerMTok(),
            pricing.cachedInputUsdPerMTok(),
            pricing.outputUsdPerMTok(),
            pricing.write5mUsdPerMTok(),
            pricing.write1hUsdPerMTok(),
            null,
            pricing.from(),
            pricing.projected());
  }

  private static BigDecimal usd(
      Pricing pricing, long prompt, long cached, CacheTtl ttl, long completion) {
    long written = ttl == CacheTtl.ONE_HOUR ? prompt - cached : 0;
    return new Usage(prompt, cached, written, completion).costUsd(pricing, ttl);
  }
}
