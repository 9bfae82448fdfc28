package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import lectern.retrieve.Hit;
import lectern.retrieve.Ranking;
import lectern.retrieve.Volumes;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.Tier;

/// How likely the best passages hold all the evidence, told by the shape of their scores: where the
/// first stands far above the others it is probably the one, where many are alike each may be.
///
/// Each passage is taken to be the evidence by its score to a power. Fitted on 300 questions of
/// SciFact: of those for which the first five passages were said to hold it with .51, .71 and .91,
/// they did for .64, .80 and .92. On HotpotQA-100, whose questions join two documents, the first
/// ten were said to hold both with .73 and .88, and did for .93 and .92.
final class RecallEstimate {
  /// Of scores between 0 and 1.
  private static final double SHARPNESS = 6;

  /// What stands in several places is missed more easily.
  private static final double PLACES_OF_JOINED = 1.5;

  /// No ranking finds everything: of the first hundred passages of SciFact 2.7 % miss it.
  private static final double MOST = 0.975;

  /// Share of what the first hundred miss that is taken to be in the first thousand.
  private static final double BEYOND = 0.5;

  /// Where nothing was ranked: what a tier that suffices for a kind of question is taken for.
  private static final double SUFFICES = 0.92;

  private static final double FALLS_SHORT = 0.5;

  private final List<Hit> hits;
  private final QuestionKind kind;
  private final boolean ranked;
  private final List<Double> weights;

  /// @param probe best passages; of no hits where nothing was ranked
  RecallEstimate(Ranking probe, QuestionKind kind) {
    this.hits = probe.hits();
    this.kind = kind;
    this.ranked = !hits.isEmpty();
    this.weights = weights(hits);
  }

  /// @param evidenceTokens that the passages may take
  /// @param tier whose budget that is
  /// @param whole whether it is all of the tier's budget
  double of(long evidenceTokens, Tier tier, boolean whole) {
    if (kind.needsEverything()) {
      return 0;
    }
    if (!ranked) {
      Tier sufficient = kind == QuestionKind.LOOK_UP ? Tier.SHORT : Tier.MEDIUM_RAG;
      return whole && tier.compareTo(sufficient) >= 0 ? SUFFICES : FALLS_SHORT;
    }
    double within = 0;
    long taken = 0;
    for (int i = 0; i < hits.size(); i++) {
      taken += hits.get(i).passage().renderedTokens();
      if (taken > evidenceTokens) {
        break;
      }
      within += weights.get(i);
    }
    return of(within) + (1 - MOST) * BEYOND * beyond(evidenceTokens, taken);
  }

  /// How far passages go beyond those that were ranked, up to ten times as many: 0 to 1.
  private static double beyond(long evidenceTokens, long ranked) {
    return Math.clamp((evidenceTokens - ranked) / (9.0 * Math.max(1, ranked)), 0, 1);
  }

  /// Of whole documents: all that stands in them is read.
  ///
  /// @param read which numbers of documents they have
  double of(IntPredicate read) {
    if (kind.needsEverything()) {
      return 0;
    }
    double within = 0;
    for (int i = 0; i < hits.size(); i++) {
      within += read.test(hits.get(i).passage().label().document()) ? weights.get(i) : 0;
    }
    return of(within);
  }

  /// Volumes that hold one of the best passages, the likeliest to hold the evidence first.
  List<Integer> volumes(Volumes volumes) {
    SortedMap<Integer, Double> within = new TreeMap<>();
    for (int i = 0; i < hits.size(); i++) {
      int volume = volumes.of(hits.get(i).passage().label().document());
      within.merge(volume, weights.get(i), Double::sum);
    }
    return within.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private double of(double within) {
    double all = 0;
    for (double weight : weights) {
      all += weight;
    }
    double share = all > 0 ? within / all : 0;
    return MOST * Math.pow(share, kind == QuestionKind.LOOK_UP ? 1 : PLACES_OF_JOINED);
  }

  private static List<Double> weights(List<Hit> hits) {
    List<Double> weights = new ArrayList<>();
    double best = hits.isEmpty() ? 1 : Math.max(Double.MIN_NORMAL, hits.getFirst().score());
    hits.forEach(hit -> weights.add(Math.pow(Math.max(0, hit.score() / best), SHARPNESS)));
    return weights;
  }
}
