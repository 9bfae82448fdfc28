package lectern.synthesize.answer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import lectern.ingest.DocumentId;
import lectern.ingest.Passage;
import lectern.ingest.TokenCounter;
import lectern.retrieve.Condition;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.Scope;
import lectern.retrieve.TextCondition;
import lectern.retrieve.search.Retriever;
import lectern.synthesize.Answer;
import lectern.synthesize.Answerer;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Plan;
import lectern.synthesize.Prompt;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.cite.AlphanumericProjection;
import lectern.synthesize.cite.CitationCheck;
import lectern.synthesize.plan.FixedTokens;
import lectern.synthesize.plan.Planner;
import lectern.synthesize.prompt.PromptLayout;

/// Answers one question over an index: plan, gather, lay out, complete, check.
///
/// Safe for use by many threads if the client is. The index is not closed here.
public final class Synthesizer implements Answerer {
  /// Nobody is paid to say that no evidence holds no answer.
  private static final Completion NOTHING_TO_ASK =
      Completion.unpaid(Answer.NOT_FOUND, Completion.Finish.STOP, Answer.NOBODY);

  /// What is planned for once a provider counted more tokens than the plan did: less than it takes
  /// by its own count, because what is cut away need not be of the kind that was counted short.
  private static final double REPLANNED_SHARE = 0.95;

  private final PassageIndex index;
  private final Retriever retriever;
  private final TokenCounter counter;
  private final ModelCard model;
  private final ChatClient chat;
  private final LongSupplier nanos;
  private final Stage.Listener listener;

  /// Puts the stages together.
  ///
  /// @param index the commit that every question is answered from
  /// @param search what ranks the passages of that commit
  /// @param counter the one the index was made with
  /// @param nanos nanoseconds since some moment, for [Answer#elapsed] alone: no clock that can be
  ///   set
  public Synthesizer(
      PassageIndex index,
      PassageSearch search,
      TokenCounter counter,
      ModelCard model,
      ChatClient chat,
      LongSupplier nanos,
      Stage.Listener listener) {
    this.index = index;
    this.retriever = new Retriever(index, search);
    this.counter = counter;
    this.model = model;
    this.chat = chat;
    this.nanos = nanos;
    this.listener = listener;
  }

  /// Decides how the question would be answered and what that would cost. Sends nothing.
  ///
  /// @throws SynthesisException.EmptyScope if the scope holds no document or names an unknown one
  /// @throws SynthesisException.TooLong if no prompt can hold the question, or the asked tier the
  ///   scope
  public Plan plan(Question question) {
    return plan(question, ScopeCheck.documents(index, question.scope()), model);
  }

  @Override
  public Answer answer(Question question) {
    long start = nanos.getAsLong();
    List<IndexedDocument> scope = ScopeCheck.documents(index, question.scope());
    Plan plan = planned(question, scope, model);
    Written written;
    try {
      written = written(question, scope, plan);
    } catch (SynthesisException.OverLimit e) {
      plan = planned(question, scope, smaller(e.countedTokens()));
      written = written(question, scope, plan);
    }
    List<Evidence> evidence = written.evidence();
    Completion completion = written.completion();
    List<Citation> citations = CitationCheck.check(completion.text(), evidence, index::text);
    return new Answer(
        question,
        completion,
        outcome(completion, citations),
        citations,
        evidence,
        plan,
        Duration.ofNanos(nanos.getAsLong() - start));
  }

  private record Written(List<Evidence> evidence, Completion completion) {}

  private Plan planned(Question question, List<IndexedDocument> scope, ModelCard card) {
    Plan plan = plan(question, scope, card);
    refuseMapReduce(plan);
    listener.accept(new Stage.Planned(plan));
    return plan;
  }

  private Written written(Question question, List<IndexedDocument> scope, Plan plan) {
    List<Evidence> evidence = gather(question, scope, plan);
    return new Written(
        evidence,
        evidence.stream().allMatch(shown -> shown.passages().isEmpty())
            ? NOTHING_TO_ASK
            : complete(question, evidence, plan));
  }

