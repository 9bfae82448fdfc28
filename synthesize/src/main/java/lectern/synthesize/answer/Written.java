package lectern.synthesize.answer;

import java.util.List;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.Plan;
import lectern.synthesize.Reading;
import org.jspecify.annotations.Nullable;

/// What a model wrote, and of what.
///
/// @param layers evidence in the order of the prompt: what was asked about first, then what was
///   added to it
/// @param reading what was read in several prompts; null where `layers` are all that was
record Written(
    Plan plan, List<List<Evidence>> layers, Completion completion, @Nullable Reading reading) {
  /// Written from a single prompt.
  Written(Plan plan, List<List<Evidence>> layers, Completion completion) {
    this(plan, layers, completion, null);
  }

  Written {
    layers = List.copyOf(layers);
  }

  /// All evidence, each document once, in reading order.
  List<Evidence> evidence() {
    return Noted.joined(layers.stream().flatMap(List::stream).toList());
  }
}
