package lectern.app.cli;

import java.math.BigDecimal;
import java.util.Locale;
import lectern.app.AppException;
import lectern.synthesize.Preference;
import lectern.synthesize.Tier;
import lectern.synthesize.Wish;
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

  @Option(
      names = "--prefer",
      paramLabel = "WHAT",
      description =
          "cheap (counting what has to follow), thorough or fast, in place of the cheapest plan that"
              + " holds the evidence nine times in ten.")
  @Nullable String preferred;

  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      description = "Take no plan that may cost more, at its worst, than so many US dollars.")
  @Nullable BigDecimal mostUsd;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description =
          "Ask a model so often at most where it finds no answer in what it is shown: 1 to 3,"
              + " ${DEFAULT-VALUE} by default.")
  int mostCalls = Wish.MOST_CALLS;

  /// What the plan is chosen for.
  ///
  /// @throws AppException.BadArgument for an unknown preference or a negative price or number of
  ///   calls
  Wish wish() {
    if (mostUsd != null && mostUsd.signum() < 0) {
      throw new AppException.BadArgument(
          "--max-cost is negative: " + mostUsd, "Give US dollars, such as 0.25.");
    }
    if (mostCalls < 1 || mostCalls > Wish.MOST_CALLS) {
      throw new AppException.BadArgument(
          "--calls is " + mostCalls, "Give a number from 1 to " + Wish.MOST_CALLS + ".");
    }
    return new Wish(preference(), mostUsd, mostCalls);
  }

  private Preference preference() {
    if (preferred == null) {
      return Preference.BALANCED;
    }
    return switch (preferred.toLowerCase(Locale.ROOT)) {
      case "cheap" -> Preference.CHEAP;
      case "thorough" -> Preference.THOROUGH;
      case "fast" -> Preference.FAST;
      default ->
          throw new AppException.BadArgument(
              "unknown preference " + preferred, "Give cheap, thorough or fast, or leave it out.");
    };
  }

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
