package lectern.synthesize.answer;

import java.math.BigDecimal;
import java.util.function.Consumer;
import lectern.synthesize.Plan;
import lectern.synthesize.cite.SentenceStream;
import org.jspecify.annotations.Nullable;

/// Where an answer in the making stands. For progress shown to a person.
public sealed interface Stage {
  /// Told of each stage as it begins; of prompts that are sent at the same time from any thread.
  @FunctionalInterface
  interface Listener extends Consumer<Stage> {
    Listener NONE = stage -> {};

    /// Whether answers of text from one prompt are to be told while they are written.
    default boolean wantsText() {
      return false;
    }
  }

  /// The plan is made; passages are gathered next.
  record Planned(Plan plan) implements Stage {}

  /// More of the answer is written, or a sentence of it is over and checked.
  record Spoken(SentenceStream.Event event) implements Stage {}

  /// What was told of the answer does not count: it is asked for anew, of more evidence, or of
  /// another model.
  record Anew() implements Stage {}

  /// One of several prompts is done with.
  ///
  /// @param done prompts so far, those included whose replies were there before
  /// @param failed of them
  /// @param prompts at most
  /// @param costUsd so far; null where it is not known
  record PartDone(int done, int failed, int prompts, @Nullable BigDecimal costUsd)
      implements Stage {}
}
