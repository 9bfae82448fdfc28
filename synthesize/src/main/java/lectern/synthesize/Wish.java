package lectern.synthesize;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What the user wants of a plan.
///
/// @param mostUsd price at worst that no plan may pass, in US dollars; null for none
/// @param mostCalls how often a model may be asked where it finds no answer, the first time
///   included: 1 to [#MOST_CALLS]
public record Wish(Preference preference, @Nullable BigDecimal mostUsd, int mostCalls) {
  /// More seldom bring an answer: what two longer prompts did not hold is mostly nowhere.
  public static final int MOST_CALLS = 3;

  public static final Wish DEFAULTS = new Wish(Preference.BALANCED, null);

  /// A wish for as many calls as may be worth it.
  public Wish(Preference preference, @Nullable BigDecimal mostUsd) {
    this(preference, mostUsd, MOST_CALLS);
  }

  /// The same once something was paid of the price that may not be passed.
  ///
  /// @param costUsd null where it is not known: then all of it may be spent
  public Wish after(@Nullable BigDecimal costUsd) {
    if (mostUsd == null) {
      return this;
    }
    BigDecimal left = costUsd == null ? BigDecimal.ZERO : mostUsd.subtract(costUsd);
    return new Wish(preference, left.max(BigDecimal.ZERO), mostCalls);
  }

  /// The same without a price that may not be passed.
  public Wish atAnyPrice() {
    return new Wish(preference, null, mostCalls);
  }

  public Wish {
    if (mostCalls < 1 || mostCalls > MOST_CALLS) {
      throw new IllegalArgumentException("calls are not 1 to " + MOST_CALLS + ": " + mostCalls);
    }
    if (mostUsd != null && mostUsd.signum() < 0) {
      throw new IllegalArgumentException("a price is not negative: " + mostUsd);
    }
  }
}
