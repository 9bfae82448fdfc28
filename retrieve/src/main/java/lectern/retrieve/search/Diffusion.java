package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lectern.ingest.Label;
import lectern.retrieve.Scored;
import lectern.retrieve.Vectors;

/// Lets near passages vouch for each other: of the best, each gives a little of its score to those
/// that mean the same (Diaz 2005, score regularisation).
final class Diffusion {
  private static final int PASSAGES = 100;
  private static final int NEIGHBOURS = 10;
  private static final double OWN_SHARE = 0.8;

  private Diffusion() {}

  /// The ranking with its first passages in a new order.
  ///
  /// @param vectors of unit length; a passage without keeps its score
  static List<Scored> over(List<Scored> ranking, Map<Label, float[]> vectors) {
    List<Scored> best = ranking.subList(0, Math.min(PASSAGES, ranking.size()));
    double[][] weights = weights(best, vectors);
    List<Scored> diffused = new ArrayList<>(ranking.size());
    for (int i = 0; i < best.size(); i++) {
      diffused.add(new Scored(best.get(i).label(), score(best, i, weights[i])));
    }
    diffused.sort(Scored.BEST_FIRST);
    diffused.addAll(ranking.subList(best.size(), ranking.size()));
    return diffused;
  }

  /// The first passages of a ranking, whose vectors are wanted.
  static List<Label> wanted(List<Scored> ranking) {
    return ranking.stream().limit(PASSAGES).map(Scored::label).toList();
  }

  /// What each weighs for each other; nothing where one has no vector.
  private static double[][] weights(List<Scored> best, Map<Label, float[]> vectors) {
    List<float[]> there = new ArrayList<>();
    int[] places = new int[best.size()];
    for (int i = 0; i < places.length; i++) {
      float[] vector = vectors.get(best.get(i).label());
      if (vector != null) {
        places[there.size()] = i;
        there.add(vector);
      }
    }
    double[][] cosines = Vectors.products(there);
    double[][] weights = new double[best.size()][best.size()];
    for (int i = 0; i < cosines.length; i++) {
      for (int j = 0; j < cosines.length; j++) {
        weights[places[i]][places[j]] = i == j ? 0 : sharpened(Math.max(0, cosines[i][j]));
      }
    }
    return weights;
  }

  /// To the fourth power, so that a neighbour that is not near weighs little.
  private static double sharpened(double cosine) {
    double square = cosine * cosine;
    return square * square;
  }

  private static double score(List<Scored> best, int own, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int neighbour : heaviest(weights)) {
      sum += weights[neighbour] * best.get(neighbour).score();
      total += weights[neighbour];
    }
    double score = best.get(own).score();
    return total > 0 ? OWN_SHARE * score + (1 - OWN_SHARE) * sum / total : score;
  }

  /// Indexes of the neighbours that weigh most, heaviest first, of equals the first.
  private static int[] heaviest(double[] weights) {
    int[] heaviest = new int[NEIGHBOURS];
    int count = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] <= 0
          || (count == NEIGHBOURS && weights[i] <= weights[heaviest[NEIGHBOURS - 1]])) {
        continue;
      }
      count = Math.min(count + 1, NEIGHBOURS);
      int place = count - 1;
      for (; place > 0 && weights[heaviest[place - 1]] < weights[i]; place--) {
        heaviest[place] = heaviest[place - 1];
      }
      heaviest[place] = i;
    }
    return Arrays.copyOf(heaviest, count);
  }
}
