package lectern.ingest.walk;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Names of files as the file system has them, whatever the locale of this process.
///
/// Under a POSIX locale Java decodes names as ASCII and loses the rest; the raw bytes are still in
/// the path's URI.
final class FileNames {
  private FileNames() {}

  /// The last name of a path. A byte that is no UTF-8 is written `\xE4`.
  static String last(Path path) {
    if (File.separatorChar != '/') {
      return String.valueOf(path.getFileName());
    }
    String raw = path.toAbsolutePath().toUri().getRawPath();
    int end = raw.endsWith("/") && raw.length() > 1 ? raw.length() - 1 : raw.length();
    return decode(bytes(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end)));
  }

  private static byte[] bytes(String percentEncoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < percentEncoded.length(); i++) {
      char c = percentEncoded.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(percentEncoded, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static String decode(byte[] name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      StringBuilder readable = new StringBuilder();
      for (byte b : name) {
        if (b < 0) {
          readable.append(String.format("\\x%02X", b & 0xFF));
        } else {
          readable.append((char) b);
        }
      }
      return readable.toString();
    }
  }
}
