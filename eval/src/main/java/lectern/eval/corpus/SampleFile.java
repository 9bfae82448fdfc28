package lectern.eval.corpus;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One file of `data-samples`.
///
/// @param path relative to `data-samples`, with forward slashes
/// @param title for the manifest
@SuppressWarnings("ArrayRecordComponent") // compared by hash
record SampleFile(String path, byte[] bytes, String title) {

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  /// As the manifest says it; files whose ending lies are listed by their ending.
  String mediaType() {
    return DocumentWriter.mediaType(path);
  }
}
