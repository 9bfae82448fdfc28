package lectern.ingest;

import java.nio.file.Path;

/// One file of a collection, before it is parsed.
///
/// @param path where it can be read
/// @param revision lower-case hexadecimal SHA-256 of its bytes; of a file too large to be read, its
///   size and time in words; "" where it was never opened
/// @param sizeBytes length of those bytes; 0 where it was never opened
public record SourceFile(DocumentId id, Path path, String revision, long sizeBytes) {}
