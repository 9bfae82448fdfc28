package lectern.retrieve.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.Label;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.Scored;
import lectern.retrieve.Vectors;
import lectern.retrieve.WordQuery;
import lectern.retrieve.search.RankingTrace.Stage;

/// Ranks by words and meaning together. One configuration for every collection, as it was found on
/// three public sets together: weights and numbers are not tuned to any of them.
final class Blend {
  /// Share of the words' score; meaning decides a little more often.
  private static final double WORDS_SHARE = 0.4;

  /// Best passages whose mean vector the question's is moved towards (Rocchio 1971), and how far.
  private static final int FEEDBACK_PASSAGES = 3;

  private static final double FEEDBACK_WEIGHT = 0.6;

  private final CandidateIndex index;
  private final FusionMethod fusion;

  Blend(CandidateIndex index, FusionMethod fusion) {
    this.index = index;
    this.fusion = fusion;
  }

  /// @param question vector of the question, of unit length
  List<Stage> stages(WordQuery query, float[] question) {
    Candidates found = Candidates.of(index, query, question);
    List<Scored> words = found.words();
    List<Scored> meaning = found.meaning();
    float[] moved = moved(question, fusion.best(words, WORDS_SHARE, meaning, FEEDBACK_PASSAGES));
    List<Scored> feedback = first(index.byVector(moved, labels(words, meaning)), query.limit());
    List<Scored> fused = fusion.weighted(words, WORDS_SHARE, feedback);
    List<Scored> diffused = Diffusion.over(fused, index.vectors(Diffusion.wanted(fused)));
    return List.of(
        new Stage(Ranker.WORDS, words),
        new Stage(Ranker.MEANING, meaning),
        new Stage("feedback", feedback),
        new Stage("fused", fused),
        new Stage("diffused", diffused));
  }

  /// What either ranking has: the moved question is near these, and asking the graph again would
  /// take as long as all else.
  private static Set<Label> labels(List<Scored> one, List<Scored> other) {
    Set<Label> labels = new HashSet<>();
    one.forEach(scored -> labels.add(scored.label()));
    other.forEach(scored -> labels.add(scored.label()));
    return labels;
  }

  private static List<Scored> first(List<Scored> ranking, int limit) {
    return ranking.subList(0, Math.min(limit, ranking.size()));
  }

  /// The question's vector, moved towards those of the best passages.
  private float[] moved(float[] question, List<Scored> best) {
    Map<Label, float[]> vectors = index.vectors(best.stream().map(Scored::label).toList());
    double weights =
        best.stream()
            .filter(scored -> vectors.containsKey(scored.label()))
            .mapToDouble(Scored::score)
            .sum();
    double[] sum = new double[question.length];
    Vectors.add(sum, 1, question);
    for (Scored scored : best) {
      float[] vector = vectors.get(scored.label());
      if (vector != null && weights > 0) {
        Vectors.add(sum, FEEDBACK_WEIGHT * scored.score() / weights, vector);
      }
    }
    return Vectors.unit(sum);
  }
}
