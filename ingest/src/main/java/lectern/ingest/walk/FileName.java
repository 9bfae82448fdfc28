package lectern.ingest.walk;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The last name of a path as the file system has it, whatever the locale of this process.
///
/// Under a POSIX locale Java decodes names as ASCII and loses the rest; the raw bytes are still in
/// the path's URI. Making that asks the disk, so a name is made once.
///
/// @param name a byte of it that is no UTF-8 is written `\xE4`
/// @param raw tells siblings apart whose names are written alike
record FileName(Path path, String name, String raw) {
  static FileName of(Path path) {
    if (File.separatorChar != '/') {
      String name = String.valueOf(path.getFileName());
      return new FileName(path, name, name);
    }
    String uri = path.toAbsolutePath().toUri().getRawPath();
    int end = uri.endsWith("/") && uri.length() > 1 ? uri.length() - 1 : uri.length();
    String raw = uri.substring(uri.lastIndexOf('/', end - 1) + 1, end);
    return new FileName(path, decode(bytes(raw)), raw);
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
