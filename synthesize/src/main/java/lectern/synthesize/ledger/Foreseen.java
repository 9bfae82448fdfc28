package lectern.synthesize.ledger;

import java.util.List;
import lectern.synthesize.Prediction;
import lectern.synthesize.Usage;

/// What was expected of calls, beside what the provider reported of them.
///
/// @param calls that were replied to, and of which something had been expected
/// @param expectedTokens of their prompts
/// @param promptTokens as reported
/// @param expectedCachedTokens of their prompts, from the cache
/// @param cachedTokens as reported
public record Foreseen(
    int calls,
    long expectedTokens,
    long promptTokens,
    long expectedCachedTokens,
    long cachedTokens) {
  /// Share beyond which what is reported has drifted off.
  private static final double DRIFT = 0.05;

  /// Adds up those of them that tell something.
  public static Foreseen of(List<RecordedCall> calls) {
    int count = 0;
    long expected = 0;
    long prompt = 0;
    long expectedCached = 0;
    long cached = 0;
    for (RecordedCall call : calls) {
      Prediction prediction = call.call().prediction();
      Usage usage = call.end() == null ? null : call.end().usage();
      if (prediction != null
          && usage != null
          && usage.promptTokens() > 0
          && call.state() == RecordedCall.State.REPLIED) {
        count++;
        expected += prediction.promptTokens();
        prompt += usage.promptTokens();
        expectedCached += prediction.cachedTokens();
        cached += usage.cachedTokens();
      }
    }
    return new Foreseen(count, expected, prompt, expectedCached, cached);
  }

  /// Whether the provider counts, or caches, otherwise than is expected of it. Cached tokens are
  /// held against the whole prompt.
  public boolean hasDrifted() {
    double most = DRIFT * Math.max(1, promptTokens);
    return Math.abs(expectedTokens - promptTokens) > most
        || Math.abs(expectedCachedTokens - cachedTokens) > most;
  }
}
