package lectern.synthesize.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.PastCall;
import lectern.synthesize.Prediction;
import lectern.synthesize.Usage;

/// The last calls of each model that were replied to. Thread-safe.
final class PastCalls {
  /// More than are worth learning from, and than a cache of an hour remembers of one model by its
  /// limits of prompts that are long enough to matter.
  private static final int MOST = 200;

  private final Map<String, TreeSet<Told>> byModel = new HashMap<>();

  private record Told(PastCall call, String id) {}

  private static final Comparator<Told> BY_TIME =
      Comparator.<Told, Instant>comparing(told -> told.call().at()).thenComparing(Told::id);

  synchronized void add(LedgerRecord.Ended ended) {
    Prediction prediction = ended.call().prediction();
    Usage usage = ended.end().usage();
    if (prediction == null || usage == null || ended.end().outcome() != Outcome.REPLIED) {
      return;
    }
    // A reply of which nothing was told has no prompt.
    if (usage.promptTokens() == 0) {
      return;
    }
    String model = ended.call().provider() + "/" + ended.call().model();
    PastCall call =
        new PastCall(
            model,
            prediction.variant(),
            ended.call().at().plus(ended.end().elapsed()),
            prediction.ttl(),
            prediction.trace(),
            usage,
            ended.call().scope(),
            ended.end().firstToken(),
            prediction.asked());
    TreeSet<Told> calls = byModel.computeIfAbsent(model, _ -> new TreeSet<>(BY_TIME));
    calls.add(new Told(call, ended.id()));
    if (calls.size() > MOST) {
      calls.pollFirst();
    }
  }

  synchronized List<PastCall> of(String model) {
    TreeSet<Told> calls = byModel.get(model);
    return calls == null ? List.of() : calls.stream().map(Told::call).toList();
  }
}
