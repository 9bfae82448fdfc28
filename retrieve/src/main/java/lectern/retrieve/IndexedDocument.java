package lectern.retrieve;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;

/// What the index knows of a document without reading its passages.
///
/// @param number the `7` of `d7#12`
/// @param file the file that holds it: its own id, or that of the e-mail it is attached to
/// @param title frozen when it got its number
/// @param tokens of all it renders to, opening included
/// @param openingTokens of the line that opens it in a prompt
/// @param textChars UTF-16 length of its normalised text
/// @param sizeBytes of its source
/// @param language ISO 639-1 code; "" where it was not told
/// @param metadata as in [lectern.ingest.SourceDocument]
/// @param fields what the manifest says of its file
/// @param copies the same document in other files of the same bytes, by name
public record IndexedDocument(
    int number,
    DocumentId id,
    DocumentId file,
    String revision,
    String title,
    String mediaType,
    int passages,
    int tokens,
    int openingTokens,
    int textChars,
    long sizeBytes,
    String language,
    Map<String, String> metadata,
    Map<String, FieldValue> fields,
    List<Copy> copies) {
  public IndexedDocument {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    copies = List.copyOf(copies);
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /// A document in another file of the same bytes.
  ///
  /// @param id its own there: that of the file, or that of a member of it
  /// @param fields what the manifest says of that file
  public record Copy(DocumentId id, DocumentId file, Map<String, FieldValue> fields) {
    public Copy {
      fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }
  }

  /// The same document with its copies.
  public IndexedDocument withCopies(List<Copy> others) {
    return at(id, file, fields, others);
  }

  /// The document as it stands in each file that holds it.
  public Stream<IndexedDocument> everywhere() {
    return Stream.concat(
        Stream.of(this),
        copies.stream().map(copy -> at(copy.id(), copy.file(), copy.fields(), List.of())));
  }

  private IndexedDocument at(
      DocumentId place, DocumentId holder, Map<String, FieldValue> said, List<Copy> others) {
    return new IndexedDocument(
        number,
        place,
        holder,
        revision,
        title,
        mediaType,
        passages,
        tokens,
        openingTokens,
        textChars,
        sizeBytes,
        language,
        metadata,
        said,
        others);
  }
}
