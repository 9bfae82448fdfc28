package lectern.synthesize.standin;

import java.time.Duration;

/// How the prefix cache behaves.
///
/// @param chunkTokens unit in which prefixes are found again
/// @param leastTokens shortest prompt that is cached at all
/// @param secondHit whether a place within a prompt can be found again only from the second time on
///   that it was read; the end of a prompt's messages always can. So do models with linear
///   attention (vLLM's K3, DeepSeek V4)
/// @param shortLife how long what was written stays, unless it is read
/// @param longLife the same where the request asks for `"ttl":"1h"`
public record CacheRules(
    int chunkTokens, int leastTokens, boolean secondHit, Duration shortLife, Duration longLife) {

  /// As observed on Moonshot: chunks of 256 tokens (Leechael/pi-provider-kimi-code, promptfoo PR
  /// 10132, July 2026), 5 minutes or an hour (forum.moonshot.ai/t/613, September 2026).
  public static final CacheRules DEFAULTS =
      new CacheRules(256, 256, false, Duration.ofMinutes(5), Duration.ofHours(1));

  public CacheRules {
    if (chunkTokens < 1 || leastTokens < 0) {
      throw new IllegalArgumentException("chunks of " + chunkTokens + " tokens");
    }
  }

  public CacheRules withChunkTokens(int value) {
    return new CacheRules(value, leastTokens, secondHit, shortLife, longLife);
  }

  public CacheRules withLeastTokens(int value) {
    return new CacheRules(chunkTokens, value, secondHit, shortLife, longLife);
  }

  public CacheRules withSecondHit(boolean value) {
    return new CacheRules(chunkTokens, leastTokens, value, shortLife, longLife);
  }
}
