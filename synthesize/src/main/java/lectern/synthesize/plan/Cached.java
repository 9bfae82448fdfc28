package lectern.synthesize.plan;

import lectern.synthesize.CacheTtl;

/// Prompt tokens that are expected from the prefix cache, by what would be sent.
///
/// @param wholeScope where it is every document in scope
/// @param passages where it is passages that are not chosen yet: what stands before them
/// @param ttl how long what is not there yet is written for
public record Cached(long wholeScope, long passages, CacheTtl ttl) {
  /// Where no call is known.
  public static final Cached NOTHING = new Cached(0, 0, CacheTtl.FIVE_MINUTES);
}
