package lectern.synthesize.plan;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Evidence;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Outlook;
import lectern.synthesize.PastCall;
import lectern.synthesize.Prediction;
import lectern.synthesize.PrefixChain;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.TextCount;
import org.jspecify.annotations.Nullable;

/// What prompts will take of one model, learned from the calls of late: how many tokens it counts,
/// and how many of them its prefix cache holds. A pure function of card, outlook and prompt.
public final class Foresight {
  /// In which Moonshot finds prefixes (Leechael's `docs/caching.md`, July 2026; 1,792 = 7 × 256 in
  /// promptfoo's pull request 10132).
  private static final int CHUNK_TOKENS = 256;

  private final Outlook outlook;
  private final List<PastCall> alike;
  private final TokenModel tokens;
  private final CacheModel cache;

  /// @param margin share by which the model may count more than the collection's counter
  public Foresight(ModelCard model, double margin, Outlook outlook) {
    this.outlook = outlook;
    List<PastCall> past =
        outlook.past().stream().filter(call -> call.model().equals(model.name())).toList();
    this.alike = past.stream().filter(call -> call.variant().equals(outlook.variant())).toList();
    this.tokens = TokenModel.of(margin, past);
    this.cache = new CacheModel(alike, CHUNK_TOKENS);
  }

  /// What one prompt is expected to take.
  public Prediction of(PromptTrace trace) {
    long prompt = promptTokens(trace);
    return new Prediction(
        prompt, Math.min(prompt, cachedTokens(trace)), outlook.variant(), outlook.ttl(), trace);
  }

  /// Evidence in the order of which the cache holds the most.
  ///
  /// @param evidence in reading order
  public List<Evidence> ordered(
      String instructions, int instructionTokens, List<Evidence> evidence) {
    return ordered(instructions, instructionTokens, evidence, PrefixChain::add);
  }

  /// Evidence in the order in which a call of before had it; null where it had other evidence.
  ///
  /// @param evidence in reading order
  public static @Nullable List<Evidence> asSent(
      String instructions, int instructionTokens, List<Evidence> evidence, PromptTrace sent) {
    Set<String> digests =
        sent.points().stream().map(PrefixPoint::digest).collect(Collectors.toSet());
    PrefixChain start = new PrefixChain(instructions, instructionTokens);
    List<Evidence> ordered =
        PrefixOrder.of(
            start, evidence, PrefixChain::add, point -> digests.contains(point.digest()));
    PrefixChain chain = start.fork();
    ordered.forEach(chain::add);
    List<PrefixPoint> points = chain.points();
    return !points.isEmpty() && points.getLast().digest().equals(sent.points().getLast().digest())
        ? ordered
        : null;
  }

  private <T> List<T> ordered(
      String instructions, int tokens, List<T> documents, BiConsumer<PrefixChain, T> adding) {
    return alike.isEmpty()
        ? documents
        : PrefixOrder.of(
            new PrefixChain(instructions, tokens),
            documents,
            adding,
            point -> cache.isThere(point, outlook.now()));
  }

  private long promptTokens(PromptTrace trace) {
    PastCall same = lastEndingAt(trace.points().getLast());
    return same == null
        ? tokens.expected(trace.whole())
        : same.usage().promptTokens() + question(trace) - question(same.trace());
  }

  /// Whether the cache holds evidence of any call of late, so that it is worth a look which
  /// passages would be sent.
  public boolean holdsEvidence() {
    return alike.stream()
        .map(call -> call.trace().points())
        .anyMatch(points -> points.size() > 1 && cache.isThere(points.get(1), outlook.now()));
  }

  /// What is expected from the cache where whole documents are sent, or passages that nobody has
  /// chosen yet, of which it is what stands before them.
  ///
  /// @param scope what is asked about, as of [lectern.synthesize.ChatRequest#scope()]
  public Cached cached(String instructions, FixedTokens fixed, String scope) {
    if (alike.isEmpty()) {
      return new Cached(_ -> 0, _ -> 0, outlook.ttl(), _ -> 0);
    }
    Function<List<IndexedDocument>, PromptTrace> whole =
        documents ->
            ScopeTrace.of(
                instructions, fixed.instructionTokens(), documents, fixed.questionTokens());
    long before = cachedTokens(whole.apply(List.of()));
    return new Cached(
        documents ->
            cachedTokens(
                whole.apply(
                    ordered(
                        instructions, fixed.instructionTokens(), documents, PrefixChain::whole))),
        _ -> before,
        outlook.ttl(),
        documents -> lostTokens(whole.apply(documents), scope));
  }

  /// What the last prompt of a scope left in the cache behind the place where this one goes on
  /// differently. One that has nothing but the instructions in common is of another collection.
  private long lostTokens(PromptTrace trace, String scope) {
    for (PastCall call : alike.reversed()) {
      List<PrefixPoint> points = call.trace().points();
      if (call.scope().equals(scope) && cache.isThere(points.getLast(), outlook.now())) {
        Set<String> here =
            trace.points().stream().map(PrefixPoint::digest).collect(Collectors.toSet());
        List<PrefixPoint> shared =
            points.stream().filter(point -> here.contains(point.digest())).toList();
        return shared.size() < 2 ? 0 : points.getLast().tokens() - shared.getLast().tokens();
      }
    }
    return 0;
  }

  /// How soon the model begins to answer; null where too little was seen.
  public @Nullable Speed speed() {
    return Speed.of(alike);
  }

  /// How far the collection's counter will be out, for the texts of a scope.
  ///
  /// @param counted with the margin of that counter
  public FixedTokens learned(
      FixedTokens counted, String instructions, List<IndexedDocument> scope) {
    TextCount typical =
        ScopeTrace.of(instructions, counted.instructionTokens(), scope, counted.questionTokens())
            .whole();
    return tokens.fixed(counted, typical);
  }

  private long cachedTokens(PromptTrace trace) {
    int shared = cache.shared(trace.points(), outlook.now());
    if (shared == 0) {
      return 0;
    }
    PrefixPoint last = trace.points().get(shared - 1);
    PastCall same = lastEndingAt(last);
    long prefix =
        same == null
            ? tokens.expected(trace.upTo(last))
            : same.usage().promptTokens() - question(same.trace());
    return cache.cachedTokens(Math.max(0, prefix));
  }

  /// A call over the same evidence tells to the token what another one over it takes.
  private @Nullable PastCall lastEndingAt(PrefixPoint point) {
    for (PastCall call : alike.reversed()) {
      if (call.trace().points().getLast().digest().equals(point.digest())) {
        return call;
      }
    }
    return null;
  }

  private long question(PromptTrace trace) {
    return tokens.expected(trace.whole()) - tokens.expected(trace.evidence());
  }
}
