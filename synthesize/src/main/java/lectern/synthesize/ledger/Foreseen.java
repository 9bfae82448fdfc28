package lectern.synthesize.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;
import lectern.synthesize.Prediction;
import lectern.synthesize.Usage;

/// What was expected of calls, beside what the provider reported of them.
///
/// @param all of the calls that were replied to, and of which something had been expected
/// @param learned of those among them that were sent when at least five others to the same model
///   had ended: before that, what is expected is what is expected of any model
public record Foreseen(Sum all, Sum learned) {
  /// Share beyond which what is reported has drifted off.
  private static final double DRIFT = 0.05;

  private static final int LEARNED_FROM = 5;

  /// Tokens of some calls.
  ///
  /// @param calls how many
  /// @param expectedTokens of their prompts
  /// @param promptTokens as reported
  /// @param expectedCachedTokens of their prompts, from the cache
  /// @param cachedTokens as reported
  public record Sum(
      int calls,
      long expectedTokens,
      long promptTokens,
      long expectedCachedTokens,
      long cachedTokens) {
    static final Sum NONE = new Sum(0, 0, 0, 0, 0);

    private Sum plus(Prediction prediction, Usage usage) {
      return new Sum(
          calls + 1,
          expectedTokens + prediction.promptTokens(),
          promptTokens + usage.promptTokens(),
          expectedCachedTokens + prediction.cachedTokens(),
          cachedTokens + usage.cachedTokens());
    }
  }

  /// Adds up those of the calls that tell something.
  ///
  /// @param ledger all calls, by the time they were sent
  /// @param counts which of them are added up
  public static Foreseen of(List<RecordedCall> ledger, Predicate<RecordedCall> counts) {
    Sum all = Sum.NONE;
    Sum learned = Sum.NONE;
    // The first ends of each model's calls, the last of them first.
    Map<String, Queue<Instant>> ends = new HashMap<>();
    for (RecordedCall call : ledger) {
      Prediction prediction = call.call().prediction();
      RecordedEnd end = call.end();
      if (prediction == null || end == null) {
        continue;
      }
      Usage usage = end.usage();
      if (usage == null
          || usage.promptTokens() == 0
          || call.state() != RecordedCall.State.REPLIED) {
        continue;
      }
      Queue<Instant> first =
          ends.computeIfAbsent(
              call.account() + '\n' + call.call().model(),
              _ -> new PriorityQueue<>(Comparator.reverseOrder()));
      if (counts.test(call)) {
        all = all.plus(prediction, usage);
        Instant last = first.size() == LEARNED_FROM ? first.element() : Instant.MAX;
        learned = call.call().at().isBefore(last) ? learned : learned.plus(prediction, usage);
      }
      first.add(call.call().at().plus(end.elapsed()));
      if (first.size() > LEARNED_FROM) {
        first.remove();
      }
    }
    return new Foreseen(all, learned);
  }

  /// Whether the provider counts, or caches, otherwise than is expected of it where something had
  /// been learned. Cached tokens are held against the whole prompt.
  public boolean hasDrifted() {
    double most = DRIFT * Math.max(1, learned.promptTokens());
    return Math.abs(learned.expectedTokens() - learned.promptTokens()) > most
        || Math.abs(learned.expectedCachedTokens() - learned.cachedTokens()) > most;
  }
}
