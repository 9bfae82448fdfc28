package lectern.synthesize.plan;

import lectern.ingest.TokenCounter;

/// Tokens of a prompt that are there whatever the evidence is, as the collection's counter counts
/// them, and how far that counter may be out.
///
/// @param margin share by which the model may count more, [TokenCounter#margin]
/// @param expected share by which it most likely does
public record FixedTokens(
    int instructionTokens, int questionTokens, double margin, double expected) {
  /// Nothing is learned yet: half of the margin is expected.
  public FixedTokens(int instructionTokens, int questionTokens, double margin) {
    this(instructionTokens, questionTokens, margin, margin / 2);
  }

  public FixedTokens {
    if (instructionTokens < 0
        || questionTokens < 0
        || margin < 0
        || margin > 10
        || expected > margin
        || expected <= -1) {
      throw new IllegalArgumentException(
          "no such tokens: " + instructionTokens + ", " + questionTokens + ", margin " + margin);
    }
  }

  /// Counts the two texts.
  public static FixedTokens count(TokenCounter counter, String instructions, String question) {
    return new FixedTokens(counter.count(instructions), counter.count(question), counter.margin());
  }

  long sum() {
    return (long) instructionTokens + questionTokens;
  }
}
