package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lectern.synthesize.Answer;
import lectern.synthesize.Completion;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// What several calls for one question take together, and what they may take: a call whose price at
/// worst would pass the most that is left is not made. For many threads.
final class Tally {
  /// As many failures before any success mean that the others would fail as well.
  private static final int HOPELESS = 3;

  private final int prompts;
  private final @Nullable BigDecimal mostUsd;
  private final Stage.Listener listener;
  private final Set<String> notes = new LinkedHashSet<>();
  private Usage usage = Usage.NONE;
  private Duration latency = Duration.ZERO;
  private @Nullable BigDecimal costUsd = BigDecimal.ZERO;

  /// What was spent, calls whose price nobody knows at their worst.
  private BigDecimal spentUsd = BigDecimal.ZERO;

  private BigDecimal reservedUsd = BigDecimal.ZERO;
  private @Nullable Completion last;
  private @Nullable SynthesisException firstFailure;
  private int done;
  private int failed;

  /// @param prompts that are planned
  /// @param mostUsd that all calls together may cost; null for any price
  Tally(int prompts, @Nullable BigDecimal mostUsd, Stage.Listener listener) {
    this.prompts = prompts;
    this.mostUsd = mostUsd;
    this.listener = listener;
  }

  /// Before a call.
  ///
  /// @param atWorstUsd its price; null where that is not known
  /// @throws SynthesisException.OverPrice if it might pass the most
  synchronized void reserve(@Nullable BigDecimal atWorstUsd) {
    SynthesisException hopeless = firstFailure;
    if (hopeless != null && failed == done && failed >= HOPELESS) {
      throw new SynthesisException.NoCompletion(
          "it was not asked, after " + failed + " others had failed: " + hopeless.getMessage(),
          hopeless.hint(),
          false,
          BigDecimal.ZERO);
    }
    if (mostUsd == null) {
      return;
    }
    if (atWorstUsd == null || spentUsd.add(reservedUsd).add(atWorstUsd).compareTo(mostUsd) > 0) {
      throw new SynthesisException.OverPrice(
          "another prompt may pass the $" + mostUsd + " that were allowed",
          "Allow more with --max-cost; what was answered is in the ledger and costs nothing again.");
    }
    reservedUsd = reservedUsd.add(atWorstUsd);
  }

  /// After a call.
  ///
  /// @param atWorstUsd as it was reserved
  synchronized void completed(Completion completion, @Nullable BigDecimal atWorstUsd) {
    usage = usage.plus(completion.usage());
    latency = latency.plus(completion.latency());
    notes.addAll(completion.notes());
    last = completion;
    paid(completion.costUsd(), atWorstUsd);
  }

  /// After a call that gave nothing.
  ///
  /// @param atWorstUsd as it was reserved; null where nothing was
  synchronized void failed(SynthesisException failure, @Nullable BigDecimal atWorstUsd) {
    firstFailure = firstFailure == null ? failure : firstFailure;
    paid(
        failure instanceof SynthesisException.NoCompletion none ? none.costUsd() : BigDecimal.ZERO,
        atWorstUsd);
  }

  private void paid(@Nullable BigDecimal cost, @Nullable BigDecimal atWorstUsd) {
    costUsd = costUsd == null || cost == null ? null : costUsd.add(cost);
    BigDecimal worst = atWorstUsd == null ? BigDecimal.ZERO : atWorstUsd;
    spentUsd = spentUsd.add(cost == null ? worst : cost);
    reservedUsd = mostUsd == null ? BigDecimal.ZERO : reservedUsd.subtract(worst);
  }

  /// A prompt is done with.
  synchronized void done(boolean gaveNothing) {
    done++;
    failed += gaveNothing ? 1 : 0;
    listener.accept(new Stage.PartDone(done, failed, Math.max(prompts, done), costUsd));
  }

  /// The last prompt is done with, however many were planned.
  synchronized void finished() {
    done++;
    listener.accept(new Stage.PartDone(done, failed, done, costUsd));
  }

  /// Why the first call failed; null where none did.
  synchronized @Nullable SynthesisException firstFailure() {
    return firstFailure;
  }

  /// A completion with what all calls took, in place of its own.
  ///
  /// @param own null where nothing was left to ask: its words are `text` then
  synchronized Completion all(@Nullable Completion own, String text, List<String> more) {
    Completion shown = own == null ? last : own;
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new Completion(
        own == null ? text : own.text(),
        own == null ? null : own.reasoning(),
        own == null ? Completion.Finish.STOP : own.finish(),
        usage,
        shown == null ? Answer.NOBODY : shown.model(),
        latency,
        costUsd,
        all);
  }
}
