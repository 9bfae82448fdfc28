package lectern.synthesize.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import lectern.ingest.TokenCounter;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.Ranking;
import lectern.retrieve.Volumes;
import lectern.synthesize.Candidate;
import lectern.synthesize.ChatClient;
import lectern.synthesize.Evidence;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Outlook;
import lectern.synthesize.Plan;
import lectern.synthesize.Prompt;
import lectern.synthesize.Question;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.plan.Cached;
import lectern.synthesize.plan.FixedTokens;
import lectern.synthesize.plan.Foresight;
import lectern.synthesize.plan.Material;
import lectern.synthesize.plan.ModelView;
import lectern.synthesize.plan.Planner;
import lectern.synthesize.prompt.PromptLayout;

/// Plans questions over one commit and takes their evidence out of it. Sends nothing.
final class Planning {
  /// Passages whose scores tell how many have to be read.
  private static final int PROBED = 100;

  /// What is planned for once a provider counted more tokens than the plan did: less than it takes
  /// by its own count, because what is cut away need not be of the kind that was counted short.
  private static final double REPLANNED_SHARE = 0.95;

  private final PassageIndex index;
  private final Gathering gather;
  private final TokenCounter counter;
  private final PassageSearch search;
  private final ChatClient chat;
  private final Stage.Listener listener;

  Planning(
      PassageIndex index,
      PassageSearch search,
      TokenCounter counter,
      ChatClient chat,
      Stage.Listener listener) {
    this.index = index;
    this.gather = new Gathering(index, search);
    this.counter = counter;
    this.search = search;
    this.chat = chat;
    this.listener = listener;
  }

  /// What takes evidence out of the index.
  Gathering gathering() {
    return gather;
  }

  /// Plans a question and gathers its evidence; as it was put before, where the reply to that is
  /// there.
  ///
  /// @param isHeld whether the reply to a draft is there, which then costs nothing, whatever its
  ///   plan says
  /// @throws SynthesisException.OverPrice if no plan stays within the price that was wished, and
  ///   the reply to none is there
  Draft draft(Question question, List<ModelCard> cards, Predicate<Draft> isHeld) {
    List<IndexedDocument> scope = ScopeCheck.documents(index, question.scope());
    Draft draft;
    try {
      draft = draft(question, scope, plan(question, scope, cards), cards, isHeld);
    } catch (SynthesisException.OverPrice e) {
      Plan plan = plan(question.wishing(question.wish().atAnyPrice()), scope, cards);
      draft = draft(question, scope, plan, cards, isHeld);
      if (!draft.isHeld() && !isHeld.test(draft)) {
        throw e;
      }
    }
    listener.accept(new Stage.Planned(draft.plan()));
    return draft;
  }

  private Draft draft(
      Question question,
      List<IndexedDocument> scope,
      Plan plan,
      List<ModelCard> cards,
      Predicate<Draft> isHeld) {
    return new PutBefore(gather, chat, isHeld)
        .draft(question, scope, plan, cards)
        .orElseGet(
            () -> new Draft(question, scope, plan, layers(question, scope, plan, List.of())));
  }

  /// Plans what was a candidate before, and gathers its evidence.
  ///
  /// @param before passages that were asked about before, which more are added to; empty where it
  ///   starts anew
  /// @param isHeld as of the other
  /// @throws SynthesisException.OverPrice as of the other
  Draft candidate(
      Question question,
      List<IndexedDocument> scope,
      Candidate candidate,
      List<List<Evidence>> before,
      Predicate<Draft> isHeld) {
    Draft draft;
    try {
      draft = candidate(question, question, scope, candidate, before);
    } catch (SynthesisException.OverPrice e) {
      Question free = question.wishing(question.wish().atAnyPrice());
      draft = candidate(question, free, scope, candidate, before);
      if (!isHeld.test(draft)) {
        throw e;
      }
    }
    listener.accept(new Stage.Planned(draft.plan()));
    return draft;
  }

  /// @param planned the question as it is planned
  private Draft candidate(
      Question question,
      Question planned,
      List<IndexedDocument> scope,
      Candidate candidate,
      List<List<Evidence>> before) {
    List<ModelView> views = views(question, scope, List.of(candidate.model()));
    Plan plan = Planner.candidate(planned, material(question, scope), views, candidate);
    return new Draft(question, scope, plan, layers(question, scope, plan, before));
  }

  /// Plans a draft again where the provider counts more tokens than its plan did.
  Draft smaller(Draft draft, long countedTokens) {
    Question question = draft.question();
    ModelCard model = smaller(draft.plan(), countedTokens);
    Plan fewer = planned(question, draft.scope(), List.of(model));
    return new Draft(
        question, draft.scope(), fewer, layers(question, draft.scope(), fewer, List.of()));
  }

