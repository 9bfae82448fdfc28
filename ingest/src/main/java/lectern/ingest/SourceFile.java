package lectern.ingest;

import java.nio.file.Path;

/// One file of a collection, before it is parsed.
///
/// @param path where it can be read
/// @param revision lower-case hexadecimal SHA-256 of its bytes
/// @param sizeBytes length of those bytes
public record SourceFile(DocumentId id, Path path, String revision, long sizeBytes) {}
