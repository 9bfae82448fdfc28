package lectern.app.cli;

import java.nio.file.Path;
import lectern.app.AppException;
import lectern.app.Collection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which collection a command works on.
final class CollectionOptions {
  @Parameters(index = "0", paramLabel = "COLLECTION", description = "Folder of documents.")
  @Nullable Path root;

  @Option(
      names = "--index",
      paramLabel = "FOLDER",
      description = "Folder of the index; COLLECTION/.lectern where left out.")
  @Nullable Path index;

  Collection collection() {
    if (root == null) {
      throw new IllegalStateException("COLLECTION is required");
    }
    named(root, "COLLECTION");
    if (index != null) {
      named(index, "--index");
    }
    return Collection.at(root, index);
  }

  /// An empty name would mean the working folder: more often a variable that is not set.
  private static void named(Path folder, String what) {
    if (folder.toString().isEmpty()) {
      throw new AppException.BadArgument(
          what + " is empty", "Name a folder; a full stop stands for the one you are in.");
    }
  }
}
