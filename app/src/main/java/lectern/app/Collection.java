package lectern.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A folder of documents and the place of its index.
///
/// @param root folder that holds the documents
/// @param index folder that holds the index
public record Collection(Path root, Path index) {
  /// Folder inside the collection that holds its index where no other is named; never ingested.
  public static final String INDEX_FOLDER = ".lectern";

  /// The collection in a folder.
  ///
  /// @param index folder the user named, or null for the usual one
  public static Collection at(Path root, @Nullable Path index) {
    return new Collection(root, index != null ? index : root.resolve(INDEX_FOLDER));
  }
}
