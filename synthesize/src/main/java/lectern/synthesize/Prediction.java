package lectern.synthesize;

/// What a prompt is expected to take, to be held against what the provider reports.
///
/// @param promptTokens most likely number, without the margin that a plan keeps
/// @param cachedTokens part of them expected from the prefix cache
/// @param variant what stands before the messages, as of [PastCall#variant()]
/// @param ttl how long what it writes to the cache is kept
/// @param trace of the prompt
/// @param asked how the question was put
public record Prediction(
    long promptTokens,
    long cachedTokens,
    String variant,
    CacheTtl ttl,
    PromptTrace trace,
    AskedAs asked) {
  /// Of a call that is not looked for again.
  public Prediction(
      long promptTokens, long cachedTokens, String variant, CacheTtl ttl, PromptTrace trace) {
    this(promptTokens, cachedTokens, variant, ttl, trace, AskedAs.NOTHING);
  }

  /// The same, with how the question was put.
  public Prediction askedAs(AskedAs how) {
    return new Prediction(promptTokens, cachedTokens, variant, ttl, trace, how);
  }
}
