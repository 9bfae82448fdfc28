package lectern.retrieve.search;

import java.util.ArrayList;
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
    add(sums, one, weight);
    add(sums, other, 1 - weight);
    return sorted(sums);
  }

  /// The same over any number of rankings of equal weight.
  static List<Scored> of(List<List<Scored>> rankings) {
    Map<Label, Double> sums = new HashMap<>();
    rankings.forEach(ranking -> add(sums, ranking, 1));
    return sorted(sums);
  }

  private static void add(Map<Label, Double> sums, List<Scored> ranking, double weight) {
    for (int i = 0; i < ranking.size(); i++) {
      sums.merge(ranking.get(i).label(), weight / (K + i + 1), Double::sum);
    }
  }

  private static List<Scored> sorted(Map<Label, Double> sums) {
    List<Scored> fused = new ArrayList<>();
    sums.forEach((label, score) -> fused.add(new Scored(label, score)));
    fused.sort(Scored.BEST_FIRST);
    return fused;
  }
}
