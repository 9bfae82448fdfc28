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
/// @param scores by query, then by document, all of them finite; only scores count, as in
///   trec_eval, not the order they came in
public record Run(Map<String, Map<String, Double>> scores) {
  /// Higher scores first; equal ones by id, the greater bytes first.
  private static final Comparator<Map.Entry<String, Double>> TREC_ORDER =
      Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
          .thenComparing(Map.Entry::getKey, Run::greaterBytesFirst);

  public Run {
    Map<String, Map<String, Double>> copy = new TreeMap<>();
    scores.forEach(
        (query, documents) -> {
          documents.forEach((document, score) -> finite(query, document, score));
          copy.put(query, Collections.unmodifiableMap(new TreeMap<>(documents)));
        });
    scores = Collections.unmodifiableMap(copy);
  }

  /// A query's documents, best first, in trec_eval's order; empty for a query that found nothing.
  public List<String> ranked(String query) {
    return scores.getOrDefault(query, Map.of()).entrySet().stream()
        .sorted(TREC_ORDER)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The run without each query's namesake among the documents, as BEIR scores it: where queries
  /// are documents of the corpus (ArguAna, Quora), every query finds itself first.
  public Run withoutNamesakes() {
    Map<String, Map<String, Double>> others = new TreeMap<>();
    scores.forEach(
        (query, documents) -> {
          Map<String, Double> left = new TreeMap<>(documents);
          left.remove(query);
          others.put(query, left);
        });
    return new Run(others);
  }

  private static void finite(String query, String document, double score) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException(
          "the score of " + document + " under query " + query + " is " + score);
    }
  }

  private static int greaterBytesFirst(String one, String other) {
    return Arrays.compareUnsigned(
        other.getBytes(StandardCharsets.UTF_8), one.getBytes(StandardCharsets.UTF_8));
  }
}
