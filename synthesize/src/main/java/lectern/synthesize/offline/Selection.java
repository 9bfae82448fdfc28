package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.synthesize.QuestionForm;
import lectern.synthesize.offline.SentenceScorer.Scored;

/// Chooses the sentences of an answer from the ranked ones.
final class Selection {
  /// Share of the question's weight that the best sentence must be credited with, context included.
  /// Below it, the words of the question stand nowhere near each other and the question is
  /// declined.
  private static final double LEAST_COVERAGE = 0.42;

  /// The same for the chosen sentences together, where the best alone has less: a question over two
  /// documents.
  private static final double LEAST_JOINT_COVERAGE = 0.55;

  /// Share that the best sentence must have even then.
  private static final double LEAST_COVERAGE_IN_JOINT = 0.35;

  /// Added to what is needed where no chosen sentence holds the kind of thing that is asked for.
  private static final double KIND_MISSING = 0.35;

  /// Share of the best score from which a sentence that holds the kind of thing asked for is better
  /// than the best one that does not.
  private static final double TYPED = 0.7;

  /// Share of the question's weight that must stand in the best sentence itself.
  private static final double LEAST_OWN_COVERAGE = 0.12;

  /// The same for what is asked, names of documents left out: either suffices.
  private static final double LEAST_OWN_ASKED = 0.5;

  /// Score, as a share of the best one's, that suffices for questions that ask for several things.
  private static final double LISTED = 0.62;

  /// Share of the question's weight that a sentence must add to what the chosen ones have.
  private static final double LEAST_GAIN = 0.1;

  /// Added to the gain of a sentence from a document that a chosen sentence names: the second half
  /// of a question that is answered over two documents.
  private static final double NAMED_BONUS = 0.05;

  /// Share of a sentence's gain that counts whatever its score is; the rest counts as its score.
  private static final double GAIN_AT_LEAST = 0.5;

  /// Score, as a share of the best one's, that a sentence must have to be added for that.
  private static final double LEAST_SHARE = 0.7;

  /// The same where the sentence and a chosen one name each other's documents.
  private static final double LEAST_LINKED = 0.4;

  private static final int MOST_SENTENCES = 2;

  private static final int MOST_COMPARED = 3;

  private static final int MOST_LISTED = 8;

  /// Sentences looked at beyond the best: deeper ones never win, and looking takes time.
  private static final int DEPTH = 300;

  /// What a title adds to a name to tell it from others: `Creed (band)`.
  private static final Pattern QUALIFIER = Pattern.compile("\\s*(\\([^)]*\\)|,.*)$");

  /// Shorter titles stand in sentences by chance.
  private static final int LEAST_NAME_CHARS = 4;

  private final String question;
  private final SentenceIndex index;
  private final List<Scored> ranked;
  private final double total;
  private final List<Scored> chosen = new ArrayList<>();
  private final Set<String> texts = new HashSet<>();
  private final Overlap covered;

  private Selection(String question, SentenceIndex index, List<Scored> ranked) {
    this.question = question;
    this.index = index;
    this.ranked = ranked.subList(0, Math.min(DEPTH, ranked.size()));
    this.total = index.totalWeight();
    this.covered = new Overlap(ranked.getFirst().credits().terms());
  }

  /// The sentences that answer the question, the best first; for a list, in reading order. Empty
  /// where nothing bears on it.
  static List<Scored> choose(String question, SentenceIndex index, List<Scored> ranked) {
    if (ranked.isEmpty() || index.totalWeight() == 0) {
      return List.of();
    }
    var selection = new Selection(question, index, ranked);
    List<Scored> answer = selection.choose();
    return selection.bear(ranked.getFirst()) ? answer : List.of();
  }

  /// Whether the chosen sentences have enough of the question to be an answer to it.
  private boolean bear(Scored best) {
    var joint = new Overlap(best.credits().terms());
    chosen.stream()
        .filter(scored -> isLinked(best, scored))
        .forEach(scored -> joint.raise(scored.credits(), 1));
    AnswerType type = AnswerType.of(question);
    boolean kindMissing = type.isPlain() && chosen.stream().noneMatch(Scored::typed);
    double more = kindMissing ? KIND_MISSING : 0;
    boolean enough =
        best.coverage() >= LEAST_COVERAGE + more
            || (joint.weighed(index::weight) / total >= LEAST_JOINT_COVERAGE + more
                && best.coverage() >= LEAST_COVERAGE_IN_JOINT + more);
    Overlap own = best.sentence().own();
    return enough
        && (own.weighed(index::weight) / total >= LEAST_OWN_COVERAGE
            || asked(own) >= LEAST_OWN_ASKED);
  }

