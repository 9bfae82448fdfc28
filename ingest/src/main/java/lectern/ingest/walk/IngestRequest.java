package lectern.ingest.walk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What one run is asked to do.
///
/// @param root folder of the collection
/// @param leftOut folder in it that holds no documents, such as the index's own; null for none
/// @param manifest what is said of files; where none is given, what is held of them stays
/// @param retry whether only the files are looked at whose failure is held
/// @param rehash whether files are read even where size and time say that they did not change
/// @param adding whether what is held must stay as it is; a run that would change it is refused
public record IngestRequest(
    Path root,
    @Nullable Path leftOut,
    Manifest manifest,
    boolean retry,
    boolean rehash,
    boolean adding) {
  /// Brings all of a folder up to date.
  public static IngestRequest of(Path root) {
    return new IngestRequest(root, null, Manifest.NONE, false, false, false);
  }

  public IngestRequest leavingOut(@Nullable Path folder) {
    return new IngestRequest(root, folder, manifest, retry, rehash, adding);
  }

  public IngestRequest with(Manifest fields) {
    return new IngestRequest(root, leftOut, fields, retry, rehash, adding);
  }

  public IngestRequest retrying(boolean onlyFailed) {
    return new IngestRequest(root, leftOut, manifest, onlyFailed, rehash, adding);
  }

  public IngestRequest rehashing(boolean all) {
    return new IngestRequest(root, leftOut, manifest, retry, all, adding);
  }

  /// Brings in what is new and touches nothing else.
  public IngestRequest onlyAdding() {
    return new IngestRequest(root, leftOut, manifest, retry, rehash, true);
  }
}
