package lectern.synthesize.plan;

import lectern.synthesize.Calibration;
import lectern.synthesize.ModelCard;
import org.jspecify.annotations.Nullable;

/// A model as a question sees it.
///
/// @param fixed tokens of the prompt that are there whatever the evidence is
/// @param cached tokens expected from its prefix cache
/// @param calibration how well it was measured to read
/// @param speed how soon it begins to answer; null where too little was seen
public record ModelView(
    ModelCard card,
    FixedTokens fixed,
    Cached cached,
    Calibration calibration,
    @Nullable Speed speed) {
  /// A model of which nothing was measured.
  public ModelView(ModelCard card, FixedTokens fixed, Cached cached) {
    this(card, fixed, cached, Calibration.NONE, null);
  }
}
