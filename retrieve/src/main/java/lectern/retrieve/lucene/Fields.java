package lectern.retrieve.lucene;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import org.apache.lucene.index.Term;

/// Names of the index's fields. One file is one block: for each document of its family the
/// passages, then the document's record; at the end the file's record. Graves of dead numbers stand
/// alone.
final class Fields {
  /// Term, on everything of a file's block: the file's key.
  static final String FILE = "file";

  /// Term, on passages: number of their document.
  static final String OF = "of";

  /// Analysed words, on passages only, so that BM25's statistics come from passages alone.
  static final String TEXT = "text";

  /// Doc value, on passages: their label as one number, in reading order.
  static final String LABEL = "label";

  /// Stored, on passages.
  static final String PASSAGE = "passage";

  /// Term, on document records: their number.
  static final String NUMBER = "number";

  /// Doc value, on document records.
  static final String DOCUMENT = "document";

  /// Stored, on document records: blocks and locators.
  static final String STRUCTURE = "structure";

  /// Doc value, on file records.
  static final String HELD = "held";

  /// Term, on graves: the dead number.
  static final String GRAVE = "grave";

  /// Doc value, on graves.
  static final String EPITAPH = "epitaph";

  /// Longest id used as it is; Lucene takes terms of up to 32,766 bytes.
  private static final int MAX_KEY_CHARS = 8_192;

  private Fields() {}

  static String key(DocumentId id) {
    return id.value().length() <= MAX_KEY_CHARS ? id.value() : "sha256:" + sha256(id.value());
  }

  static Term file(DocumentId id) {
    return new Term(FILE, key(id));
  }

  static long label(Label label) {
    return (long) label.document() << 32 | label.ordinal();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
