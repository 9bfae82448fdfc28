package lectern.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes as they come by: what a revision is named after.
public final class Sha256 {
  private static final int BUFFER_CHARS = 4_096;

  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The hash of bytes that are there as a whole.
  public static String of(byte[] bytes) {
    Sha256 hash = new Sha256();
    hash.update(bytes, bytes.length);
    return hash.hex();
  }

  /// The hash of a text's UTF-16 units, high byte first, so that no two texts are taken for one,
  /// ill-formed ones included.
  public static String ofUnits(String text) {
    Sha256 hash = new Sha256();
    byte[] buffer = new byte[2 * BUFFER_CHARS];
    for (int from = 0; from < text.length(); from += BUFFER_CHARS) {
      int to = Math.min(text.length(), from + BUFFER_CHARS);
      int filled = 0;
      for (int i = from; i < to; i++) {
        buffer[filled++] = (byte) (text.charAt(i) >> 8);
        buffer[filled++] = (byte) text.charAt(i);
      }
      hash.update(buffer, filled);
    }
    return hash.hex();
  }

  public void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /// The hash in lower-case hexadecimal; starts anew.
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