  /// Gathers the evidence of a plan of one prompt.
  Draft draft(Question question, Plan plan) {
    List<IndexedDocument> scope = ScopeCheck.documents(index, question.scope());
    return new Draft(question, scope, plan, layers(question, scope, plan, List.of()));
  }

  Plan plan(Question question, List<ModelCard> cards) {
    return plan(question, ScopeCheck.documents(index, question.scope()), cards);
  }

  private Plan planned(Question question, List<IndexedDocument> scope, List<ModelCard> cards) {
    Plan plan = plan(question, scope, cards);
    listener.accept(new Stage.Planned(plan));
    return plan;
  }

  /// @param before as of [#candidate]
  private List<List<Evidence>> layers(
      Question question, List<IndexedDocument> scope, Plan plan, List<List<Evidence>> before) {
    List<List<Evidence>> layers = new ArrayList<>();
    if (plan.tier() == Tier.MAP_REDUCE) {
      return layers; // Each prompt gathers its own.
    }
    if (plan.wholeScope()) {
      layers.addAll(ordered(plan, gather.everything(scope)));
    } else if (!plan.volumes().isEmpty()) {
      Volumes volumes = index.volumes();
      Set<Integer> read = Set.copyOf(plan.volumes());
      layers.addAll(
          ordered(
              plan,
              gather.everything(
                  scope.stream().filter(one -> read.contains(volumes.of(one.number()))).toList())));
    } else {
      List<Evidence> passages =
          gather.passages(question, scope, plan.budget().evidenceTokens(), before);
      if (before.isEmpty()) {
        layers.addAll(ordered(plan, passages));
      } else {
        layers.addAll(before);
        layers.add(passages);
      }
    }
    return layers;
  }

  /// Layers of one document each, in the order of which the cache holds the most.
  private List<List<Evidence>> ordered(Plan plan, List<Evidence> evidence) {
    return foresight(plan.model())
        .ordered(PromptLayout.instructions(), plan.budget().instructionTokens(), evidence)
        .stream()
        .map(List::of)
        .toList();
  }

  /// The model of a plan with a window that is smaller than what was planned, by as much as the
  /// provider counts more tokens than it takes: what was planned need not have filled the window.
  ///
  /// @param counted what it counted, with the completion's budget; 0 where it did not say
  private static ModelCard smaller(Plan plan, long counted) {
    ModelCard model = plan.model();
    long planned = plan.promptTokens() + plan.budget().completionTokens();
    double share = counted > model.windowTokens() ? (double) model.windowTokens() / counted : 1;
    int window = (int) (Math.min(planned, model.windowTokens()) * share * REPLANNED_SHARE);
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

  private Foresight foresight(ModelCard card) {
    return new Foresight(card, counter.margin(), chat.outlook(card));
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
    // Looked for once, whatever model they are for.
    Map<Long, List<Evidence>> passages = new HashMap<>();
    LongFunction<List<Evidence>> best =
        tokens ->
            passages.computeIfAbsent(
                tokens, most -> gather.passages(question, scope, Math.toIntExact(most), List.of()));
    return cards.stream().map(card -> view(card, counted, question, scope, best)).toList();
  }

  /// @param best the best passages, up to so many tokens of them
  private ModelView view(
      ModelCard card,
      FixedTokens counted,
      Question question,
      List<IndexedDocument> scope,
      LongFunction<List<Evidence>> best) {
    String instructions = PromptLayout.instructions();
    Outlook outlook = chat.outlook(card);
    Foresight foresight = new Foresight(card, counter.margin(), outlook);
    FixedTokens fixed = foresight.learned(counted, instructions, scope);
    Cached cached = foresight.cached(instructions, fixed, Asking.words(question.scope()));
    return new ModelView(
        card,
        fixed,
        foresight.holdsEvidence()
            ? cached.ofPassages(
                tokens -> cachedTokens(foresight, fixed, question, best.apply(tokens)))
            : cached,
        outlook.calibration(),
        foresight.speed());
  }

  private static long cachedTokens(
      Foresight foresight, FixedTokens fixed, Question question, List<Evidence> evidence) {
    List<List<Evidence>> layers =
        foresight.ordered(PromptLayout.instructions(), fixed.instructionTokens(), evidence).stream()
            .map(List::of)
            .toList();
    Prompt prompt = PromptLayout.layOutLayers(layers, question);
    return foresight
        .of(PromptLayout.trace(layers, prompt, fixed.instructionTokens(), fixed.questionTokens()))
        .cachedTokens();
  }

  /// The best passages, where it is open how many of them are read.
  private Ranking probe(Question question, List<IndexedDocument> scope) {
    long tokens = scope.stream().mapToLong(IndexedDocument::tokens).sum();
    return question.tier() != null || tokens <= Tier.SHORT.maxPromptTokens() / 2
        ? new Ranking("none", List.of())
        : search.search(new PassageQuery(question.text(), question.scope(), PROBED));
  }
}
