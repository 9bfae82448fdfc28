package lectern.synthesize.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.synthesize.KindTold;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Preference;
import lectern.synthesize.Pricing;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.Tier;

/// Says why a plan was chosen, and what it reckons with.
///
/// @param unsure whether no plan holds the evidence as surely as was wished
/// @param preferred the model that was set first
record Reasons(
    Question question,
    QuestionKind kind,
    Material material,
    Sized chosen,
    boolean unsure,
    ModelCard preferred) {
  /// Sentences, the decisive one first.
  List<String> all() {
    List<String> reasons = new ArrayList<>();
    reasons.add(decisive());
    if (!chosen.card().name().equals(preferred.name())) {
      reasons.add(
          chosen.card().name()
              + " is planned with in place of "
              + preferred.name()
              + ", which holds no such prompt or costs more.");
    }
    reasons.add(
        String.format(
            Locale.ROOT,
            "%,d tokens are planned for %s: counted ones, %.1f %% margin for what the model may count"
                + " more, and %d for its template.",
            chosen.tokens().most(),
            chosen.prompts() == 1
                ? "the prompt"
                : chosen.prompts()
                    + " prompts, of which the last ones combine the passages noted in the others",
            chosen.model().fixed().margin() * 100,
            PromptSize.TEMPLATE_TOKENS));
    reasons.add(
        String.format(
            Locale.ROOT,
            "%,d of the window's %,d tokens are kept for the completion.",
            chosen.completion(),
            chosen.card().windowTokens()));
    reasons.add(
        chosen.cached() == 0
            ? "Nothing of it is expected in the provider's cache."
            : String.format(
                Locale.ROOT,
                "%,d of some %,d tokens are expected in the provider's cache, from calls of late.",
                chosen.cached(),
                chosen.tokens().expected()));
    long lost =
        chosen.wholeScope() && chosen.prompts() == 1
            ? chosen.model().cached().lost().applyAsLong(material.documents())
            : 0;
    if (lost > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%,d tokens that the last prompt of the same scope left in the cache are of no use now:"
                  + " a document in front of them was changed, removed or added%s.",
              lost,
              costs(lost)));
    }
    Duration first = chosen.firstToken();
    Speed speed = chosen.model().speed();
    if (first != null && speed != null) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The first token is expected after some %d s, as %d calls of late tell.",
              Math.max(1, first.toSeconds()),
              speed.calls()));
    }
    if (chosen.model().calibration().knows(chosen.card().name(), kind)) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "Of such questions the model was measured to answer %.0f in 100 from a prompt of this"
                  + " length.",
              100 * chosen.found()));
    }
    if (chosen.card().pricing() == null) {
      reasons.add("The catalogue has no price for " + chosen.card().name() + ".");
    }
    return List.copyOf(reasons);
  }

  /// What it costs to read them anew.
  private String costs(long tokens) {
    Pricing pricing = chosen.card().pricing();
    return pricing == null
        ? ""
        : String.format(
            Locale.ROOT,
            ", which costs $%.4f",
            pricing
                .inputUsdPerMTok()
                .subtract(pricing.cachedInputUsdPerMTok())
                .multiply(BigDecimal.valueOf(tokens, 6)));
  }

  private String decisive() {
    Tier tier = chosen.tier();
    KindTold told = question.told();
    String because =
        question.tier() == null
            ? "The question " + kind.words() + (told == null ? "." : ", as " + told.by() + ".")
            : "The " + question.tier().words() + " tier was asked for.";
    if (tier == Tier.MAP_REDUCE) {
      return String.format(
          Locale.ROOT,
          "%s The %,d tokens of the scope are more than one prompt of at most %,d tokens holds; %,d"
              + " prompts read and combine them.",
          because,
          scopeTokens(),
          Sizing.limit(Tier.FULL_WINDOW, chosen.card()),
          chosen.prompts());
    }
    if (chosen.wholeScope()) {
      return String.format(
          Locale.ROOT,
          "%s The whole scope makes a prompt of %,d tokens, within the %,d of the %s tier, so all of"
              + " it is read.",
          because,
          chosen.tokens().most(),
          Sizing.limit(tier, chosen.card()),
          tier.words());
    }
    String what =
        chosen.volumes().isEmpty()
            ? String.format(
                Locale.ROOT, "the best passages, %,d tokens of them at most,", chosen.evidence())
            : String.format(
                Locale.ROOT,
                "%,d of its %,d volumes, %,d tokens of whole documents in which the best passages"
                    + " stand,",
                chosen.volumes().size(),
                material.volumes().group(material.documents()).size(),
                chosen.evidence());
    String read =
        String.format(
            Locale.ROOT,
            "%s The whole scope has %,d tokens; %s hold the evidence %.0f times in 100",
            because,
            scopeTokens(),
            what,
            100 * chosen.recall());
    if (unsure) {
      return read + ", less often than is wished, and no plan is surer.";
    }
    return question.wish().preference() == Preference.CHEAP && question.wish().mostCalls() > 1
        ? read + ", and an answer costs least so, counting what follows where they do not."
        : read + ", and no plan that is as sure as is wished costs less.";
  }

  private long scopeTokens() {
    return material.tokens();
  }
}
