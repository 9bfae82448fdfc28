package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.Naming;
import lectern.retrieve.Scored;
import lectern.retrieve.Vectors;
import lectern.retrieve.WordQuery;
import lectern.retrieve.search.RankingTrace.Stage;

/// Ranks the passages of the documents that a question names, before all others. What is asked is
/// looked for in the words of other documents too: their best passages show how it is put.
final class NamedRanking {
  /// What a document's score counts beside that of its passages, so that the choice of documents is
  /// soft.
  private static final double DOCUMENT_WEIGHT = 2;

  /// Other documents whose best passage lends its words and its vector.
  private static final int SIBLINGS = 20;

  /// Their mean vector beside the question's.
  private static final double SIBLINGS_WEIGHT = 1;

  /// Within one document words and meaning decide alike.
  private static final double WORDS_SHARE = 0.5;

  /// What the passages before and behind count: a clause goes on, its heading stands before.
  private static final double NEIGHBOUR_WEIGHT = 0.1;

  private final CandidateIndex index;
  private final FusionMethod fusion;

  NamedRanking(CandidateIndex index, FusionMethod fusion) {
    this.index = index;
    this.fusion = fusion;
  }

  /// @param rest what is asked, without the names and without words that speak of documents
  /// @param question vector of the rest
  /// @param everywhere ranking of all passages for the rest
  List<Stage> stages(Naming naming, WordQuery rest, float[] question, List<Scored> everywhere) {
    Map<Integer, Double> meant = new HashMap<>();
    Set<DocumentId> ids = new HashSet<>();
    for (Naming.Named named : naming.documents()) {
      meant.put(named.number(), named.score());
      ids.add(named.id());
    }
    List<Label> siblings = siblings(everywhere, meant.keySet());
    WordQuery within =
        new WordQuery(
            rest.text(), rest.wording(), siblings, rest.scope().narrowedTo(ids), rest.limit());
    Candidates found = Candidates.of(index, within, moved(question, siblings));
    List<Scored> fused = besides(fusion.weighted(found.words(), WORDS_SHARE, found.meaning()));
    return List.of(
        new Stage("words within", found.words()),
        new Stage("meaning within", found.meaning()),
        new Stage("within", fused),
        new Stage("named", joined(fused, meant, everywhere)));
  }

  /// The best passage of each of the best other documents.
  private static List<Label> siblings(List<Scored> everywhere, Set<Integer> meant) {
    Set<Integer> seen = new HashSet<>(meant);
    return everywhere.stream()
        .map(Scored::label)
        .filter(label -> seen.add(label.document()))
        .limit(SIBLINGS)
        .toList();
  }

  private float[] moved(float[] question, List<Label> siblings) {
    double[] sum = new double[question.length];
    Vectors.add(sum, 1, question);
    Map<Label, float[]> vectors = index.vectors(siblings);
    for (Label sibling : siblings) {
      float[] vector = vectors.get(sibling);
      if (vector != null) {
        Vectors.add(sum, SIBLINGS_WEIGHT / vectors.size(), vector);
      }
    }
    return Vectors.unit(sum);
  }

  /// The ranking with a little of each passage's score given to the two beside it.
  private static List<Scored> besides(List<Scored> ranking) {
    Map<Label, Double> scores = new HashMap<>();
    ranking.forEach(scored -> scores.put(scored.label(), scored.score()));
    List<Scored> besides = new ArrayList<>();
    for (Scored scored : ranking) {
      Label label = scored.label();
      double before =
          label.ordinal() == 0
              ? 0
              : scores.getOrDefault(new Label(label.document(), label.ordinal() - 1), 0.0);
      double behind = scores.getOrDefault(new Label(label.document(), label.ordinal() + 1), 0.0);
      besides.add(new Scored(label, scored.score() + NEIGHBOUR_WEIGHT * (before + behind)));
    }
    besides.sort(Scored.BEST_FIRST);
    return besides;
  }

  /// Passages of the named documents by document and passage, then all others.
  private static List<Scored> joined(
      List<Scored> within, Map<Integer, Double> meant, List<Scored> everywhere) {
    List<Scored> joined = new ArrayList<>();
    Set<Label> seen = new HashSet<>();
    for (Scored scored : within) {
      double document = meant.getOrDefault(scored.label().document(), 0.0);
      joined.add(new Scored(scored.label(), DOCUMENT_WEIGHT * document + scored.score()));
      seen.add(scored.label());
    }
    everywhere.stream().filter(scored -> !seen.contains(scored.label())).forEach(joined::add);
    joined.sort(Scored.BEST_FIRST);
    return joined;
  }
}
