package lectern.retrieve.lucene;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of a text's UTF-16 units, so that no two texts are taken for one, ill-formed ones
/// included.
final class TextDigest {
  private static final int BUFFER_CHARS = 4_096;

  private final MessageDigest sha;
  private final byte[] buffer = new byte[2 * BUFFER_CHARS];

  TextDigest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(String text) {
    return new TextDigest().add(text).hex();
  }

  TextDigest add(String text) {
    for (int from = 0; from < text.length(); from += BUFFER_CHARS) {
      int to = Math.min(text.length(), from + BUFFER_CHARS);
      int filled = 0;
      for (int i = from; i < to; i++) {
        buffer[filled++] = (byte) (text.charAt(i) >> 8);
        buffer[filled++] = (byte) text.charAt(i);
      }
      sha.update(buffer, 0, filled);
    }
    return this;
  }

  /// Lower-case hexadecimal; ends the digest.
  String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
