package lectern.retrieve.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.Label;
import lectern.retrieve.Scored;

/// Joins rankings by the places of their passages alone (Cormack, Clarke and Büttcher 2009): fair
/// where their scores do not compare, blind to how far apart they are.
final class ReciprocalRank {
  /// Dampens the first places; the value of the paper, which nobody has found reason to change.
  private static final int K = 60;

  private ReciprocalRank() {}

  /// Sum over the rankings of their weight divided by 60 and the passage's place. A passage that a
  /// ranking does not have gets nothing from it.
  static List<Scored> weighted(List<Scored> one, double weight, List<Scored> other) {
    Map<Label, Double> sums = new HashMap<>();
    add(sums, one, K, weight);
    add(sums, other, K, 1 - weight);
    return Fusion.sorted(sums);
  }

  /// Sum of the reciprocals of the passage's places alone, for rankings that are not of one
  /// question: what is first in one of them stands before what is in the middle of all.
  static List<Scored> undamped(List<List<Scored>> rankings) {
    Map<Label, Double> sums = new HashMap<>();
    rankings.forEach(ranking -> add(sums, ranking, 0, 1));
    return Fusion.sorted(sums);
  }

  private static void add(
      Map<Label, Double> sums, List<Scored> ranking, int damping, double weight) {
    for (int i = 0; i < ranking.size(); i++) {
      sums.merge(ranking.get(i).label(), weight / (damping + i + 1), Double::sum);
    }
  }
}
