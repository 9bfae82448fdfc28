package lectern.ingest;

import org.jspecify.annotations.Nullable;

/// What a sink knows of a file it was given before.
///
/// @param revision SHA-256 of the bytes it was made from
/// @param pipeline names of parser, splitter and counter that made it
/// @param documents documents of its family; 0 where it failed
/// @param failure why it could not be read, or null where it was indexed
/// @param attempts times it was parsed in vain, over all runs; 0 where it was indexed
public record HeldFile(
    DocumentId id,
    String revision,
    String pipeline,
    int documents,
    int passages,
    int tokens,
    ParseResult.@Nullable Rejected failure,
    int attempts) {}
