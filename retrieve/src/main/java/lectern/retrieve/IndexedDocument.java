package lectern.retrieve;

import java.util.Collections;
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
    Map<String, FieldValue> fields) {
  public IndexedDocument {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }
}
