package lectern.eval.corpus;

import lectern.ingest.Sha256;

/// One file of `data-samples`.
///
/// @param path relative to `data-samples`, with forward slashes
/// @param title for the manifest
@SuppressWarnings("ArrayRecordComponent") // compared by hash
record SampleFile(String path, byte[] bytes, String title) {

  String sha256() {
    return Sha256.of(bytes);
  }

  /// As the manifest says it; files whose ending lies are listed by their ending.
  String mediaType() {
    return DocumentWriter.mediaType(path);
  }
}
