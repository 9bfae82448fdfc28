package lectern.synthesize.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lectern.synthesize.Candidate;
import lectern.synthesize.Plan;
import lectern.synthesize.Preference;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// Decides how a question is answered: by which model, in which tier, from the whole scope or the
/// best passages of it, and what that costs.
///
/// A pure function of its arguments. Every plan that fits is a candidate; the cheapest one that
/// holds the evidence as surely as is wished wins. The whole scope is read where it fits a tier,
/// since nothing can then be missed.
public final class Planner {
  private Planner() {}

  /// Plans one question.
  ///
  /// @param models that may be asked, the preferred first; never empty
  /// @throws SynthesisException.TooLong if the question, or the tier that was asked for, cannot fit
  /// @throws SynthesisException.OverPrice if no plan stays within the price that was wished
  public static Plan plan(Question question, Material material, List<ModelView> models) {
    return choosing(question, material, models).plan();
  }

  /// Plans what was a candidate before.
  ///
  /// @throws SynthesisException.TooLong if it is none any more
  /// @throws SynthesisException.OverPrice if it does not stay within the price that was wished
  public static Plan candidate(
      Question question, Material material, List<ModelView> models, Candidate candidate) {
    return choosing(question, material, models).candidate(candidate);
  }

  private static Choosing choosing(Question question, Material material, List<ModelView> models) {
    QuestionKind kind = question.kind();
    RecallEstimate recall = new RecallEstimate(material.probe(), kind);
    List<Sized> sized = new ArrayList<>();
    SynthesisException.TooLong none = null;
    for (ModelView model : models) {
      Sizing sizing = new Sizing(question.tier(), kind, material, model, recall);
      try {
        sized.addAll(sizing.all());
      } catch (SynthesisException.TooLong e) {
        none = none == null ? e : none;
      }
    }
    if (sized.isEmpty() && none != null) {
      throw none;
    }
    return new Choosing(question, kind, material, models.getFirst(), sized);
  }

