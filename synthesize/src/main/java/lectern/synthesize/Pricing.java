package lectern.synthesize;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// US dollars per million tokens, from a day on.
///
/// @param inputUsdPerMTok prompt tokens that were neither cached nor written to the cache
/// @param cachedInputUsdPerMTok prompt tokens taken from the prefix cache
/// @param outputUsdPerMTok completion tokens, reasoning included
/// @param write5mUsdPerMTok prompt tokens written to the cache for five minutes, in place of the
///   input price; null where writes are not a line of the bill
/// @param write1hUsdPerMTok the same for one hour; null where there is no such writing
/// @param longContext surcharge on long prompts, or null
/// @param from first day of the price
/// @param projected whether somebody expected or claimed it, and the provider never published it
public record Pricing(
    BigDecimal inputUsdPerMTok,
    BigDecimal cachedInputUsdPerMTok,
    BigDecimal outputUsdPerMTok,
    @Nullable BigDecimal write5mUsdPerMTok,
    @Nullable BigDecimal write1hUsdPerMTok,
    @Nullable LongContext longContext,
    LocalDate from,
    boolean projected) {

  /// Factors on the whole of a call whose prompt is long.
  ///
  /// @param aboveTokens longest prompt without them
  /// @param inputFactor on every price of prompt tokens, the cache's included
  /// @param outputFactor on the price of completion tokens
  public record LongContext(int aboveTokens, BigDecimal inputFactor, BigDecimal outputFactor) {}

  /// Price of a million tokens written to the cache: the input price where writing has none.
  public BigDecimal writeUsdPerMTok(CacheTtl ttl) {
    BigDecimal write =
        switch (ttl) {
          case FIVE_MINUTES -> write5mUsdPerMTok;
          case ONE_HOUR -> write1hUsdPerMTok;
        };
    return write == null ? inputUsdPerMTok : write;
  }
}
