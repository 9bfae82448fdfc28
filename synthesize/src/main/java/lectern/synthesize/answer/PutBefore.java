package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.AskedAs;
import lectern.synthesize.ChatClient;
import lectern.synthesize.Evidence;
import lectern.synthesize.ModelCard;
import lectern.synthesize.PastCall;
import lectern.synthesize.Plan;
import lectern.synthesize.Preference;
import lectern.synthesize.Question;
import lectern.synthesize.Tier;
import lectern.synthesize.TokenBudget;
import lectern.synthesize.plan.Foresight;
import lectern.synthesize.prompt.PromptLayout;

/// Puts a question as it was put before. What was learned since may plan it otherwise: its reply is
/// there all the same, and costs nothing.
///
/// @param isHeld whether the reply to a draft is there
record PutBefore(Gathering gather, ChatClient chat, Predicate<Draft> isHeld) {
  /// Calls of before that are looked at, the last first.
  private static final int MOST_CALLS = 3;

  /// The question as one of those calls put it, where that makes the very prompt whose reply is
  /// there.
  ///
  /// @param plan of the question as it would be put now
  Optional<Draft> draft(
      Question question, List<IndexedDocument> scope, Plan plan, List<ModelCard> cards) {
    if (question.tier() != null) {
      return Optional.empty();
    }
    boolean everything =
        plan.kind().needsEverything() || question.wish().preference() == Preference.THOROUGH;
    String digest = AskedAs.digest(PromptLayout.question(question));
    return cards.stream()
        .flatMap(
            card ->
                chat.outlook(card).past().reversed().stream()
                    .filter(call -> call.asked().question().equals(digest))
                    .filter(call -> call.asked().wholeScope() || !everything)
                    .limit(MOST_CALLS)
                    .flatMap(call -> draft(question, scope, plan, card, call).stream()))
        .filter(isHeld)
        .findFirst();
  }

  /// Empty where the call had other evidence.
  private Optional<Draft> draft(
      Question question, List<IndexedDocument> scope, Plan plan, ModelCard card, PastCall call) {
    AskedAs asked = call.asked();
    List<Evidence> evidence =
        asked.wholeScope()
            ? gather.everything(scope)
            : gather.passages(question, scope, asked.evidenceTokens(), List.of());
    List<Evidence> sent =
        Foresight.asSent(
            PromptLayout.instructions(), plan.budget().instructionTokens(), evidence, call.trace());
    return Optional.ofNullable(sent)
        .map(
            order ->
                new Draft(
                    question,
                    scope,
                    plan(plan, card, call),
                    order.stream().map(List::of).toList(),
                    true));
  }

  private static Plan plan(Plan plan, ModelCard card, PastCall call) {
    AskedAs asked = call.asked();
    long tokens = call.usage().promptTokens();
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "The reply to this very question over this very evidence stands in the ledger, so nothing is"
            + " sent or paid.");
    reasons.addAll(plan.reasons());
    TokenBudget now = plan.budget();
    return new Plan(
        Stream.of(Tier.SHORT, Tier.MEDIUM_RAG)
            .filter(tier -> tokens <= tier.maxPromptTokens())
            .findFirst()
            .orElse(Tier.FULL_WINDOW),
        plan.kind(),
        asked.wholeScope(),
        List.of(),
        card,
        new TokenBudget(
            card.windowTokens(),
            now.instructionTokens(),
            asked.evidenceTokens(),
            now.questionTokens(),
            asked.completionTokens()),
        plan.documents(),
        1,
        tokens,
        0,
        new Plan.Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
        asked.wholeScope() ? 1 : plan.recall(),
        plan.found(),
        reasons,
        plan.candidates());
  }
}
