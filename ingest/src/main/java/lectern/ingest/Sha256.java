package lectern.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hash of bytes as they come by: what a revision is named after.
public final class Sha256 {
  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /// The hash in lower-case hexadecimal; starts anew.
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