  /// The model with as much smaller a window as the provider counts more tokens than were planned.
  ///
  /// @param counted what it counted; 0 where it did not say
  private ModelCard smaller(long counted) {
    double share = counted > model.windowTokens() ? (double) model.windowTokens() / counted : 1;
    int window = (int) (model.windowTokens() * share * REPLANNED_SHARE);
    return new ModelCard(
        model.id(),
        model.provider(),
        window,
        Math.min(model.maxCompletionTokens(), window),
        model.pricing(),
        model.rules(),
        model.retired(),
        model.replacement(),
        model.source(),
        model.asOf());
  }

  private Completion complete(Question question, List<Evidence> evidence, Plan plan) {
    Prompt prompt = PromptLayout.layOut(evidence, question);
    return chat.complete(
        new ChatRequest(
            prompt,
            model,
            plan.budget().completionTokens(),
            plan.tier(),
            words(question.scope()),
            plan.promptTokens()));
  }

  /// For the ledger: how a question was narrowed, and not to what.
  private static String words(Scope scope) {
    return switch (scope) {
      case Scope.Everything() -> "everything";
      case Scope.Documents(Set<DocumentId> ids) ->
          ids.size() == 1 ? "1 document" : ids.size() + " documents";
      case Scope.Matching(Condition _, Scope within) -> words(within) + ", by field";
      case Scope.Saying(TextCondition _, Scope within) -> words(within) + ", by words";
    };
  }

  private Plan plan(Question question, List<IndexedDocument> scope, ModelCard card) {
    var fixed =
        FixedTokens.count(counter, PromptLayout.instructions(), PromptLayout.question(question));
    return Planner.plan(question, scope, card, fixed);
  }

  private static void refuseMapReduce(Plan plan) {
    if (plan.tier() == Tier.MAP_REDUCE) {
      throw new SynthesisException.NeedsMapReduce(
          String.format(
              Locale.ROOT,
              "the question needs all %,d documents, %,d prompt tokens in several prompts, and %s takes"
                  + " %,d at once; this version sends one prompt",
              plan.documents(),
              plan.promptTokens(),
              plan.model().name(),
              plan.model().windowTokens()),
          "Narrow the scope with --document, or ask for --tier medium to read only the best"
              + " passages.");
    }
  }

  private List<Evidence> gather(Question question, List<IndexedDocument> scope, Plan plan) {
    if (plan.wholeScope()) {
      return scope.stream()
          .map(document -> new Evidence(document, index.passages(document.number())))
          .toList();
    }
    Map<Integer, List<Passage>> chosen =
        retriever
            .retrieve(question.text(), question.scope(), plan.budget().evidenceTokens())
            .passages()
            .stream()
            .collect(Collectors.groupingBy(passage -> passage.label().document()));
    return scope.stream()
        .filter(document -> chosen.containsKey(document.number()))
        .map(document -> new Evidence(document, chosen.getOrDefault(document.number(), List.of())))
        .toList();
  }

  private static Answer.Outcome outcome(Completion completion, List<Citation> citations) {
    if (completion.finish() == Completion.Finish.CONTENT_FILTER) {
      return Answer.Outcome.DECLINED;
    }
    if (AlphanumericProjection.project(completion.text())
        .equals(AlphanumericProjection.project(Answer.NOT_FOUND))) {
      return Answer.Outcome.NO_EVIDENCE;
    }
    boolean proved = false;
    boolean mistaken = completion.finish() == Completion.Finish.LENGTH;
    for (Citation citation : citations) {
      switch (citation.state()) {
        case VERIFIED -> proved = true;
        case UNQUOTED -> {}
        case MISATTRIBUTED, FABRICATED, UNKNOWN_LABEL -> mistaken = true;
      }
    }
    return proved && !mistaken ? Answer.Outcome.ANSWERED : Answer.Outcome.PARTLY_SUPPORTED;
  }
}
