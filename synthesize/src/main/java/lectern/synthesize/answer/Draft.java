package lectern.synthesize.answer;

import java.util.List;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Evidence;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;

/// A question with its evidence, ready to be sent.
///
/// @param scope documents in scope
/// @param layers evidence in the order of the prompt
/// @param isHeld whether the reply to just this prompt is known to be there
record Draft(
    Question question,
    List<IndexedDocument> scope,
    Plan plan,
    List<List<Evidence>> layers,
    boolean isHeld) {
  Draft(Question question, List<IndexedDocument> scope, Plan plan, List<List<Evidence>> layers) {
    this(question, scope, plan, layers, false);
  }

  Draft {
    layers = List.copyOf(layers);
  }

  /// The same evidence in another order.
  Draft ordered(List<List<Evidence>> order) {
    return new Draft(question, scope, plan, order);
  }

  /// Each document's evidence by itself, in the order of the prompt.
  List<Evidence> units() {
    return layers.stream().flatMap(List::stream).toList();
  }
}
