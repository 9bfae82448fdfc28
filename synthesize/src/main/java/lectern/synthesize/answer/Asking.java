package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.TokenCounter;
import lectern.retrieve.Condition;
import lectern.retrieve.Scope;
import lectern.retrieve.TextCondition;
import lectern.synthesize.AnswerPieces;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.AskedAs;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.ModelCard;
import lectern.synthesize.PartRequest;
import lectern.synthesize.Plan;
import lectern.synthesize.Prediction;
import lectern.synthesize.Pricing;
import lectern.synthesize.Prompt;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.plan.Foresight;
import lectern.synthesize.plan.PricePrediction;
import lectern.synthesize.plan.Priming;
import lectern.synthesize.plan.PromptSize;
import lectern.synthesize.prompt.PromptLayout;
import org.jspecify.annotations.Nullable;

/// Puts drafts to a model.
final class Asking {
  private final TokenCounter counter;
  private final List<ModelCard> models;
  private final ChatClient chat;

  /// @param models that may be asked
  Asking(TokenCounter counter, List<ModelCard> models, ChatClient chat) {
    this.counter = counter;
    this.models = models;
    this.chat = chat;
  }

  /// Whether the reply to a draft is there already, so that it is not sent.
  boolean isHeld(Draft draft) {
    return chat.holds(request(draft));
  }

  /// Sends a draft and waits for the whole completion.
  ///
  /// @param pieces hears it while it is written
  Completion complete(Draft draft, AnswerPieces pieces) {
    return chat.complete(request(draft).heardBy(pieces));
  }

  private ChatRequest request(Draft draft) {
    Plan plan = draft.plan();
    Prompt prompt = PromptLayout.layOutLayers(draft.layers(), draft.question());
    AnswerSchema schema = draft.question().schema();
    return new ChatRequest(
            prompt,
            asked(plan.model()),
            plan.budget().completionTokens(),
            plan.tier(),
            words(draft.question().scope()),
            plan.promptTokens(),
            foresight(plan.model()).of(trace(draft, prompt)).askedAs(askedAs(draft)))
        .formed(schema == null ? null : schema.asked());
  }

  /// One of several prompts that a question is answered by.
  ///
  /// @param which of them, for the ledger
  ChatRequest part(Draft draft, List<Evidence> evidence, PartRequest request, String which) {
    Plan plan = draft.plan();
    Prompt prompt = PromptLayout.layOutPart(evidence, draft.question(), request);
    PromptTrace trace =
        PromptLayout.trace(
            List.of(evidence),
            prompt,
            plan.budget().instructionTokens(),
            counter.count(prompt.question()));
    Prediction expected = foresight(plan.model()).of(trace);
    return new ChatRequest(
        prompt,
        asked(plan.model()),
        plan.budget().completionTokens(),
        plan.tier(),
        words(draft.question().scope()) + ", " + which,
        Math.max(
            PromptSize.planned(trace.whole().tokens(), counter.margin()), expected.promptTokens()),
        expected);
  }

  /// What a request costs at worst; null where the model has no price.
  @Nullable BigDecimal mostUsd(ChatRequest request) {
    Pricing pricing = request.model().pricing();
    return pricing == null
        ? null
        : PricePrediction.mostUsd(
            pricing,
            request.promptTokens(),
            chat.outlook(request.model()).ttl(),
            request.maxCompletionTokens());
  }

  /// Whether the reply to a request is there already.
  boolean isHeld(ChatRequest request) {
    return chat.holds(request);
  }

  /// Sends a request and waits for the whole completion.
  Completion complete(ChatRequest request) {
    return chat.complete(request);
  }

  /// Volumes, and passages that were added to others, are not found again.
  private static AskedAs askedAs(Draft draft) {
    Plan plan = draft.plan();
    long documents = draft.units().stream().map(Evidence::document).distinct().count();
    return !plan.volumes().isEmpty() || documents < draft.units().size()
        ? AskedAs.NOTHING
        : new AskedAs(
            AskedAs.digest(PromptLayout.question(draft.question())),
            plan.wholeScope(),
            plan.budget().evidenceTokens(),
            plan.budget().completionTokens());
  }

  private static PromptTrace trace(Draft draft, Prompt prompt) {
    return PromptLayout.trace(
        draft.layers(),
        prompt,
        draft.plan().budget().instructionTokens(),
        draft.plan().budget().questionTokens());
  }

  /// Sends the prompt of a draft to be counted, not answered.
  TokenCheck counted(Draft draft) {
    Plan plan = draft.plan();
    Prompt prompt = PromptLayout.layOutLayers(draft.layers(), draft.question());
    return new TokenCheck(
        plan, trace(draft, prompt).whole().tokens(), chat.exactTokens(asked(plan.model()), prompt));
  }

  /// What is decided of evidence that the prompts of several questions begin with.
  Priming priming(Draft draft, List<List<Evidence>> shared, int questions, int atOnce) {
    Plan plan = draft.plan();
    Prediction all = foresight(plan.model()).of(beginning(plan, shared));
    return Priming.of(
        plan.model(), all.promptTokens(), all.cachedTokens(), questions, atOnce, all.ttl());
  }

  /// Sends what the prompts of several questions begin with, and no question, so that the provider
  /// keeps it up to exactly there.
  Completion prime(Draft draft, List<List<Evidence>> shared, Priming priming) {
    Plan plan = draft.plan();
    return chat.complete(
        new ChatRequest(
                PromptLayout.beginning(shared),
                asked(plan.model()),
                Priming.COMPLETION_TOKENS,
                plan.tier(),
                words(draft.question().scope()),
                plan.promptTokens(),
                foresight(plan.model()).of(beginning(plan, shared)))
            .priming(priming.ttl()));
  }

  private static PromptTrace beginning(Plan plan, List<List<Evidence>> shared) {
    return PromptLayout.trace(
        shared, PromptLayout.beginning(shared), plan.budget().instructionTokens(), 0);
  }

  /// Whether prompts to a model are kept in a cache at all.
  boolean isCached(ModelCard card) {
    return chat.caches(card);
  }

  /// The model itself, whatever window was planned with.
  ModelCard asked(ModelCard planned) {
    return models.stream()
        .filter(model -> model.name().equals(planned.name()))
        .findFirst()
        .orElse(planned);
  }

  private Foresight foresight(ModelCard card) {
    return new Foresight(card, counter.margin(), chat.outlook(card));
  }

  /// For the ledger: how a question was narrowed, and not to what.
  static String words(Scope scope) {
    return switch (scope) {
      case Scope.Everything() -> "everything";
      case Scope.Documents(Set<DocumentId> ids) ->
          ids.size() == 1 ? "1 document" : ids.size() + " documents";
      case Scope.Matching(Condition _, Scope within) -> words(within) + ", by field";
      case Scope.Saying(TextCondition _, Scope within) -> words(within) + ", by words";
    };
  }
}
