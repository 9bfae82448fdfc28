package lectern.retrieve.search;

import java.util.List;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.Scored;
import lectern.retrieve.WordQuery;

/// What words find and what meaning finds, best first.
record Candidates(List<Scored> words, List<Scored> meaning) {
  /// Asks for both side by side.
  ///
  /// @param vector of the question, of unit length
  static Candidates of(CandidateIndex index, WordQuery query, float[] vector) {
    Beside.Results<List<Scored>, List<Scored>> both =
        Beside.both(
            () -> index.bySignals(query),
            () -> index.byVector(vector, query.scope(), query.limit()));
    return new Candidates(both.one(), both.other());
  }
}
