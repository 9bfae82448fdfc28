package lectern.app;

import java.net.URI;
import java.util.List;
import lectern.synthesize.ModelCard;
import org.jspecify.annotations.Nullable;

/// What a choice of a model leads to.
///
/// @param card with the price of the day that was asked for
/// @param chosenUrl address that was set for it, or null for the provider's
/// @param thinking whether its name asks for thinking to be on
/// @param notes what the user must be told
public record ModelRoute(
    ModelCard card, @Nullable URI chosenUrl, boolean thinking, List<String> notes) {
  public ModelRoute {
    notes = List.copyOf(notes);
  }
}
