package lectern.eval.rank;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How good a ranking is, by trec_eval's rules: what was not judged is not relevant; a mean is
/// taken over all judged queries, one that was not run counting 0 (trec_eval's `-c`).
public sealed interface RankMeasure {
  /// Its usual name, `nDCG@10`.
  String name();

  /// Between 0 and 1; 0 where no document is relevant.
  ///
  /// @param ranked documents, best first, none twice
  /// @param grades of the query's judged documents
  double score(List<String> ranked, Map<String, Integer> grades);

  /// Scores of all judged queries.
  default Map<String, Double> each(Qrels qrels, Run run) {
    Map<String, Double> each = new TreeMap<>();
    qrels.grades().forEach((query, grades) -> each.put(query, score(run.ranked(query), grades)));
    return each;
  }

  /// Mean over all judged queries; 0 where there are none.
  default double mean(Qrels qrels, Run run) {
    return each(qrels, run).values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /// Discounted cumulative gain of the first `k`, as a share of the best possible. The gain is the
  /// grade, the discount log2(rank + 1).
  record NDcg(int k) implements RankMeasure {
    public NDcg {
      positive(k);
    }

    @Override
    public String name() {
      return "nDCG@" + k;
    }

    @Override
    public double score(List<String> ranked, Map<String, Integer> grades) {
      List<Integer> found =
          ranked.stream().limit(k).map(document -> grades.getOrDefault(document, 0)).toList();
      List<Integer> best =
          grades.values().stream().sorted(Comparator.reverseOrder()).limit(k).toList();
      double ideal = gain(best);
      return ideal == 0 ? 0 : gain(found) / ideal;
    }

    private static double gain(List<Integer> grades) {
      double sum = 0;
      for (int i = 0; i < grades.size(); i++) {
        if (grades.get(i) > 0) {
          sum += grades.get(i) * Math.log(2) / Math.log(i + 2);
        }
      }
      return sum;
    }
  }

  /// Relevant ones among the first `k`, divided by `k`, however few were found.
  record Precision(int k) implements RankMeasure {
    public Precision {
      positive(k);
    }

    @Override
    public String name() {
      return "P@" + k;
    }

    @Override
    public double score(List<String> ranked, Map<String, Integer> grades) {
      return (double) found(ranked, grades, k) / k;
    }
  }

  /// Relevant ones among the first `k`, divided by all relevant ones.
  record Recall(int k) implements RankMeasure {
    public Recall {
      positive(k);
    }

    @Override
    public String name() {
      return "recall@" + k;
    }

    @Override
    public double score(List<String> ranked, Map<String, Integer> grades) {
      long all = relevant(grades);
      return all == 0 ? 0 : (double) found(ranked, grades, k) / all;
    }
  }

  /// Precision at each relevant document found among the first [#CUT], summed and divided by all
  /// relevant ones.
  record AveragePrecision() implements RankMeasure {
    /// As many as TREC runs hold.
    public static final int CUT = 1_000;

    @Override
    public String name() {
      return "MAP";
    }

    @Override
    public double score(List<String> ranked, Map<String, Integer> grades) {
      double sum = 0;
      int found = 0;
      for (int i = 0; i < Math.min(CUT, ranked.size()); i++) {
        if (grades.getOrDefault(ranked.get(i), 0) > 0) {
          found++;
          sum += (double) found / (i + 1);
        }
      }
      long all = relevant(grades);
      return all == 0 ? 0 : sum / all;
    }
  }

  /// One divided by the rank of the first relevant document.
  record ReciprocalRank() implements RankMeasure {
    @Override
    public String name() {
      return "RR";
    }

    @Override
    public double score(List<String> ranked, Map<String, Integer> grades) {
      for (int i = 0; i < ranked.size(); i++) {
        if (grades.getOrDefault(ranked.get(i), 0) > 0) {
          return 1.0 / (i + 1);
        }
      }
      return 0;
    }
  }

  /// 1 where the first `k` hold every relevant document, or `k` of them where there are more; else
  /// 0. LOFT's measure for questions that need all their evidence.
  record AllFound(int k) implements RankMeasure {
    public AllFound {
      positive(k);
    }

    @Override
    public String name() {
      return "mrecall@" + k;
    }

    @Override
    public double score(List<String> ranked, Map<String, Integer> grades) {
      long all = relevant(grades);
      return all > 0 && found(ranked, grades, k) >= Math.min(k, all) ? 1 : 0;
    }
  }

  private static long relevant(Map<String, Integer> grades) {
    return grades.values().stream().filter(grade -> grade > 0).count();
  }

  private static long found(List<String> ranked, Map<String, Integer> grades, int k) {
    return ranked.stream()
        .limit(k)
        .filter(document -> grades.getOrDefault(document, 0) > 0)
        .count();
  }

  private static void positive(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
  }
}
