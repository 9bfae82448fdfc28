package lectern.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import lectern.retrieve.SearchMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every evaluation of rankings asks for.
final class EvalOptions {
  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "What is ranked by: lexical, dense or hybrid; hybrid where left out.")
  SearchMode mode = SearchMode.HYBRID;

  @Option(
      names = "--index",
      paramLabel = "DIR",
      description =
          "Folder for the set's index, which the next run uses again; where left out, one that is deleted"
              + " at the end.")
  @Nullable Path index;

  EvalFolder folder() {
    return EvalFolder.at(index);
  }

  String modeName() {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
