package lectern.synthesize;

import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is known of one model at one provider, and where that knowledge comes from.
///
/// @param id as the provider's API wants it
/// @param provider `moonshot`, `openrouter` …: the name of a [Provider]
/// @param windowTokens prompt and completion together
/// @param maxCompletionTokens most the provider writes in one completion
/// @param pricing of the day the card was asked for; null where no price is known of that day
/// @param rules what a request may and must hold
/// @param retired day from which the provider refuses it, or null
/// @param replacement what to ask for instead once it is retired, or null
/// @param source page the figures were read from
/// @param asOf day they were read
public record ModelCard(
    String id,
    String provider,
    int windowTokens,
    int maxCompletionTokens,
    @Nullable Pricing pricing,
    ModelRules rules,
    @Nullable LocalDate retired,
    @Nullable String replacement,
    URI source,
    LocalDate asOf) {
  /// Its name across providers: `moonshot/kimi-k3`.
  public String name() {
    return provider + "/" + id;
  }

  /// Whether the provider refuses it on a day.
  public boolean isRetired(LocalDate day) {
    return retired != null && !day.isBefore(retired);
  }
}
