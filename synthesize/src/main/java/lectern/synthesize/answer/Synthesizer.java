package lectern.synthesize.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import lectern.ingest.DocumentId;
import lectern.ingest.TokenCounter;
import lectern.retrieve.Condition;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;
import lectern.retrieve.TextCondition;
import lectern.retrieve.Volumes;
import lectern.synthesize.Answer;
import lectern.synthesize.Answerer;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Outlook;
import lectern.synthesize.Plan;
import lectern.synthesize.Prediction;
import lectern.synthesize.Prompt;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.cite.AlphanumericProjection;
import lectern.synthesize.cite.CitationCheck;
import lectern.synthesize.plan.FixedTokens;
import lectern.synthesize.plan.Foresight;
import lectern.synthesize.plan.Material;
import lectern.synthesize.plan.ModelView;
import lectern.synthesize.plan.Planner;
import lectern.synthesize.prompt.PromptLayout;

/// Answers one question over an index: plan, gather, lay out, complete, check.
///
/// Safe for use by many threads if the client is. The index is not closed here.
public final class Synthesizer implements Answerer {
  /// Nobody is paid to say that no evidence holds no answer.
  private static final Completion NOTHING_TO_ASK =
      Completion.unpaid(Answer.NOT_FOUND, Completion.Finish.STOP, Answer.NOBODY);

  /// Passages whose scores tell how many have to be read.
  private static final int PROBED = 100;

  /// What is planned for once a provider counted more tokens than the plan did: less than it takes
  /// by its own count, because what is cut away need not be of the kind that was counted short.
  private static final double REPLANNED_SHARE = 0.95;

  private final PassageIndex index;
  private final Gathering gather;
  private final TokenCounter counter;
  private final PassageSearch search;
  private final List<ModelCard> models;
  private final ChatClient chat;
  private final LongSupplier nanos;
  private final Stage.Listener listener;

  /// Puts the stages together.
  ///
  /// @param index the commit that every question is answered from
  /// @param search what ranks the passages of that commit
  /// @param models that may be asked, the preferred first; never empty
  /// @param counter the one the index was made with
  /// @param nanos nanoseconds since some moment, for [Answer#elapsed] alone: no clock that can be
  ///   set
  public Synthesizer(
      PassageIndex index,
      PassageSearch search,
      TokenCounter counter,
      List<ModelCard> models,
      ChatClient chat,
      LongSupplier nanos,
      Stage.Listener listener) {
    this.index = index;
    this.gather = new Gathering(index, search);
    this.counter = counter;
    this.search = search;
    this.models = List.copyOf(models);
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
    return plan(question, ScopeCheck.documents(index, question.scope()), models);
  }

  @Override
  public Answer answer(Question question) {
    long start = nanos.getAsLong();
    List<IndexedDocument> scope = ScopeCheck.documents(index, question.scope());
    Written written = planned(question, scope, models, List.of());
    for (int step = 0; step < Escalation.MOST_STEPS && answersNothing(written); step++) {
      Question wider = Escalation.wider(question, written.plan(), written.completion());
      if (wider == null) {
        break;
      }
      try {
        List<ModelCard> same = List.of(asked(written.plan().model()));
        written = Escalation.after(written, planned(wider, scope, same, written.layers()));
      } catch (SynthesisException.TooLong
          | SynthesisException.OverPrice
          | SynthesisException.NoCompletion e) {
        written = Escalation.ended(written, e);
        break;
      }
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
        written.plan(),
        Duration.ofNanos(nanos.getAsLong() - start));
  }

  private static boolean answersNothing(Written written) {
    return outcome(written.completion(), List.of()) == Answer.Outcome.NO_EVIDENCE;
  }

  /// Plans and asks; once more where the provider counts more tokens than the plan did.
  ///
  /// @param before evidence that was asked about before, which more is added to
  private Written planned(
      Question question,
      List<IndexedDocument> scope,
      List<ModelCard> cards,
      List<List<Evidence>> before) {
    boolean wider = !before.isEmpty();
    Plan plan = planned(question, scope, cards, wider);
    try {
      return written(question, scope, plan, before);
    } catch (SynthesisException.OverLimit e) {
      ModelCard smaller = smaller(plan.model(), e.countedTokens());
      Plan fewer = planned(question, scope, List.of(smaller), wider);
      return written(question, scope, fewer, List.of());
    }
  }

