package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import lectern.ingest.Label;
import lectern.retrieve.Scored;

/// Joins rankings of the same passages into one.
final class Fusion {
  private Fusion() {}

  /// Sum of scores, each ranking stretched to run from 0 for its last to 1 for its first passage,
  /// times its weight. A passage that a ranking does not have gets nothing from it.
  static List<Scored> weighted(List<Scored> one, double weight, List<Scored> other) {
    return sorted(sums(one, weight, other));
  }

  static Map<Label, Double> sums(List<Scored> one, double weight, List<Scored> other) {
    Map<Label, Double> sums = HashMap.newHashMap(one.size() + other.size());
    add(sums, one, weight);
    add(sums, other, 1 - weight);
    return sums;
  }

  private static void add(Map<Label, Double> sums, List<Scored> ranking, double weight) {
    if (ranking.isEmpty()) {
      return;
    }
    double highest = ranking.getFirst().score();
    double lowest = ranking.getLast().score();
    double range = highest - lowest;
    for (Scored scored : ranking) {
      double share = range > 0 ? (scored.score() - lowest) / range : 1;
      sums.merge(scored.label(), weight * share, Double::sum);
    }
  }

  /// Passages by their sums, best first.
  static List<Scored> sorted(Map<Label, Double> sums) {
    List<Scored> fused = new ArrayList<>(sums.size());
    sums.forEach((label, score) -> fused.add(new Scored(label, score)));
    fused.sort(Scored.BEST_FIRST);
    return fused;
  }

  /// The first few of [#sorted].
  static List<Scored> best(Map<Label, Double> sums, int most) {
    PriorityQueue<Scored> best = new PriorityQueue<>(Scored.BEST_FIRST.reversed());
    sums.forEach(
        (label, score) -> {
          if (best.size() < most || score >= best.element().score()) {
            best.add(new Scored(label, score));
            if (best.size() > most) {
              best.remove();
            }
          }
        });
    List<Scored> sorted = new ArrayList<>(best);
    sorted.sort(Scored.BEST_FIRST);
    return sorted;
  }
}
