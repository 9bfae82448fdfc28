package lectern.eval.retrieval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import lectern.eval.data.BeirFolder;
import lectern.eval.rank.PairedRandomisation;
import lectern.eval.rank.Qrels;
import lectern.eval.rank.RankMeasure;
import lectern.eval.rank.Run;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;

/// Ranks a data set's documents for its queries and measures the rankings by trec_eval's rules.
public final class RetrievalEvaluation {
  /// trec_eval looks no further.
  private static final int DEPTH = 1_000;

  private static final List<RankMeasure> MEASURES =
      List.of(
          new RankMeasure.NDcg(10),
          new RankMeasure.Recall(100),
          new RankMeasure.AveragePrecision(),
          new RankMeasure.ReciprocalRank(),
          new RankMeasure.AllFound(2));

  private RetrievalEvaluation() {}

  /// What came of it.
  ///
  /// @param queries asked; of these as many as were judged count
  /// @param means of each measure over all judged queries, by its usual name
  /// @param perQuery median time from question to ranking
  public record Result(
      int documents,
      int queries,
      int judged,
      Map<String, Double> means,
      Duration perQuery,
      Run run) {
    public Result {
      means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
    }
  }

  /// A ranking beside another of the same set, by the usual name of each measure.
  ///
  /// @param other as it was written by an earlier evaluation
  public static Map<String, PairedRandomisation> compared(Qrels qrels, Run run, Run other) {
    Map<String, PairedRandomisation> compared = new LinkedHashMap<>();
    for (RankMeasure measure : MEASURES) {
      compared.put(
          measure.name(),
          PairedRandomisation.of(measure.each(qrels, run), measure.each(qrels, other)));
    }
    return compared;
  }

  /// Asks every query.
  ///
  /// @param index of the set's [BeirDocuments]
  /// @param ranker best passages first
  /// @param namesakes whether a document with a query's id may be found for it; BEIR leaves it out
  /// @param onQuery hears the number of queries that are done
  public static Result run(
      BeirFolder set,
      PassageIndex index,
      Function<PassageQuery, List<Scored>> ranker,
      boolean namesakes,
      IntConsumer onQuery) {
    Map<Integer, String> ids = new HashMap<>();
    for (IndexedDocument document : index.documents(new Scope.Everything())) {
      ids.put(document.number(), document.id().value());
    }
    Map<String, Map<String, Double>> scores = new HashMap<>();
    List<Duration> times = new ArrayList<>();
    for (BeirFolder.Query query : set.queries()) {
      long begin = System.nanoTime();
      List<Scored> ranking =
          ranker.apply(new PassageQuery(query.text(), new Scope.Everything(), DEPTH));
      times.add(Duration.ofNanos(System.nanoTime() - begin));
      Map<String, Double> found = new HashMap<>();
      for (Scored hit : ranking) {
        found.put(ids.getOrDefault(hit.label().document(), ""), hit.score());
      }
      scores.put(query.id(), found);
      onQuery.accept(scores.size());
    }
    Run all = new Run(scores);
    Run run = namesakes ? all : all.withoutNamesakes();
    Qrels qrels = set.qrels();
    Map<String, Double> means = new LinkedHashMap<>();
    MEASURES.forEach(measure -> means.put(measure.name(), measure.mean(qrels, run)));
    times.sort(null);
    return new Result(
        ids.size(),
        scores.size(),
        qrels.grades().size(),
        means,
        times.isEmpty() ? Duration.ZERO : times.get(times.size() / 2),
        run);
  }
}
