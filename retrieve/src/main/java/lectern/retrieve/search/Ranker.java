package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.List;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.Embedder;
import lectern.retrieve.Naming;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchMode;
import lectern.retrieve.Vectors;
import lectern.retrieve.WordQuery;
import lectern.retrieve.search.RankingTrace.Stage;

/// Ranks passages for a question: by words as the published figures of BM25 are, by meaning, or by
/// all there is. Safe for use by many threads.
public final class Ranker {
  /// Candidates of either kind; scores are stretched between the first and the last of them.
  private static final int CANDIDATES = 1_000;

  /// Weight of a word that a vocabulary lends; the question's own have 1.
  private static final double WORDING_WEIGHT = 0.5;

  /// Weight of the vector of what a vocabulary lends, beside the question's.
  private static final double WORDING_VECTOR_WEIGHT = 0.5;

  static final String WORDS = "words";
  static final String MEANING = "meaning";

  private final CandidateIndex index;
  private final Embedder embedder;
  private final RankOptions options;

  public Ranker(CandidateIndex index, Embedder embedder, RankOptions options) {
    this.index = index;
    this.embedder = embedder;
    this.options = options;
  }

  /// The ranking by words alone, the vocabulary's among them, which needs no embedder.
  public static RankingTrace byWords(
      CandidateIndex index, PassageQuery query, Vocabulary vocabulary) {
    List<Scored> ranking = index.byWords(wide(query), lent(index, query.text(), vocabulary));
    return new RankingTrace(List.of(new Stage(WORDS, ranking)), SearchMode.LEXICAL);
  }

  /// What a vocabulary lends to a question.
  static List<WordQuery.Wording> lent(CandidateIndex index, String text, Vocabulary vocabulary) {
    return weighted(vocabulary.wordings(text, index::cut));
  }

  private static List<WordQuery.Wording> weighted(List<String> wordings) {
    return wordings.stream().map(text -> new WordQuery.Wording(text, WORDING_WEIGHT)).toList();
  }

  /// Best passages first; at most as many as the query wants.
  public List<Scored> rank(PassageQuery query, SearchMode mode) {
    List<Scored> ranking = trace(query, mode).ranking();
    return List.copyOf(ranking.subList(0, Math.min(query.limit(), ranking.size())));
  }

  /// The ranking with all that led to it, as far as candidates were looked at.
  public RankingTrace trace(PassageQuery query, SearchMode mode) {
    return switch (mode) {
      case LEXICAL -> byWords(index, query, options.vocabulary());
      case DENSE -> byMeaning(wide(query));
      case HYBRID -> new RankingTrace(byAll(wide(query)), SearchMode.HYBRID);
    };
  }

  private RankingTrace byMeaning(PassageQuery query) {
    float[] question =
        vector(query.text(), options.vocabulary().wordings(query.text(), index::cut));
    return new RankingTrace(
        List.of(new Stage(MEANING, index.byVector(question, query.scope(), query.limit()))),
        SearchMode.DENSE);
  }

  private List<Stage> byAll(PassageQuery query) {
    Naming naming = index.named(query.text(), query.scope());
    List<String> wordings = options.vocabulary().wordings(naming.rest(), index::cut);
    boolean named = !naming.documents().isEmpty();
    String rest = named ? GenericWords.without(naming.rest()) : naming.rest();
    WordQuery asked =
        new WordQuery(rest, weighted(wordings), List.of(), query.scope(), query.limit());
    float[] question = vector(rest, wordings);
    List<Stage> stages =
        new ArrayList<>(new Blend(index, options.fusion()).stages(asked, question));
    if (named) {
      List<Scored> everywhere = stages.getLast().ranking();
      stages.addAll(
          new NamedRanking(index, options.fusion()).stages(naming, asked, question, everywhere));
    }
    return stages;
  }

  private float[] vector(String text, List<String> wordings) {
    float[] question = embedder.question(text);
    if (wordings.isEmpty()) {
      return question;
    }
    double[] sum = new double[question.length];
    Vectors.add(sum, 1, question);
    Vectors.add(sum, WORDING_VECTOR_WEIGHT, embedder.passage(String.join(" ", wordings)));
    return Vectors.unit(sum);
  }

  private static PassageQuery wide(PassageQuery query) {
    return new PassageQuery(query.text(), query.scope(), Math.max(CANDIDATES, query.limit()));
  }
}
