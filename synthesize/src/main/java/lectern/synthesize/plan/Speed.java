package lectern.synthesize.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lectern.synthesize.PastCall;
import org.jspecify.annotations.Nullable;

/// How long a model takes to its first token, by the tokens that it reads anew: a line through what
/// was seen of the calls of late.
///
/// @param calls that it was drawn through
/// @param secondsEach for one token more; 0 or more
public record Speed(int calls, double seconds, double secondsEach) {
  /// Fewer tell more of their day than of the model.
  private static final int LEAST_CALLS = 5;

  /// Draws the line by least squares; null where too little was seen.
  ///
  /// @param past of one model in one variant
  static @Nullable Speed of(List<PastCall> past) {
    List<PastCall> seen = past.stream().filter(call -> call.firstToken() != null).toList();
    if (seen.size() < LEAST_CALLS) {
      return null;
    }
    double meanTokens = seen.stream().mapToDouble(Speed::fresh).average().orElse(0);
    double meanSeconds = seen.stream().mapToDouble(Speed::seconds).average().orElse(0);
    double spread = 0;
    double together = 0;
    for (PastCall call : seen) {
      spread += (fresh(call) - meanTokens) * (fresh(call) - meanTokens);
      together += (fresh(call) - meanTokens) * (seconds(call) - meanSeconds);
    }
    // More to read is never faster, whatever a few calls say.
    double each = spread > 0 ? Math.max(0, together / spread) : 0;
    return new Speed(seen.size(), Math.max(0, meanSeconds - each * meanTokens), each);
  }

  private static double fresh(PastCall call) {
    return call.usage().promptTokens() - call.usage().cachedTokens();
  }

  private static double seconds(PastCall call) {
    return Objects.requireNonNull(call.firstToken()).toNanos() / 1e9;
  }

  /// Expected time to the first token of a prompt with so many tokens that are not cached.
  Duration untilFirstToken(long freshTokens) {
    return Duration.ofMillis(Math.round(1_000 * (seconds + secondsEach * freshTokens)));
  }
}
