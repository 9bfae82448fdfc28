package lectern.app.cli;

import java.nio.file.Path;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.ingest.walk.IngestRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is known of the files besides what they say themselves.
final class ManifestOption {
  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "CSV or JSON file with typed fields of the documents, for --where; COLLECTION.manifest.csv,"
              + " .json or .jsonl beside the folder where left out.")
  @Nullable Path manifest;

  /// Asks for a collection to be brought up to date with its folder and manifest.
  ///
  /// @throws lectern.ingest.IngestException.BadManifest where it cannot be taken at its word
  IngestRequest request(Collection collection) {
    return Lectern.request(collection, manifest);
  }
}
