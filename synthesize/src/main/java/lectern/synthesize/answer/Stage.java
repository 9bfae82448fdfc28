package lectern.synthesize.answer;

import java.util.function.Consumer;
import lectern.synthesize.Plan;

/// Where an answer in the making stands. For progress shown to a person.
public sealed interface Stage {
  /// Told of each stage as it begins, on the answering thread.
  @FunctionalInterface
  interface Listener extends Consumer<Stage> {
    Listener NONE = stage -> {};
  }

  /// The plan is made; passages are gathered next.
  record Planned(Plan plan) implements Stage {}
}
