package lectern.eval.rank;

import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// Whether the difference of two settings' means over the same queries is more than chance: how
/// often a mean difference as large comes up when, query by query, a coin decides which setting a
/// score is of (Smucker, Allan and Carterette, CIKM 2007). Two-sided.
///
/// @param difference mean of the one minus mean of the other
/// @param p share of the tries with a difference as large, between 0 and 1
public record PairedRandomisation(double difference, double p) {
  private static final int TRIES = 100_000;

  /// Any; fixed, so that the same scores give the same p.
  private static final long SEED = 1;

  /// Compares scores by query; a query that one does not have scores 0 there.
  public static PairedRandomisation of(Map<String, Double> one, Map<String, Double> other) {
    TreeSet<String> queries = new TreeSet<>(one.keySet());
    queries.addAll(other.keySet());
    double[] differences =
        queries.stream()
            .mapToDouble(query -> one.getOrDefault(query, 0.0) - other.getOrDefault(query, 0.0))
            .toArray();
    double observed = 0;
    for (double difference : differences) {
      observed += difference;
    }
    Random random = new Random(SEED);
    int asLarge = 0;
    for (int i = 0; i < TRIES; i++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      // A hair less, for the order of sums.
      asLarge += Math.abs(sum) >= Math.abs(observed) * (1 - 1e-12) ? 1 : 0;
    }
    int count = Math.max(1, differences.length);
    return new PairedRandomisation(observed / count, (asLarge + 1.0) / (TRIES + 1));
  }
}