  /// @param wider whether less was read before, so that of a scope larger than the window volumes
  ///   are read in place of all
  private Plan planned(
      Question question, List<IndexedDocument> scope, List<ModelCard> cards, boolean wider) {
    Plan plan;
    try {
      plan = plan(question, scope, cards);
    } catch (SynthesisException.TooLong e) {
      if (!wider || question.tier() != Tier.FULL_WINDOW) {
        throw e;
      }
      Question any = new Question(question.text(), question.scope(), null, question.wish());
      plan = Planner.volumes(any, material(any, scope), views(any, scope, cards));
    }
    refuseMapReduce(plan);
    listener.accept(new Stage.Planned(plan));
    return plan;
  }

  private Written written(
      Question question, List<IndexedDocument> scope, Plan plan, List<List<Evidence>> before) {
    List<List<Evidence>> layers = new ArrayList<>();
    if (plan.wholeScope()) {
      layers.add(gather.everything(scope));
    } else if (!plan.volumes().isEmpty()) {
      Volumes volumes = index.volumes();
      Set<Integer> read = Set.copyOf(plan.volumes());
      layers.add(
          gather.everything(
              scope.stream().filter(one -> read.contains(volumes.of(one.number()))).toList()));
    } else {
      List<Evidence> passages =
          gather.passages(question, scope, plan.budget().evidenceTokens(), before);
      if (before.isEmpty()) {
        layers.addAll(
            foresight(plan.model())
                .ordered(PromptLayout.instructions(), plan.budget().instructionTokens(), passages));
      } else {
        layers.addAll(before);
        layers.add(passages);
      }
    }
    boolean nothing =
        layers.stream().flatMap(List::stream).allMatch(shown -> shown.passages().isEmpty());
    return new Written(plan, layers, nothing ? NOTHING_TO_ASK : complete(question, layers, plan));
  }

  /// A model with as much smaller a window as the provider counts more tokens than were planned.
  ///
  /// @param counted what it counted; 0 where it did not say
  private static ModelCard smaller(ModelCard model, long counted) {
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

  private Completion complete(Question question, List<List<Evidence>> layers, Plan plan) {
    Prompt prompt = PromptLayout.layOutLayers(layers, question);
    Prediction prediction =
        foresight(plan.model())
            .of(
                PromptLayout.trace(
                    layers,
                    prompt,
                    plan.budget().instructionTokens(),
                    plan.budget().questionTokens()));
    return chat.complete(
        new ChatRequest(
            prompt,
            asked(plan.model()),
            plan.budget().completionTokens(),
            plan.tier(),
            words(question.scope()),
            plan.promptTokens(),
            prediction));
  }

  /// The model itself, whatever window was planned with.
  private ModelCard asked(ModelCard planned) {
    return models.stream()
        .filter(model -> model.name().equals(planned.name()))
        .findFirst()
        .orElse(planned);
  }

  private Foresight foresight(ModelCard card) {
    return new Foresight(card, counter.margin(), chat.outlook(card));
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

  private Plan plan(Question question, List<IndexedDocument> scope, List<ModelCard> cards) {
    List<ModelView> views = views(question, scope, cards);
    return Planner.plan(question, material(question, scope), views);
  }

  private Material material(Question question, List<IndexedDocument> scope) {
    return new Material(scope, index.volumes(), probe(question, scope));
  }

  private List<ModelView> views(
      Question question, List<IndexedDocument> scope, List<ModelCard> cards) {
    FixedTokens counted =
        FixedTokens.count(counter, PromptLayout.instructions(), PromptLayout.question(question));
    return cards.stream().map(card -> view(card, counted, scope)).toList();
  }

  private ModelView view(ModelCard card, FixedTokens counted, List<IndexedDocument> scope) {
    String instructions = PromptLayout.instructions();
    Outlook outlook = chat.outlook(card);
    Foresight foresight = new Foresight(card, counter.margin(), outlook);
    FixedTokens fixed = foresight.learned(counted, instructions, scope);
    return new ModelView(card, fixed, foresight.cached(instructions, fixed), outlook.calibration());
  }

  /// The best passages, where it is open how many of them are read.
  private Ranking probe(Question question, List<IndexedDocument> scope) {
    long tokens = scope.stream().mapToLong(IndexedDocument::tokens).sum();
    return question.tier() != null || tokens <= Tier.SHORT.maxPromptTokens() / 2
        ? new Ranking("none", List.of())
        : search.search(new PassageQuery(question.text(), question.scope(), PROBED));
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
