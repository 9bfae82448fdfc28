package lectern.synthesize;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What Moonshot allows an account at once and per minute, by what was paid in over its life.
///
/// @param tier 0 and up
/// @param topUpUsd least sum paid in; vouchers do not count
/// @param concurrency calls under way at once
/// @param requestsPerMinute RPM in the provider's messages
/// @param tokensPerMinute TPM
/// @param tokensPerDay TPD; null for no limit
public record RateTier(
    int tier,
    BigDecimal topUpUsd,
    int concurrency,
    int requestsPerMinute,
    long tokensPerMinute,
    @Nullable Long tokensPerDay,
    URI source,
    LocalDate asOf) {}
