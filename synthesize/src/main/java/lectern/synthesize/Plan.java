package lectern.synthesize;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one question will be answered, what that costs, and why.
///
/// @param wholeScope whether the prompt holds every document in scope, or the passages retrieved
///   from them
/// @param promptTokens predicted, margin included
/// @param cachedTokens part of `promptTokens` predicted to come from the prefix cache
/// @param price null where the model's price is unknown
/// @param reasons sentences for a person, the decisive one first
public record Plan(
    Tier tier,
    boolean wholeScope,
    ModelCard model,
    TokenBudget budget,
    int documents,
    int promptTokens,
    int cachedTokens,
    @Nullable Price price,
    List<String> reasons) {
  public Plan {
    reasons = List.copyOf(reasons);
  }

  /// US dollars for the call.
  ///
  /// @param leastUsd shortest completion, predicted part cached
  /// @param expectedUsd usual completion, predicted part cached
  /// @param mostUsd completion budget used up, nothing cached
  public record Price(BigDecimal leastUsd, BigDecimal expectedUsd, BigDecimal mostUsd) {}
}
