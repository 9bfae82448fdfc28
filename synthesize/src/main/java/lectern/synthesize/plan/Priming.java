package lectern.synthesize.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Pricing;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// Whether what the prompts of several questions begin with is sent once before them, and how long
/// it is kept. A pure function of what is known.
///
/// @param worthIt whether it is sent first
/// @param ttl how long it is kept
/// @param sharedTokens that the prompts have in common
/// @param firstUsd expected price of the shared part where it is sent first; null where prices are
///   not known
/// @param elseUsd expected price where the first question brings it; null likewise
public record Priming(
    boolean worthIt,
    CacheTtl ttl,
    long sharedTokens,
    @Nullable BigDecimal firstUsd,
    @Nullable BigDecimal elseUsd) {
  /// Room for a reply that nobody reads: a model that always thinks is cut off there.
  public static final int COMPLETION_TOKENS = 16;

  /// Less is not worth a call of its own.
  private static final long LEAST_TOKENS = 4_096;

  /// How often a second prompt is not found in the cache although it begins as the first did: some
  /// servers keep a state only at the end of a prompt and where two were seen to part (vLLM and
  /// DeepSeek V4 document it, Moonshot says nothing), so it is taken for even.
  private static final BigDecimal SECOND_MISSES = new BigDecimal("0.5");

  /// Of a whole reply: 30 to 60 s to the first token were seen of K3 (kimi-code#1890).
  private static final Duration REPLY = Duration.ofSeconds(60);

  /// Decides.
  ///
  /// @param model with its prices
  /// @param sharedTokens that the prompts begin with, instructions included
  /// @param cachedTokens part of them that the cache already holds
  /// @param questions that share them
  /// @param atOnce how many of them are asked at the same time
  /// @param set how long the cache keeps a prompt, as it is set
  public static Priming of(
      ModelCard model,
      long sharedTokens,
      long cachedTokens,
      int questions,
      int atOnce,
      CacheTtl set) {
    Duration between = REPLY.dividedBy(Math.clamp(questions, 1, Math.max(1, atOnce)));
    CacheTtl ttl = ttl(model, questions, between, set);
    Pricing pricing = model.pricing();
    boolean known = cachedTokens > sharedTokens / 2;
    boolean large = sharedTokens >= LEAST_TOKENS && questions > 1;
    if (pricing == null) {
      return new Priming(!known && large, ttl, sharedTokens, null, null);
    }
    BigDecimal write = usd(pricing, ttl, new Usage(sharedTokens, 0, written(ttl, sharedTokens), 0));
    BigDecimal read = usd(pricing, ttl, new Usage(sharedTokens, sharedTokens, 0, 0));
    BigDecimal reply = usd(pricing, ttl, new Usage(0, 0, 0, COMPLETION_TOKENS));
    BigDecimal first = write.add(reply).add(read.multiply(BigDecimal.valueOf(questions)));
    BigDecimal other =
        write
            .add(read.multiply(BigDecimal.valueOf(questions - 1L)))
            .add(write.subtract(read).multiply(SECOND_MISSES));
    return new Priming(
        !known && large && first.compareTo(other) < 0, ttl, sharedTokens, first, other);
  }

  /// Five minutes, unless uses are further apart and an hour costs less than writing anew each
  /// time.
  static CacheTtl ttl(ModelCard model, int questions, Duration between, CacheTtl set) {
    Pricing pricing = model.pricing();
    boolean apart =
        between.compareTo(CacheTtl.FIVE_MINUTES.duration()) > 0
            && between.compareTo(CacheTtl.ONE_HOUR.duration()) <= 0;
    if (pricing == null || pricing.write1hUsdPerMTok() == null || !apart) {
      return set;
    }
    BigDecimal hour =
        pricing
            .writeUsdPerMTok(CacheTtl.ONE_HOUR)
            .add(pricing.cachedInputUsdPerMTok().multiply(BigDecimal.valueOf(questions - 1L)));
    BigDecimal anew =
        pricing.writeUsdPerMTok(CacheTtl.FIVE_MINUTES).multiply(BigDecimal.valueOf(questions));
    return hour.compareTo(anew) < 0 ? CacheTtl.ONE_HOUR : CacheTtl.FIVE_MINUTES;
  }

  /// Why, in a sentence.
  public String why(int questions) {
    String prices =
        firstUsd == null || elseUsd == null
            ? ""
            : String.format(Locale.ROOT, ", $%.4f in place of $%.4f", firstUsd, elseUsd);
    return String.format(
        Locale.ROOT,
        "%,d tokens that %d questions share %s%s",
        sharedTokens,
        questions,
        worthIt ? "are sent once before them" : "are sent with the first of them",
        worthIt ? prices : "");
  }

  private static long written(CacheTtl ttl, long tokens) {
    return ttl == CacheTtl.ONE_HOUR ? tokens : 0;
  }

  private static BigDecimal usd(Pricing pricing, CacheTtl ttl, Usage usage) {
    return usage.costUsd(pricing, ttl);
  }
}
