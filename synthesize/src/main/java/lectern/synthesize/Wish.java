package lectern.synthesize;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What the user wants of a plan.
///
/// @param mostUsd price at worst that no plan may pass, in US dollars; null for none
public record Wish(Preference preference, @Nullable BigDecimal mostUsd) {
  public static final Wish DEFAULTS = new Wish(Preference.BALANCED, null);

  public Wish {
    if (mostUsd != null && mostUsd.signum() < 0) {
      throw new IllegalArgumentException("a price is not negative: " + mostUsd);
    }
  }
}
