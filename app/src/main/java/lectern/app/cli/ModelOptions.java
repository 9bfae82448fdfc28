package lectern.app.cli;

import java.math.BigDecimal;
import lectern.app.AppException;
import lectern.synthesize.Wish;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which model is asked, and what that may cost.
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "Model of `lectern models`, in place of the setting.")
  @Nullable String model;

  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      description =
          "Take no plan that may cost more, at its worst and all prompts together, than so many US"
              + " dollars.")
  @Nullable BigDecimal mostUsd;

  /// What the plan is chosen for.
  ///
  /// @throws AppException.BadArgument for a negative price
  Wish wish(PlanOptions.Choice choice) {
    if (mostUsd != null && mostUsd.signum() < 0) {
      throw new AppException.BadArgument(
          "--max-cost is negative: " + mostUsd, "Give US dollars, such as 0.25.");
    }
    return new Wish(choice.preference(), mostUsd, choice.mostCalls());
  }
}
