package lectern.synthesize.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import lectern.synthesize.Candidate;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Tier;
import lectern.synthesize.TokenBudget;
import org.jspecify.annotations.Nullable;

/// A plan that could be, with what it takes.
///
/// @param volumes that are read whole; empty where it is the whole scope, or passages
/// @param evidence tokens at most, as counted
/// @param cached prompt tokens expected from the cache
/// @param completion most tokens of one completion
/// @param recall probability that the prompt holds all the evidence
/// @param found probability that the model then finds it
/// @param scant whether it is less than the short tier takes: enough for the passage that answers,
///   and little for what amends it
record Sized(
    Tier tier,
    boolean wholeScope,
    List<Integer> volumes,
    ModelView model,
    long evidence,
    PricePrediction.PromptTokens tokens,
    long cached,
    int completion,
    long prompts,
    double recall,
    double found,
    boolean scant) {
  ModelCard card() {
    return model.card();
  }

  Plan.@Nullable Price price() {
    return PricePrediction.of(card(), tokens, cached, model.cached().ttl(), completion, prompts);
  }

  /// What it is compared by where prices are known; by tokens where they are not.
  BigDecimal cost() {
    Plan.Price price = price();
    return price == null ? BigDecimal.valueOf(tokens.expected()) : price.expectedUsd();
  }

  /// Probability that the evidence is there and found.
  double sure() {
    return recall * found;
  }

  /// Tokens that the model has to read anew.
  long fresh() {
    return tokens.expected() - cached;
  }

  /// Expected time to the first token; null where the model was not seen, or several prompts go.
  @Nullable Duration firstToken() {
    Speed speed = model.speed();
    return speed == null || prompts > 1 ? null : speed.untilFirstToken(fresh());
  }

  TokenBudget budget() {
    return new TokenBudget(
        card().windowTokens(),
        model.fixed().instructionTokens(),
        (int) evidence,
        model.fixed().questionTokens(),
        completion);
  }

  Candidate candidate(String verdict) {
    return new Candidate(
        tier,
        wholeScope,
        volumes.size(),
        card(),
        evidence,
        tokens.expected(),
        cached,
        recall,
        found,
        price(),
        firstToken(),
        verdict);
  }
}
