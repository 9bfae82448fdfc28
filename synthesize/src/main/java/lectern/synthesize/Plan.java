package lectern.synthesize;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one question will be answered, what that costs, and why.
///
/// @param kind of the question
/// @param wholeScope whether the prompt holds every document in scope, or a part of them
/// @param volumes whose documents in scope it holds, whole; empty where it holds all documents, or
///   passages
/// @param prompts how many are sent: 1, but of MAP_REDUCE as many as hold the scope and one that
///   combines what they gave
/// @param promptTokens of all prompts together, predicted, margin included
/// @param cachedTokens part of `promptTokens` predicted to come from the prefix cache
/// @param price null where the model's price is unknown
/// @param recall probability that the prompt holds all the evidence there is: 0 to 1
/// @param found probability that the model then finds it, as it was measured: 0 to 1; 1 where it
///   was not
/// @param reasons sentences for a person, the decisive one first
/// @param candidates all plans that were looked at, this one among them
public record Plan(
    Tier tier,
    QuestionKind kind,
    boolean wholeScope,
    List<Integer> volumes,
    ModelCard model,
    TokenBudget budget,
    int documents,
    int prompts,
    long promptTokens,
    long cachedTokens,
    @Nullable Price price,
    double recall,
    double found,
    List<String> reasons,
    List<Candidate> candidates) {
  public Plan {
    volumes = List.copyOf(volumes);
    reasons = List.copyOf(reasons);
    candidates = List.copyOf(candidates);
  }

  /// US dollars for all prompts and their completions.
  ///
  /// @param leastUsd fewest tokens that can be sent, as counted without a margin, of a retrieval a
  ///   few passages; shortest completion, predicted part cached. Only a retrieval that finds less
  ///   costs less
  /// @param expectedUsd prompt with half the margin, usual completion, predicted part cached
  /// @param mostUsd prompt with all of the margin, completion budget used up, nothing cached
  public record Price(BigDecimal leastUsd, BigDecimal expectedUsd, BigDecimal mostUsd) {}
}
