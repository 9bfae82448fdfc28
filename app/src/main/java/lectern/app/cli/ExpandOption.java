package lectern.app.cli;

import lectern.app.AppException;
import lectern.retrieve.search.Expansion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is printed around hits.
final class ExpandOption {
  /// Some five printed pages: what a person reads in one go, and a small prompt.
  private static final int DEFAULT_TOKENS = 4_000;

  @Option(
      names = "--expand",
      paramLabel = "TO",
      description = {
        "Print hits with what stands around them, as far as --budget goes, the best hit first:"
            + " neighbours, section or document. What hangs together is printed as one."
      })
  @Nullable Reach reach;

  @Option(
      names = "--budget",
      paramLabel = "TOKENS",
      description =
          "With --expand: most tokens to print, as a prompt would hold them; 4000 where left out.")
  @Nullable Integer tokens;

  /// How far hits are expanded.
  enum Reach {
    NEIGHBOURS,
    SECTION,
    DOCUMENT;

    Expansion expansion() {
      return switch (this) {
        case NEIGHBOURS -> new Expansion.Neighbours(1);
        case SECTION -> new Expansion.Section();
        case DOCUMENT -> new Expansion.Document();
      };
    }
  }

  /// @throws AppException.BadArgument for a budget that is none, or is for nothing
  int budget() {
    if (tokens == null) {
      return DEFAULT_TOKENS;
    }
    if (reach == null) {
      throw new AppException.BadArgument(
          "--budget is for --expand alone", "Add --expand section, or use --limit.");
    }
    if (tokens < 1) {
      throw new AppException.BadArgument("--budget is less than 1: " + tokens, "Give 1 or more.");
    }
    return tokens;
  }
}
