package lectern.ingest;

import org.jspecify.annotations.Nullable;

/// What a sink knows of a file it was given before.
///
/// @param revision lower-case hexadecimal SHA-256 of the bytes it was made from; of a failed file
///   too large to be read, its size and time in words; "" where it was never opened
/// @param pipeline names of parser, splitter and counter that made it; of a failed file, of those
///   that tried, with the parser's limits
/// @param documents documents of its family; 0 where none are held
/// @param failure why it gave no text when it was parsed last, or null where it was indexed; a file
///   with documents and a failure holds the text that was read before
/// @param attempts times it was parsed in vain by this pipeline, over all runs; 0 where it was
///   indexed
public record HeldFile(
    DocumentId id,
    String revision,
    String pipeline,
    int documents,
    int passages,
    int tokens,
    ParseResult.@Nullable Rejected failure,
    int attempts) {}
