package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lectern.ingest.Label;
import lectern.retrieve.Scored;
import lectern.retrieve.Vectors;
import org.jspecify.annotations.Nullable;

/// Lets near passages vouch for each other: of the best, each gives a little of its score to those
/// that mean the same (Diaz 2005, score regularisation).
final class Diffusion {
  private static final int PASSAGES = 100;
  private static final int NEIGHBOURS = 10;
  private static final double OWN_SHARE = 0.8;

  /// Power of the cosine that a neighbour weighs.
  private static final int SHARPNESS = 4;

  private Diffusion() {}

  private record Neighbour(int index, double weight) {}

  /// The ranking with its first passages in a new order.
  ///
  /// @param vectors of unit length; a passage without keeps its score
  static List<Scored> over(List<Scored> ranking, Map<Label, float[]> vectors) {
    List<Scored> best = ranking.subList(0, Math.min(PASSAGES, ranking.size()));
    List<Scored> diffused = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      diffused.add(new Scored(best.get(i).label(), score(best, i, vectors)));
    }
    diffused.sort(Scored.BEST_FIRST);
    diffused.addAll(ranking.subList(best.size(), ranking.size()));
    return diffused;
  }

  /// The first passages of a ranking, whose vectors are wanted.
  static List<Label> wanted(List<Scored> ranking) {
    return ranking.stream().limit(PASSAGES).map(Scored::label).toList();
  }

  private static double score(List<Scored> best, int own, Map<Label, float[]> vectors) {
    double score = best.get(own).score();
    float[] vector = vectors.get(best.get(own).label());
    if (vector == null) {
      return score;
    }
    List<Neighbour> neighbours =
        IntStream.range(0, best.size())
            .filter(i -> i != own && vectors.containsKey(best.get(i).label()))
            .mapToObj(i -> neighbour(i, vector, vectors.get(best.get(i).label())))
            .sorted(
                Comparator.comparingDouble(Neighbour::weight)
                    .reversed()
                    .thenComparingInt(Neighbour::index))
            .limit(NEIGHBOURS)
            .toList();
    double weights = neighbours.stream().mapToDouble(Neighbour::weight).sum();
    if (weights <= 0) {
      return score;
    }
    double sum =
        neighbours.stream()
            .mapToDouble(neighbour -> neighbour.weight() * best.get(neighbour.index()).score())
            .sum();
    return OWN_SHARE * score + (1 - OWN_SHARE) * sum / weights;
  }

  private static Neighbour neighbour(int index, float[] one, float @Nullable [] other) {
    double cosine = other == null ? 0 : Math.max(0, Vectors.product(one, other));
    return new Neighbour(index, Math.pow(cosine, SHARPNESS));
  }
}
