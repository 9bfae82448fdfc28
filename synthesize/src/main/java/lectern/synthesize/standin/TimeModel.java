package lectern.synthesize.standin;

import java.time.Duration;

/// How long a reply takes: to the first token so much and the reading of what is not cached, then
/// so many tokens a second.
///
/// @param overhead before anything is read
/// @param readTokensPerSecond of the prompt that is not cached; 0 for no time at all
/// @param writeTokensPerSecond of the completion; 0 for no time at all
/// @param tailShare of the calls that wait for `tail` besides, 0.0 to 1.0
/// @param tail what they wait
public record TimeModel(
    Duration overhead,
    int readTokensPerSecond,
    int writeTokensPerSecond,
    double tailShare,
    Duration tail) {

  /// Everything at once, as tests want it.
  public static final TimeModel INSTANT = new TimeModel(Duration.ZERO, 0, 0, 0, Duration.ZERO);

  /// Like `kimi-k3` in August 2026 at effort high (MoonshotAI/kimi-code#1890): the first token
  /// usually after 30 to 60 s, at worst after 243 s; whole replies 380 to 412 s. The speeds and the
  /// share of the slow ones are ours, since none was published.
  public static final TimeModel RECORDED =
      new TimeModel(Duration.ofSeconds(30), 10_000, 40, 0.02, Duration.ofSeconds(180));

  public TimeModel {
    if (overhead.isNegative()
        || readTokensPerSecond < 0
        || writeTokensPerSecond < 0
        || tailShare < 0
        || tailShare > 1
        || tail.isNegative()) {
      throw new IllegalArgumentException("a time model goes forward");
    }
  }

  /// Until the first token.
  ///
  /// @param drawn decides whether this call is one of the slow ones
  Duration untilFirstToken(long uncachedTokens, long drawn) {
    Duration reading = taking(uncachedTokens, readTokensPerSecond);
    boolean slow = (drawn >>> 11) * 0x1.0p-53 < tailShare;
    return overhead.plus(reading).plus(slow ? tail : Duration.ZERO);
  }

  Duration writing(long tokens) {
    return taking(tokens, writeTokensPerSecond);
  }

  private static Duration taking(long tokens, int perSecond) {
    return perSecond == 0 ? Duration.ZERO : Duration.ofNanos(tokens * 1_000_000_000L / perSecond);
  }
}
