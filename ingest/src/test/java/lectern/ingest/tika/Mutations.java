package lectern.ingest.tika;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What may befall a file on its way: it is cut off, some bytes are wrong, it is packed, or it has
/// another extension.
final class Mutations {
  private static final int TENTHS = 10;

  /// Times that some bytes are changed, each time others.
  private static final int FLIPPED = 3;

  /// One byte in so many is changed: few enough that a parser gets beyond the first.
  private static final int FLIP_EVERY = 1_000;

  private static final List<String> EXTENSIONS =
      List.of("pdf", "docx", "txt", "html", "eml", "zip", "xlsx", "csv", "md");

  private Mutations() {}

  /// Every mutation of a file, always the same ones, by a name that says how it was changed.
  static Map<String, byte[]> of(Path file) {
    byte[] bytes = bytes(file);
    String name = String.valueOf(file.getFileName());
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (int tenth = 0; tenth < TENTHS; tenth++) {
      int end = (int) ((long) bytes.length * tenth / TENTHS);
      all.put("cut-" + tenth + "-" + name, Arrays.copyOf(bytes, end));
    }
    for (int seed = 0; seed < FLIPPED; seed++) {
      all.put("flipped-" + seed + "-" + name, flipped(bytes, seed));
    }
    byte[] zip = Sources.zip(Map.of(name, bytes));
    all.put(name + ".zip.zip", Sources.zip(Map.of(name + ".zip", zip)));
    byte[] mail = mail(name, "application/octet-stream", bytes);
    all.put(name + ".eml.eml", mail("inner.eml", "message/rfc822", mail));
    all.put(name + ".eml.zip", Sources.zip(Map.of(name + ".eml", mail)));
    for (String extension : EXTENSIONS) {
      if (!name.endsWith("." + extension)) {
        all.put(name + "." + extension, bytes);
      }
    }
    return all;
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] flipped(byte[] bytes, int seed) {
    Random random = new Random(seed);
    byte[] flipped = bytes.clone();
    for (int i = 0; i <= bytes.length / FLIP_EVERY && bytes.length > 0; i++) {
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
    }
    return flipped;
  }

  private static byte[] mail(String attached, String type, byte[] bytes) {
    boolean whole = type.startsWith("message/");
    String body =
        whole
            ? new String(bytes, StandardCharsets.ISO_8859_1)
            : Base64.getMimeEncoder().encodeToString(bytes);
    return """
        From: Ann <ann@example.org>
        To: Bob <bob@example.org>
        Subject: A file
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="edge%d"

        --edge%1$d
        Content-Type: text/plain

        See the file.
        --edge%1$d
        Content-Type: %s; name="%s"
        Content-Disposition: attachment; filename="%3$s"
        Content-Transfer-Encoding: %s

        %s
        --edge%1$d--
        """
        .formatted(bytes.length, type, attached, whole ? "8bit" : "base64", body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
