package lectern.synthesize.catalogue;

import java.util.List;
import lectern.synthesize.ModelCard;

/// The model that a name means.
///
/// @param card with the price of the day that was asked for
/// @param thinking whether the name asks for thinking to be on
/// @param notes what the user must be told: what an alias became, whose price it is
public record FoundModel(ModelCard card, boolean thinking, List<String> notes) {
  public FoundModel {
    notes = List.copyOf(notes);
  }
}