  /// The choice among candidates.
  private record Choosing(
      Question question,
      QuestionKind kind,
      Material material,
      ModelView preferred,
      List<Sized> sized) {
    private static final Comparator<Sized> CHEAPEST =
        Comparator.comparing(Sized::cost)
            .thenComparing(Comparator.comparingDouble(Sized::sure).reversed());

    private static final Comparator<Sized> SUREST =
        Comparator.comparingDouble(Sized::sure).reversed().thenComparing(Sized::cost);

    private Plan plan() {
      List<Sized> payable = sized.stream().filter(this::isPayable).toList();
      if (payable.isEmpty()) {
        throw overPrice();
      }
      List<Sized> single = payable.stream().filter(one -> one.prompts() == 1).toList();
      // Several prompts only where no model takes one: what stands in two of them is not joined.
      for (List<Sized> among : List.of(wished(single), single, wished(payable), payable)) {
        Optional<Sized> sure = among.stream().filter(this::isEnough).min(order());
        if (sure.isPresent()) {
          return result(sure.get(), false);
        }
      }
      List<Sized> left = wished(payable).isEmpty() ? payable : wished(payable);
      return result(left.stream().min(SUREST).orElseThrow(), true);
    }

    private Plan candidate(Candidate wanted) {
      Sized found =
          sized.stream()
              .filter(
                  one ->
                      one.tier() == wanted.tier()
                          && one.wholeScope() == wanted.wholeScope()
                          && one.volumes().size() == wanted.volumes()
                          && one.card().name().equals(wanted.model().name()))
              .min(
                  Comparator.comparingLong(
                      one -> Math.abs(one.evidence() - wanted.evidenceTokens())))
              .orElseThrow(
                  () ->
                      new SynthesisException.TooLong(
                          "the " + wanted.tier().words() + " tier cannot be read any more",
                          "Ask again."));
      if (!isPayable(found)) {
        throw overPrice();
      }
      return result(found, false);
    }

    /// Those of the first model that is set, unless the price decides.
    private List<Sized> wished(List<Sized> some) {
      return some.stream().filter(this::isOfWishedModel).toList();
    }

    /// Of a lease and its amendments the ranking has the lease first, and the question asks for
    /// both: less than the short tier takes is only read by who wants it cheap or fast.
    private boolean isEnough(Sized one) {
      boolean sure = one.sure() >= question.wish().preference().leastRecall() * bestFound();
      return sure
          && switch (question.wish().preference()) {
            case CHEAP, FAST -> true;
            case BALANCED, THOROUGH -> !one.scant();
          };
    }

    /// What a model finds at best is all that can be wished for.
    private double bestFound() {
      return sized.stream().mapToDouble(Sized::found).max().orElse(1);
    }

    private Comparator<Sized> order() {
      return switch (question.wish().preference()) {
        case FAST -> Comparator.comparingLong(Sized::fresh).thenComparing(CHEAPEST);
        case CHEAP -> Comparator.comparingDouble(this::outlay).thenComparing(CHEAPEST);
        case BALANCED, THOROUGH -> CHEAPEST;
      };
    }

    private double outlay(Sized first) {
      return Outlay.of(
          first.candidate(""),
          sized.stream().filter(this::isPayable).map(one -> one.candidate("")).toList(),
          question.wish().mostCalls());
    }

    /// A price that is not known may be any.
    private boolean isPayable(Sized one) {
      BigDecimal most = question.wish().mostUsd();
      Plan.Price price = most == null ? null : one.price();
      return most == null || (price != null && price.mostUsd().compareTo(most) <= 0);
    }

    private boolean isOfWishedModel(Sized one) {
      return question.wish().preference() == Preference.CHEAP
          || one.card().name().equals(preferred.card().name());
    }

    private Plan result(Sized chosen, boolean unsure) {
      List<Candidate> candidates = new ArrayList<>();
      for (Sized one : sized) {
        candidates.add(one.candidate(one.equals(chosen) ? Candidate.CHOSEN : verdict(one, chosen)));
      }
      return new Plan(
          chosen.tier(),
          kind,
          chosen.wholeScope(),
          chosen.volumes(),
          chosen.card(),
          chosen.budget(),
          material.documents().size(),
          (int) chosen.prompts(),
          chosen.tokens().most(),
          chosen.cached(),
          chosen.price(),
          chosen.recall(),
          chosen.found(),
          new Reasons(question, kind, material, chosen, unsure, preferred.card()).all(),
          candidates);
    }

    private String verdict(Sized one, Sized chosen) {
      if (!isPayable(one)) {
        return one.price() == null ? "its price is unknown" : "may cost more than is allowed";
      }
      if (!isOfWishedModel(one) && isOfWishedModel(chosen)) {
        return "another model is preferred";
      }
      if (!isEnough(one) && one.sure() <= chosen.sure()) {
        return one.recall() > chosen.recall() ? "too long to be read well" : "may miss evidence";
      }
      return question.wish().preference() == Preference.FAST ? "takes longer" : "costs more";
    }

    private SynthesisException overPrice() {
      BigDecimal most = question.wish().mostUsd();
      @Nullable BigDecimal least =
          sized.stream()
              .map(Sized::price)
              .filter(price -> price != null)
              .map(Plan.Price::mostUsd)
              .min(Comparator.naturalOrder())
              .orElse(null);
      return new SynthesisException.OverPrice(
          least == null
              ? "the price of no model that is set is known, so none can be held to $" + most
              : String.format(
                  Locale.ROOT,
                  "no plan costs $%s at most: the cheapest may cost $%s",
                  most,
                  least.setScale(4, RoundingMode.CEILING).toPlainString()),
          "Allow more with --max-cost, narrow the scope with --document, or name a cheaper model with"
              + " --model.");
    }
  }
}
