package lectern.ingest.walk;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import org.jspecify.annotations.Nullable;

/// What one run is asked to do.
///
/// @param root folder of the collection
/// @param leftOut folder in it that holds no documents, such as the index's own; null for none
/// @param manifest gives what is known of a file by its path in the folder; null where nothing is
///   said, so that what is held of files stays
/// @param retry whether only the files are looked at whose failure is held
/// @param rehash whether files are read even where size and time say that they did not change
public record IngestRequest(
    Path root,
    @Nullable Path leftOut,
    @Nullable Function<DocumentId, Map<String, FieldValue>> manifest,
    boolean retry,
    boolean rehash) {
  /// Brings all of a folder up to date.
  public static IngestRequest of(Path root) {
    return new IngestRequest(root, null, null, false, false);
  }

  public IngestRequest leavingOut(@Nullable Path folder) {
    return new IngestRequest(root, folder, manifest, retry, rehash);
  }

  public IngestRequest with(@Nullable Function<DocumentId, Map<String, FieldValue>> fields) {
    return new IngestRequest(root, leftOut, fields, retry, rehash);
  }

  public IngestRequest retrying(boolean onlyFailed) {
    return new IngestRequest(root, leftOut, manifest, onlyFailed, rehash);
  }

  public IngestRequest rehashing(boolean all) {
    return new IngestRequest(root, leftOut, manifest, retry, all);
  }
}
