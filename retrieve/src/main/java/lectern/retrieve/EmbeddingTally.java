package lectern.retrieve;

/// Sums of the calls to an embeddings endpoint. Safe for use by many threads.
public final class EmbeddingTally implements EmbeddingCall.Recorder {
  /// Sums so far.
  ///
  /// @param calls all of them, tries again too
  /// @param failed of these, without vectors
  /// @param tokens as billed, of the calls that said
  /// @param untold answered calls that did not say their tokens
  public record Sums(int calls, int failed, long tokens, int untold) {}

  // Guarded by this.
  private Sums sums = new Sums(0, 0, 0, 0);

  @Override
  public synchronized void record(EmbeddingCall call) {
    boolean answered = call.outcome() == EmbeddingCall.Outcome.ANSWERED;
    Long tokens = call.tokens();
    sums =
        new Sums(
            sums.calls() + 1,
            sums.failed() + (answered ? 0 : 1),
            sums.tokens() + (tokens == null ? 0 : tokens),
            sums.untold() + (answered && tokens == null ? 1 : 0));
  }

  public synchronized Sums sums() {
    return sums;
  }
}
