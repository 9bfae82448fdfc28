package lectern.synthesize.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.PastCall;
import lectern.synthesize.PrefixPoint;

/// What of a prompt the provider's prefix cache still holds, told by the calls of late: the longest
/// beginning it shares with one of them, in whole chunks. A pure function of the calls.
///
/// Moonshot finds a prefix again in chunks of 256 tokens; each use keeps it for another five
/// minutes, or an hour where that was asked and paid for (Leechael's `docs/caching.md`, July 2026;
/// forum.moonshot.ai/t/613, September 2026).
final class CacheModel {
  private final Map<String, Kept> points = new HashMap<>();
  private final int chunkTokens;

  private record Kept(Instant until, CacheTtl ttl) {}

  /// @param past calls of one model in one variant, the oldest first
  /// @param chunkTokens in which the provider finds prefixes; 1 or more
  CacheModel(List<PastCall> past, int chunkTokens) {
    this.chunkTokens = chunkTokens;
    past.forEach(
        call ->
            call.trace()
                .points()
                .forEach(
                    point ->
                        points.merge(
                            point.digest(),
                            kept(call, call.ttl()),
                            (old, fresh) -> renewed(old, call))));
  }

  /// A use keeps what was written for as long again as it was written for.
  private static Kept renewed(Kept old, PastCall call) {
    boolean alive = call.at().isBefore(old.until());
    return kept(call, alive && old.ttl() == CacheTtl.ONE_HOUR ? old.ttl() : call.ttl());
  }

  private static Kept kept(PastCall call, CacheTtl ttl) {
    return new Kept(call.at().plus(ttl.duration()), ttl);
  }

  /// How many of a prompt's points, from the first on, are behind what the cache holds.
  ///
  /// @param prompt its points, as of [lectern.synthesize.PromptTrace#points()]
  int shared(List<PrefixPoint> prompt, Instant now) {
    int shared = prompt.size();
    while (shared > 0 && !isThere(prompt.get(shared - 1), now)) {
      shared--;
    }
    return shared;
  }

  /// Whether the cache holds a prompt up to a point.
  boolean isThere(PrefixPoint point, Instant now) {
    Kept kept = points.get(point.digest());
    return kept != null && now.isBefore(kept.until());
  }

  /// What of a prefix that is there comes from the cache.
  long cachedTokens(long prefixTokens) {
    return prefixTokens / chunkTokens * chunkTokens;
  }
}
