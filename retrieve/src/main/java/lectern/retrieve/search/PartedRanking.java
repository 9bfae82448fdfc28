package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scored;
import lectern.retrieve.search.RankingTrace.Stage;

/// The ranking for a question of several parts: those of the whole and of each part, joined by
/// their ranks, since scores for different words do not compare. A passage that is first for one
/// part stands before one that stands in the middle for all of them.
public final class PartedRanking {
  private PartedRanking() {}

  /// The ranking and all that led to it; of a question of one part, what the ranker makes of it.
  public static RankingTrace trace(
      PassageQuery query, Function<PassageQuery, RankingTrace> ranker) {
    List<String> parts = QuestionParts.of(query.text());
    RankingTrace whole = ranker.apply(query);
    if (parts.size() == 1) {
      return whole;
    }
    List<Stage> stages = new ArrayList<>(List.of(new Stage("whole", whole.ranking())));
    for (String part : parts) {
      PassageQuery asked = new PassageQuery(part, query.scope(), query.limit());
      stages.add(new Stage("part " + stages.size(), ranker.apply(asked).ranking()));
    }
    List<List<Scored>> rankings = stages.stream().map(Stage::ranking).toList();
    stages.add(new Stage("parts", ReciprocalRank.undamped(rankings)));
    return new RankingTrace(stages, whole.mode());
  }
}
