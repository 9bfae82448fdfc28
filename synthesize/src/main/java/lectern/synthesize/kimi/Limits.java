package lectern.synthesize.kimi;

import lectern.synthesize.RateTier;
import lectern.synthesize.kimi.Failure.Limit;
import org.jspecify.annotations.Nullable;

/// What an account may do at once, in a minute and in a day; null where that is not known or not
/// bounded.
public record Limits(
    @Nullable Integer concurrency,
    @Nullable Integer requestsPerMinute,
    @Nullable Long tokensPerMinute,
    @Nullable Long tokensPerDay) {
  public static final Limits UNKNOWN = new Limits(null, null, null, null);

  /// Those of a tier.
  public static Limits of(RateTier tier) {
    return new Limits(
        tier.concurrency(), tier.requestsPerMinute(), tier.tokensPerMinute(), tier.tokensPerDay());
  }

  /// These, but for one that was told.
  Limits with(Limit told) {
    return switch (told.measure()) {
      case CONCURRENCY ->
          new Limits(
              Math.toIntExact(told.most()), requestsPerMinute, tokensPerMinute, tokensPerDay);
      case REQUESTS_PER_MINUTE ->
          new Limits(concurrency, Math.toIntExact(told.most()), tokensPerMinute, tokensPerDay);
      case TOKENS_PER_MINUTE ->
          new Limits(concurrency, requestsPerMinute, told.most(), tokensPerDay);
      case TOKENS_PER_DAY ->
          new Limits(concurrency, requestsPerMinute, tokensPerMinute, told.most());
    };
  }

  /// Whether one of them is what was told.
  boolean has(Limit told) {
    return with(told).equals(this);
  }
}
