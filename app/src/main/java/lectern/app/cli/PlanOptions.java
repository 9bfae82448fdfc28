package lectern.app.cli;

import java.util.Locale;
import lectern.app.AppException;
import lectern.synthesize.KindTold;
import lectern.synthesize.Preference;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.Tier;
import lectern.synthesize.Wish;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the user insists on when a plan is chosen.
final class PlanOptions {
  /// How much of the scope is read.
  ///
  /// @param mostCalls as of [Wish#mostCalls()]
  /// @param kind what kind the question is said to be of, or null
  record Choice(
      @Nullable Tier tier, Preference preference, int mostCalls, @Nullable KindTold kind) {
    /// All of it, in as many prompts as it takes.
    static final Choice EVERYTHING =
        new Choice(Tier.MAP_REDUCE, Preference.BALANCED, Wish.MOST_CALLS, null);
  }

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description =
          "short (32K), medium (256K), full (the whole scope in one prompt) or map-reduce (the whole"
              + " scope in as many prompts as it takes); chosen where left out.")
  @Nullable String name;

  @Option(
      names = "--prefer",
      paramLabel = "WHAT",
      description =
          "cheap (counting what has to follow), thorough or fast, in place of the cheapest plan that"
              + " holds the evidence nine times in ten.")
  @Nullable String preferred;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description =
          "Ask a model so often at most where it finds no answer in what it is shown: 1 to 3,"
              + " ${DEFAULT-VALUE} by default.")
  int mostCalls = Wish.MOST_CALLS;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What the question asks for, where its words do not tell: look-up, comparison, multi-hop,"
              + " list-all, summary or absence. Of the last three all of the scope is read.")
  @Nullable String kind;

  /// What was chosen.
  ///
  /// @throws AppException.BadArgument for an unknown preference, tier or kind, or a number of calls
  ///   that there are not
  Choice choice() {
    if (mostCalls < 1 || mostCalls > Wish.MOST_CALLS) {
      throw new AppException.BadArgument(
          "--calls is " + mostCalls, "Give a number from 1 to " + Wish.MOST_CALLS + ".");
    }
    return new Choice(tier(), preference(), mostCalls, kind());
  }

  private @Nullable KindTold kind() {
    String written = kind;
    if (written == null) {
      return null;
    }
    return QuestionKind.written(written.toLowerCase(Locale.ROOT))
        .filter(one -> one != QuestionKind.UNTOLD)
        .map(one -> new KindTold(one, "--kind says"))
        .orElseThrow(
            () ->
                new AppException.BadArgument(
                    "unknown kind " + written,
                    "Give look-up, comparison, multi-hop, list-all, summary or absence, or leave it"
                        + " out."));
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

  private @Nullable Tier tier() {
    if (name == null) {
      return null;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "short" -> Tier.SHORT;
      case "medium" -> Tier.MEDIUM_RAG;
      case "full" -> Tier.FULL_WINDOW;
      case "map-reduce" -> Tier.MAP_REDUCE;
      default ->
          throw new AppException.BadArgument(
              "unknown tier " + name, "Give short, medium, full or map-reduce, or leave it out.");
    };
  }
}
