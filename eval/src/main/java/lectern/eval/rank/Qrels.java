package lectern.eval.rank;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Which documents answer which query, as people judged.
///
/// @param grades by query, then by document; above 0 is relevant, what is not there counts as not
///   relevant
public record Qrels(Map<String, Map<String, Integer>> grades) {
  public Qrels {
    Map<String, Map<String, Integer>> copy = new TreeMap<>();
    grades.forEach(
        (query, documents) ->
            copy.put(query, Collections.unmodifiableMap(new TreeMap<>(documents))));
    grades = Collections.unmodifiableMap(copy);
  }

  /// Grades of a query's documents; empty for a query that was not judged.
  public Map<String, Integer> of(String query) {
    return grades.getOrDefault(query, Map.of());
  }
}