  private List<Scored> choose() {
    Scored best = best();
    if (QuestionForm.asksForSeveral(question)) {
      takeAll(LISTED * best.score(), MOST_LISTED);
      chosen.sort(Comparator.comparingInt(Scored::place));
      return chosen;
    }
    take(best);
    if (QuestionForm.asksForComparison(question)) {
      takeOnePerName();
    }
    takeWhatIsMissing();
    return chosen;
  }

  /// The best sentence; one that is nearly as good where it holds the kind of thing asked for and
  /// the best does not.
  private Scored best() {
    Scored first = ranked.getFirst();
    if (first.typed() || !AnswerType.of(question).isPlain()) {
      return first;
    }
    return ranked.stream()
        .filter(scored -> scored.typed() && scored.inScope() && !scored.sentence().heading())
        .filter(scored -> scored.score() >= TYPED * first.score())
        .filter(scored -> isSameDocument(first, scored))
        .findFirst()
        .orElse(first);
  }

  private static boolean isSameDocument(Scored one, Scored other) {
    return one.sentence().document().number() == other.sentence().document().number();
  }

  /// Share of the weight of what is asked, names of documents left out, that the chosen sentences
  /// have.
  private double asked(Overlap joint) {
    double all = 0;
    double has = 0;
    for (int term = 0; term < joint.terms(); term++) {
      if (!index.naming().isNaming(term)) {
        all += index.weight(term);
        has += index.weight(term) * joint.credit(term);
      }
    }
    return all > 0 ? has / all : 1;
  }

  private void takeAll(double leastScore, int most) {
    for (Scored scored : ranked) {
      if (chosen.size() >= most || scored.score() < leastScore || !scored.inScope()) {
        return;
      }
      take(scored);
    }
  }

  private void takeOnePerName() {
    for (BitSet name : index.naming().phrases()) {
      if (chosen.size() < MOST_COMPARED && chosen.stream().noneMatch(scored -> has(scored, name))) {
        ranked.stream().filter(scored -> has(scored, name)).findFirst().ifPresent(this::take);
      }
    }
  }

  private boolean has(Scored scored, BitSet name) {
    return index.naming().share(name, scored.credits()) >= 1;
  }

  /// Adds the sentences that say what the chosen ones leave open.
  private void takeWhatIsMissing() {
    int most = QuestionForm.asksForComparison(question) ? MOST_COMPARED : MOST_SENTENCES;
    while (chosen.size() < most) {
      Scored best = null;
      double bestGain = LEAST_GAIN;
      for (Scored scored : ranked) {
        double gain = gain(scored);
        double share = isNamedByChosen(scored) ? LEAST_LINKED : LEAST_SHARE;
        boolean belongs =
            (scored.inScope() || isNamedByChosen(scored))
                && scored.score() >= share * ranked.getFirst().score();
        if (belongs && gain > bestGain && !scored.sentence().heading() && !isChosen(scored)) {
          best = scored;
          bestGain = gain;
        }
      }
      if (best == null) {
        return;
      }
      take(best);
    }
  }

  private double gain(Scored scored) {
    double gain = 0;
    for (int term = 0; term < covered.terms(); term++) {
      double own = scored.sentence().own().credit(term);
      gain += index.weight(term) * Math.max(0, own - covered.credit(term));
    }
    return gain / total * (GAIN_AT_LEAST + (1 - GAIN_AT_LEAST) * scored.score())
        + (gain > 0 && isNamedByChosen(scored) ? NAMED_BONUS : 0);
  }

  private boolean isNamedByChosen(Scored scored) {
    return chosen.stream()
        .anyMatch(
            other ->
                other.sentence().document().number() != scored.sentence().document().number()
                    && isLinked(other, scored));
  }

  /// Whether two sentences belong together: one document, or one names the other's.
  private static boolean isLinked(Scored one, Scored other) {
    EvidenceText.Document first = one.sentence().document();
    EvidenceText.Document second = other.sentence().document();
    return first.number() == second.number()
        || names(one.sentence(), second)
        || names(other.sentence(), first);
  }

  private static boolean names(Sentence sentence, EvidenceText.Document document) {
    String title = QUALIFIER.matcher(document.title()).replaceAll("");
    return title.length() >= LEAST_NAME_CHARS && sentence.text().contains(title);
  }

  private boolean isChosen(Scored scored) {
    return texts.contains(scored.sentence().text());
  }

  private void take(Scored scored) {
    if (scored.sentence().heading() && !chosen.isEmpty()) {
      return;
    }
    if (texts.add(scored.sentence().text())) {
      chosen.add(scored);
      covered.raise(scored.sentence().own(), 1);
      for (int term = 0; term < covered.terms(); term++) {
        if (index.naming().isNaming(term)) {
          covered.raise(term, scored.credits().credit(term));
        }
      }
    }
  }
}
