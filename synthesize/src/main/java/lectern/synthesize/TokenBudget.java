package lectern.synthesize;

/// How a model's window is shared out. The four parts never exceed `windowTokens`.
///
/// @param evidenceTokens most that the evidence may take
/// @param completionTokens reserved for the completion, reasoning included
public record TokenBudget(
    int windowTokens,
    int instructionTokens,
    int evidenceTokens,
    int questionTokens,
    int completionTokens) {
  public TokenBudget {
    long sum = (long) instructionTokens + evidenceTokens + questionTokens + completionTokens;
    if (sum > windowTokens) {
      throw new IllegalArgumentException(
          "budget of " + sum + " tokens exceeds the window of " + windowTokens);
    }
  }
}
