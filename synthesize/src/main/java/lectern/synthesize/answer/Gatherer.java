package lectern.synthesize.answer;

import java.util.List;
import lectern.ingest.Passage;
import lectern.retrieve.Scope;

/// Chooses the passages of a prompt that cannot hold the whole scope. Safe for use by many threads.
@FunctionalInterface
public interface Gatherer {
  /// The best passages for a question, in reading order. Their renderings, with the opening of each
  /// document that is touched, stay within the budget.
  ///
  /// @param budgetTokens as the collection's counter counts
  List<Passage> gather(String question, Scope scope, int budgetTokens);
}
