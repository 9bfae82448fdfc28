package lectern.synthesize.plan;

import lectern.synthesize.Calibration;
import lectern.synthesize.ModelCard;

/// A model as a question sees it.
///
/// @param fixed tokens of the prompt that are there whatever the evidence is
/// @param cached tokens expected from its prefix cache
/// @param calibration how well it was measured to read
public record ModelView(ModelCard card, FixedTokens fixed, Cached cached, Calibration calibration) {
  /// A model of which nothing was measured.
  public ModelView(ModelCard card, FixedTokens fixed, Cached cached) {
    this(card, fixed, cached, Calibration.NONE);
  }
}
