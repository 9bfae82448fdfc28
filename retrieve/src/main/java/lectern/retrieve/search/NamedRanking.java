package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    Map<Integer, Naming.Named> meant = new HashMap<>();
    Set<DocumentId> ids = new HashSet<>();
    for (Naming.Named named : naming.documents()) {
      meant.put(named.number(), named);
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

  /// Passages of the named documents by document and passage, then all others. Where documents are
  /// named each by words of its own, they take turns: one that says more, or says it more plainly,
  /// would otherwise take all the places that are read.
  private static List<Scored> joined(
      List<Scored> within, Map<Integer, Naming.Named> meant, List<Scored> everywhere) {
    SortedMap<Integer, List<Scored>> groups = new TreeMap<>();
    Set<Label> seen = new HashSet<>();
    for (Scored scored : within) {
      Naming.Named document = meant.get(scored.label().document());
      if (document != null && seen.add(scored.label())) {
        double score = DOCUMENT_WEIGHT * document.score() + scored.score();
        groups
            .computeIfAbsent(document.group(), _ -> new ArrayList<>())
            .add(new Scored(scored.label(), score));
      }
    }
    groups.values().forEach(group -> group.sort(Scored.BEST_FIRST));
    List<Scored> joined = inTurn(List.copyOf(groups.values()));
    everywhere.stream().filter(scored -> !seen.contains(scored.label())).forEach(joined::add);
    // By nothing else, so that those of a turn stay as they are.
    joined.sort(Comparator.comparingDouble(Scored::score).reversed());
    return joined;
  }

  /// The first of each, the second of each and so on; all of a turn have the score of its best, so
  /// that scores say the order.
  private static List<Scored> inTurn(List<List<Scored>> groups) {
    List<Scored> inTurn = new ArrayList<>();
    int turns = groups.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < turns; i++) {
      int turn = i;
      List<Scored> row =
          groups.stream()
              .filter(group -> turn < group.size())
              .map(group -> group.get(turn))
              .toList();
      double best = row.stream().mapToDouble(Scored::score).max().orElse(0);
      row.forEach(scored -> inTurn.add(new Scored(scored.label(), best)));
    }
    return inTurn;
  }
}
