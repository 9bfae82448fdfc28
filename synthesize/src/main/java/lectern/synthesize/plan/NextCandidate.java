package lectern.synthesize.plan;

import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import lectern.synthesize.Calibration;
import lectern.synthesize.Candidate;
import lectern.synthesize.Plan;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.Tier;
import org.jspecify.annotations.Nullable;

/// What is asked next where a model found no answer: the candidate that most likely brings one for
/// its price. A pure function of what was asked and what there is.
///
/// Either the evidence was not in the prompt, or it was and the model overlooked it. Of candidates
/// that hold more, and with a higher probability, it is taken that each holds what those before it
/// do; so that what was asked in vain tells how likely the evidence is in reach of each, and a
/// shorter prompt of the best passages, which models read better, may be worth more than a longer
/// one.
public final class NextCandidate {
  /// A lesser chance is not worth a call.
  private static final double LEAST_GAIN = 0.05;

  /// Where a model found nothing, the estimate of what its prompt held was rather wrong: it is
  /// taken to miss so many times as much.
  private static final double DOUBT = 4;

  /// Share of the questions that nothing answers: as many tries as one likes find nothing then.
  private static final double NOWHERE = 0.1;

  /// Of what a prompt holds a model finds so much, by the prompt's tokens, where it was not
  /// measured itself: GPT-4-1106 in RULER (arXiv 2404.06654), which falls less than most. Beyond
  /// the last it stays.
  private static final Calibration USUAL =
      new Calibration(
          List.of(
              usual(4_096, .966),
              usual(8_192, .963),
              usual(16_384, .952),
              usual(32_768, .932),
              usual(65_536, .870),
              usual(131_072, .812)));

  private static final String USUAL_MODEL = "gpt-4-1106";

  /// Samples of each length, over its 13 tasks.
  private static final int RULER_CASES = 6_500;

  private NextCandidate() {}

  /// The next one of the same model; null where none is worth its price.
  ///
  /// @param asked what was asked in vain; never empty
  /// @param all plans that there are
  public static @Nullable Candidate of(List<Candidate> asked, List<Candidate> all) {
    String model = asked.getFirst().model().name();
    return all.stream()
        .filter(one -> one.model().name().equals(model) && one.tier() != Tier.MAP_REDUCE)
        .filter(one -> asked.stream().noneMatch(before -> isSame(before, one)))
        .filter(one -> gain(asked, one) >= LEAST_GAIN)
        .max(Comparator.comparingDouble(one -> gain(asked, one) / cost(one)))
        .orElse(null);
  }

  private static boolean isSame(Candidate one, Candidate other) {
    return one.tier() == other.tier()
        && one.wholeScope() == other.wholeScope()
        && one.volumes() == other.volumes()
        && one.evidenceTokens() == other.evidenceTokens();
  }

  /// Probability that it brings the answer, given that those before it did not.
  static double gain(List<Candidate> asked, Candidate next) {
    SortedSet<Double> bounds = new TreeSet<>(List.of(1.0, held(next)));
    asked.forEach(one -> bounds.add(held(one)));
    double all = left(asked, bounds, _ -> true) + NOWHERE;
    double within = left(asked, bounds, bound -> bound <= held(next));
    return within / all * found(next);
  }

  /// Probability that it holds the evidence, in doubt.
  private static double held(Candidate one) {
    return Math.max(0, 1 - DOUBT * (1 - one.recall()));
  }

  /// What is left of the probability where the evidence may be, after all that was asked in vain.
  ///
  /// @param bounds of parts of it: each goes up to a bound, from the one before
  private static double left(
      List<Candidate> asked, SortedSet<Double> bounds, DoublePredicate counts) {
    double left = 0;
    double from = 0;
    for (double to : bounds) {
      double part = to - from;
      for (Candidate one : asked) {
        part *= held(one) >= to ? 1 - found(one) : 1;
      }
      left += counts.test(to) ? part : 0;
      from = to;
    }
    return left;
  }

  /// Probability that the model finds what a prompt holds.
  static double found(Candidate one) {
    return one.found() < 1
        ? one.found()
        : USUAL.found(USUAL_MODEL, QuestionKind.LOOK_UP, one.promptTokens());
  }

  private static Calibration.Point usual(int promptTokens, double found) {
    return new Calibration.Point(
        USUAL_MODEL, QuestionKind.LOOK_UP, promptTokens, found, RULER_CASES);
  }

  /// US dollars; tokens where no price is known.
  static double cost(Candidate one) {
    Plan.Price price = one.price();
    return Math.max(
        Double.MIN_NORMAL, price == null ? one.promptTokens() : price.expectedUsd().doubleValue());
  }
}
