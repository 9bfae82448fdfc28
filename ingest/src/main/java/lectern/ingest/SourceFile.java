package lectern.ingest;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One file of a collection, before it is parsed.
///
/// @param path where it can be read
/// @param revision lower-case hexadecimal SHA-256 of its bytes; of a file too large to be read, its
///   size and time in words; "" where it was never opened
/// @param sizeBytes length of those bytes; 0 where it was never opened
/// @param modifiedMillis when it was changed last, in milliseconds since 1970; 0 where that is not
///   known, or so short before it was read that a later change might bear the same time
/// @param fields what the collection's manifest says of it, by name
public record SourceFile(
    DocumentId id,
    Path path,
    String revision,
    long sizeBytes,
    long modifiedMillis,
    Map<String, FieldValue> fields) {
  public SourceFile {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /// A file of which no time and no manifest is known.
  public SourceFile(DocumentId id, Path path, String revision, long sizeBytes) {
    this(id, path, revision, sizeBytes, 0, Map.of());
  }
}
