package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.List;
import lectern.synthesize.Candidate;

/// What an answer comes to where a candidate is asked first and [NextCandidate] after it: the
/// expected price of all calls, for each question that is answered. A short prompt that misses the
/// evidence two times in five may be the cheapest beginning, since the longer one then follows only
/// two times in five.
final class Outlay {
  private Outlay() {}

  /// US dollars; tokens where no price is known.
  ///
  /// @param all candidates there are
  /// @param mostCalls the first included
  static double of(Candidate first, List<Candidate> all, int mostCalls) {
    List<Candidate> asked = new ArrayList<>(List.of(first));
    double unanswered = 1 - first.recall() * NextCandidate.found(first);
    double sum = NextCandidate.cost(first);
    while (asked.size() < mostCalls) {
      Candidate next = NextCandidate.of(asked, all);
      if (next == null) {
        break;
      }
      sum += unanswered * NextCandidate.cost(next);
      unanswered *= 1 - NextCandidate.gain(asked, next);
      asked.add(next);
    }
    return sum / Math.max(Double.MIN_NORMAL, 1 - unanswered);
  }
}
