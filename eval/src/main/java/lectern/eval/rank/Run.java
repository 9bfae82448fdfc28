package lectern.eval.rank;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a ranker found for each query.
///
/// @param scores by query, then by document; only scores count, as in trec_eval, not the order they
///   came in
public record Run(Map<String, Map<String, Double>> scores) {
  /// Higher scores first; equal ones by id, the greater bytes first.
  private static final Comparator<Map.Entry<String, Double>> TREC_ORDER =
      Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
          .thenComparing(Map.Entry::getKey, Run::greaterBytesFirst);

  public Run {
    Map<String, Map<String, Double>> copy = new TreeMap<>();
    scores.forEach(
        (query, documents) ->
            copy.put(query, Collections.unmodifiableMap(new TreeMap<>(documents))));
    scores = Collections.unmodifiableMap(copy);
  }

  /// A query's documents, best first, in trec_eval's order; empty for a query that found nothing.
  public List<String> ranked(String query) {
    return scores.getOrDefault(query, Map.of()).entrySet().stream()
        .sorted(TREC_ORDER)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static int greaterBytesFirst(String one, String other) {
    return Arrays.compareUnsigned(
        other.getBytes(StandardCharsets.UTF_8), one.getBytes(StandardCharsets.UTF_8));
  }
}
