package lectern.synthesize;

/// How a model's window is shared out. The four parts never exceed `windowTokens`; what they leave
/// is the margin for a model that counts more than the collection's counter does.
///
/// @param windowTokens the model's, prompt and completion together
/// @param instructionTokens as the collection's counter counts, like evidence and question
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
