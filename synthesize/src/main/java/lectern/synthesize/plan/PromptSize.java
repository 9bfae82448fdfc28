package lectern.synthesize.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What the model will count where the collection's counter counted something, at worst.
///
/// Exact arithmetic: a plan that is one token over is refused by the provider.
public final class PromptSize {
  /// What a provider's template adds to any prompt: roles, separators, effort.
  static final int TEMPLATE_TOKENS = 64;

  private PromptSize() {}

  /// Tokens of a prompt, margin and template included.
  public static long planned(long countedTokens, double margin) {
    return BigDecimal.valueOf(countedTokens)
            .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(margin)))
            .setScale(0, RoundingMode.CEILING)
            .longValueExact()
        + TEMPLATE_TOKENS;
  }

  /// Tokens of a prompt with the share that is most likely counted more.
  static long expected(long countedTokens, double share) {
    return Math.round(countedTokens * (1 + share));
  }

  /// Most counted tokens that stay within a limit once planned; negative where not even the
  /// template does.
  static long counted(long limitTokens, double margin) {
    return BigDecimal.valueOf(limitTokens - TEMPLATE_TOKENS)
        .divide(BigDecimal.ONE.add(BigDecimal.valueOf(margin)), 0, RoundingMode.FLOOR)
        .longValueExact();
  }
}
