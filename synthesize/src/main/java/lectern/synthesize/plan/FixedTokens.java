package lectern.synthesize.plan;

import lectern.ingest.TokenCounter;
import lectern.synthesize.PartRequest;

/// Tokens of a prompt that are there whatever the evidence is, as the collection's counter counts
/// them, and how far that counter may be out.
///
/// @param requestTokens of what is asked beside the question where a scope is read in several
///   prompts; not part of [#sum]
/// @param margin share by which the model may count more, [TokenCounter#margin], or less where it
///   was learned
/// @param expected share by which it most likely does
/// @param counterMargin that of the counter, whatever was learned
public record FixedTokens(
    int instructionTokens,
    int questionTokens,
    int requestTokens,
    double margin,
    double expected,
    double counterMargin) {
  /// Nothing is learned yet: half of the margin is expected.
  public FixedTokens(int instructionTokens, int questionTokens, double margin) {
    this(instructionTokens, questionTokens, 0, margin, margin / 2, margin);
  }

  public FixedTokens {
    if (instructionTokens < 0
        || questionTokens < 0
        || requestTokens < 0
        || margin < 0
        || margin > 10
        || expected > margin
        || expected <= -1) {
      throw new IllegalArgumentException(
          "no such tokens: " + instructionTokens + ", " + questionTokens + ", margin " + margin);
    }
  }

  /// Counts the texts.
  ///
  /// @param question as it stands in the prompt
  public static FixedTokens count(TokenCounter counter, String instructions, String question) {
    int asked = counter.count(question);
    int more = 0;
    for (PartRequest request : PartRequest.values()) {
      more = Math.max(more, counter.count(request.before(question)) - asked);
    }
    double margin = counter.margin();
    return new FixedTokens(
        counter.count(instructions), asked, Math.max(0, more), margin, margin / 2, margin);
  }

  /// The same tokens, with what was learned of how the model counts.
  FixedTokens learned(double most, double usual) {
    return new FixedTokens(
        instructionTokens, questionTokens, requestTokens, most, usual, counterMargin);
  }

  long sum() {
    return (long) instructionTokens + questionTokens;
  }
}
