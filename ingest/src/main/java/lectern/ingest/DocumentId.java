package lectern.ingest;

import java.text.Normalizer;

/// Name of a document within a collection: its path relative to the collection root, `/`-separated;
/// a member of a family adds its own name behind an exclamation mark, `mail.eml!invoice.pdf`. A
/// file whose path could be taken for a member's has its exclamation marks written `%21`.
///
/// The name outlives the content; [SourceDocument#revision] tells two states of it apart.
public record DocumentId(String value) implements Comparable<DocumentId> {
  public DocumentId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("document id must not be blank");
    }
  }

  /// Id of a document that this one holds, such as an attachment.
  public DocumentId member(String name) {
    return new DocumentId(value + "!" + name);
  }

  /// The name with each letter and its accents as one sign where there is such a sign, as a
  /// keyboard writes it; some file systems keep them apart. Two that are equal so look the same.
  public String composed() {
    return Normalizer.normalize(value, Normalizer.Form.NFC);
  }

  @Override
  public int compareTo(DocumentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
