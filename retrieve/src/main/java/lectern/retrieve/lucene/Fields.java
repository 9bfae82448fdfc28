package lectern.retrieve.lucene;

import java.nio.charset.StandardCharsets;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Sha256;
import org.apache.lucene.index.Term;

/// Names of the index's fields. One file is one block: for each document of its family the
/// passages, then the document's record; at the end the file's record. Tombstones of dead numbers
/// stand alone.
final class Fields {
  /// Term, on everything of a file's block: the file's key.
  static final String FILE = "file";

  /// Term, on passages: number of their document.
  static final String OF = "of";

  /// Term, on passages and document records: the chain that their words were cut by.
  static final String CHAIN = "chain";

  /// Analysed words, on passages only, so that BM25's statistics come from passages alone.
  static final String TEXT = "text";

  /// Analysed words, on passages: their own, without the header.
  static final String BODY = "body";

  /// Analysed words, on passages: the title of their document.
  static final String TITLE = "title";

  /// Analysed words, on passages: the headings above them and the names of their clauses.
  static final String HEADINGS = "headings";

  /// Analysed words, on document records: title, file name and first words, by which a question
  /// names a document.
  static final String HEAD = "head";

  /// Analysed words, on passages: the name of their document's file.
  static final String NAME = "name";

  /// Terms, on passages: words as they stand in what is in the body, the title, the headings and
  /// the name, behind the field's name and a zero.
  static final String FORM = "form";

  /// Terms, on passages: what conditions compare of their document.
  static final String FIELD = "field";

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

  /// Term, on file records alone: the file's key.
  static final String RECORD = "record";

  /// Doc value, on file records.
  static final String HELD = "held";

  /// Term, on tombstones: the dead number.
  static final String TOMBSTONE = "tombstone";

  /// Doc value, on tombstones.
  static final String DEAD = "dead";

  /// Vector, on vector records.
  static final String VECTOR = "vector";

  /// Term, on vector records: number of their document.
  static final String VECTOR_OF = "vectorOf";

  /// Term and doc value, on vector records: label of their passage as one number.
  static final String VECTOR_LABEL = "vectorLabel";

  /// Term and doc value, on vector records: 0 for the whole passage, else one of its windows.
  static final String PART = "part";

  /// Doc value, on vector records: SHA-256 of the text.
  static final String DIGEST = "digest";

  /// Longest id used as it is; Lucene takes terms of up to 32,766 bytes.
  private static final int MAX_KEY_CHARS = 8_192;

  private Fields() {}

  static String key(DocumentId id) {
    return id.value().length() <= MAX_KEY_CHARS
        ? id.value()
        : "sha256:" + Sha256.of(id.value().getBytes(StandardCharsets.UTF_8));
  }

  static Term file(DocumentId id) {
    return new Term(FILE, key(id));
  }

  static Term record(DocumentId id) {
    return new Term(RECORD, key(id));
  }

  static long label(Label label) {
    return (long) label.document() << 32 | label.ordinal();
  }

  static Label label(long number) {
    return new Label((int) (number >>> 32), (int) number);
  }
}
