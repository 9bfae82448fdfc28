package lectern.synthesize;

import org.jspecify.annotations.Nullable;

/// A plan that was looked at.
///
/// @param wholeScope whether it reads every document in scope, or passages
/// @param evidenceTokens most that the evidence takes, as the collection's counter counts
/// @param promptTokens most likely number, of all its prompts
/// @param cachedTokens part of them expected from the prefix cache
/// @param recall probability that the prompt holds all the evidence there is: 0 to 1
/// @param price null where the model's price is unknown
/// @param verdict why it was chosen or not, in some words
public record Candidate(
    Tier tier,
    boolean wholeScope,
    ModelCard model,
    long evidenceTokens,
    long promptTokens,
    long cachedTokens,
    double recall,
    Plan.@Nullable Price price,
    String verdict) {}
