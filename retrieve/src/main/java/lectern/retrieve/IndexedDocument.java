package lectern.retrieve;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
/// @param copies other files of the same bytes, by name; none for the member of a file
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
    List<DocumentId> copies) {
  public IndexedDocument {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    copies = List.copyOf(copies);
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /// The same document with the other files of its bytes.
  public IndexedDocument withCopies(List<DocumentId> others) {
    return new IndexedDocument(
        number,
        id,
        file,
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
        fields,
        others);
  }
}
