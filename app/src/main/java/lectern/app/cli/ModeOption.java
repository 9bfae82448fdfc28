package lectern.app.cli;

import lectern.retrieve.SearchMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What passages are ranked by.
final class ModeOption {
  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "What passages are ranked by: lexical (words), dense (meaning) or hybrid (both); where"
              + " left out, hybrid if the index has vectors, else lexical.")
  @Nullable SearchMode mode;
}
