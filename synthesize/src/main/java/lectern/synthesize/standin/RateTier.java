package lectern.synthesize.standin;

import java.util.List;

/// What an account may do at a time (platform.moonshot.ai/docs/pricing/limits, 2026).
///
/// @param concurrent calls at once
/// @param requestsPerMinute RPM
/// @param tokensPerMinute TPM
/// @param tokensPerDay TPD
record RateTier(int concurrent, int requestsPerMinute, long tokensPerMinute, long tokensPerDay) {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /// Tiers 0 to 5, by what was ever paid in: 1, 10, 20, 100, 1,000 and 3,000 dollars.
  private static final List<RateTier> TIERS =
      List.of(
          new RateTier(1, 3, 500_000, 1_500_000),
          new RateTier(50, 200, 2_000_000, NO_LIMIT),
          new RateTier(100, 500, 3_000_000, NO_LIMIT),
          new RateTier(200, 5_000, 3_000_000, NO_LIMIT),
          new RateTier(400, 5_000, 4_000_000, NO_LIMIT),
          new RateTier(1_000, 10_000, 5_000_000, NO_LIMIT));

  static RateTier of(int tier) {
    return TIERS.get(tier);
  }
}
