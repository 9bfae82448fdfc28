package lectern.app.cli;

import java.util.Locale;
import lectern.app.AppException;
import lectern.synthesize.Tier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the user insists on when a question is planned.
final class PlanOptions {
  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = "short (32K), medium (256K) or full (the whole scope); chosen where left out.")
  @Nullable String name;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "Model of `lectern models`, in place of the setting.")
  @Nullable String model;

  /// The tier asked for, or null to leave the choice to the planner.
  ///
  /// @throws AppException.BadArgument for an unknown tier
  @Nullable Tier tier() {
    if (name == null) {
      return null;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "short" -> Tier.SHORT;
      case "medium" -> Tier.MEDIUM_RAG;
      case "full" -> Tier.FULL_WINDOW;
      default ->
          throw new AppException.BadArgument(
              "unknown tier " + name, "Give short, medium or full, or leave it out.");
    };
  }
}
