package lectern.synthesize;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A plan that was looked at.
///
/// @param wholeScope whether it reads every document in scope
/// @param volumes whose documents it reads whole; 0 where it reads all documents, or passages
/// @param evidenceTokens most that the evidence takes, as the collection's counter counts
/// @param promptTokens most likely number, of all its prompts
/// @param cachedTokens part of them expected from the prefix cache
/// @param recall probability that the prompt holds all the evidence there is: 0 to 1
/// @param found probability that the model then finds it, as it was measured; 1 where it was not
/// @param price null where the model's price is unknown
/// @param firstToken expected time to the first token; null where too little was seen of the model
/// @param verdict why it was chosen or not, in some words
public record Candidate(
    Tier tier,
    boolean wholeScope,
    int volumes,
    ModelCard model,
    long evidenceTokens,
    long promptTokens,
    long cachedTokens,
    double recall,
    double found,
    Plan.@Nullable Price price,
    @Nullable Duration firstToken,
    String verdict) {
  /// Verdict on the one that is planned.
  public static final String CHOSEN = "chosen";
}
