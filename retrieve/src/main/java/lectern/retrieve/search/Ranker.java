package lectern.retrieve.search;

import java.util.List;
import java.util.Map;
import lectern.ingest.Label;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.Embedder;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchMode;
import lectern.retrieve.Vectors;
import lectern.retrieve.search.RankingTrace.Stage;

/// Ranks passages for a question by words and meaning. One configuration for every collection, as
/// it was found on three public sets together: weights and numbers are not tuned to any of them.
/// Safe for use by many threads.
public final class Ranker {
  /// Candidates of either kind; scores are stretched between the first and the last of them.
  private static final int CANDIDATES = 1_000;

  /// Share of the words' score; meaning decides a little more often.
  private static final double WORDS_SHARE = 0.4;

  /// Best passages whose mean vector the question's is moved towards (Rocchio 1971), and how far.
  private static final int FEEDBACK_PASSAGES = 3;

  private static final double FEEDBACK_WEIGHT = 0.6;

  private static final String WORDS = "words";
  private static final String MEANING = "meaning";

  private final CandidateIndex index;
  private final Embedder embedder;
  private final FusionMethod fusion;

  public Ranker(CandidateIndex index, Embedder embedder) {
    this(index, embedder, FusionMethod.SCORES);
  }

  public Ranker(CandidateIndex index, Embedder embedder, FusionMethod fusion) {
    this.index = index;
    this.embedder = embedder;
    this.fusion = fusion;
  }

  /// The ranking by words alone, which needs no embedder.
  public static RankingTrace byWords(CandidateIndex index, PassageQuery query) {
    return new RankingTrace(List.of(new Stage(WORDS, index.byWords(wide(query)))));
  }

  /// Best passages first; at most as many as the query wants.
  public List<Scored> rank(PassageQuery query, SearchMode mode) {
    List<Scored> ranking = trace(query, mode).ranking();
    return List.copyOf(ranking.subList(0, Math.min(query.limit(), ranking.size())));
  }

  /// The ranking with all that led to it, as far as candidates were looked at.
  public RankingTrace trace(PassageQuery query, SearchMode mode) {
    PassageQuery wide = wide(query);
    return switch (mode) {
      case LEXICAL -> byWords(index, query);
      case DENSE ->
          new RankingTrace(
              List.of(new Stage(MEANING, byVector(embedder.question(query.text()), wide))));
      case HYBRID -> new RankingTrace(hybrid(wide));
    };
  }

  private List<Stage> hybrid(PassageQuery query) {
    List<Scored> words = index.byWords(query);
    float[] question = embedder.question(query.text());
    List<Scored> meaning = byVector(question, query);
    float[] moved = moved(question, fusion.weighted(words, WORDS_SHARE, meaning));
    List<Scored> feedback = byVector(moved, query);
    List<Scored> fused = fusion.weighted(words, WORDS_SHARE, feedback);
    List<Scored> diffused = Diffusion.over(fused, index.vectors(Diffusion.wanted(fused)));
    return List.of(
        new Stage(WORDS, words),
        new Stage(MEANING, meaning),
        new Stage("feedback", feedback),
        new Stage("fused", fused),
        new Stage("diffused", diffused));
  }

  /// The question's vector, moved towards those of the best passages.
  private float[] moved(float[] question, List<Scored> ranking) {
    List<Scored> best = ranking.subList(0, Math.min(FEEDBACK_PASSAGES, ranking.size()));
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

  private List<Scored> byVector(float[] vector, PassageQuery query) {
    return index.byVector(vector, query.scope(), query.limit());
  }

  private static PassageQuery wide(PassageQuery query) {
    return new PassageQuery(query.text(), query.scope(), Math.max(CANDIDATES, query.limit()));
  }
}
