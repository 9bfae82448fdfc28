package lectern.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import lectern.app.AppException;
import lectern.retrieve.IndexException;
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

  /// What to say where the folder holds an index that an evaluation cannot use.
  static AppException notOurs(IndexException.Incompatible why) {
    return new AppException.BadArgument(
        String.valueOf(why.getMessage()),
        "An evaluation needs an index of its own, and one more for --no-header: name another folder"
            + " with --index.");
  }

  String modeName() {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
