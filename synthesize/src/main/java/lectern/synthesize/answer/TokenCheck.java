package lectern.synthesize.answer;

import lectern.synthesize.Plan;

/// What the provider counts of a planned prompt, beside what is counted here.
///
/// @param plan of one prompt
/// @param counterTokens of the prompt as it is laid out, as the collection's counter counts,
///   without a margin
/// @param exactTokens of the same, as the provider counts
public record TokenCheck(Plan plan, long counterTokens, long exactTokens) {
  /// Tokens beyond what was planned for the prompt; 0 or less where it was planned with enough.
  public long overPlanTokens() {
    return exactTokens - plan.promptTokens();
  }

  /// Tokens by which prompt and completion together pass the window, so that the provider would
  /// refuse them; 0 or less where they fit.
  public long overWindowTokens() {
    return exactTokens + plan.budget().completionTokens() - plan.budget().windowTokens();
  }
}
