package lectern.app.cli;

import lectern.retrieve.search.FusionMethod;
import picocli.CommandLine.Option;

/// How rankings are joined.
final class FusionOption {
  @Option(
      names = "--fusion",
      paramLabel = "METHOD",
      description =
          "How the rankings by words and by meaning are joined: scores (weighted sum of stretched"
              + " scores; where left out) or ranks (reciprocal rank fusion).")
  FusionMethod method = FusionMethod.SCORES;
}
