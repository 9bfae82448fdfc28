package lectern.ingest.walk;

import java.time.Duration;
import lectern.ingest.ParseResult;
import lectern.ingest.SourceFile;
import org.jspecify.annotations.Nullable;

/// A file as far as it can be brought without the sink.
///
/// @param file null where it could not be opened
/// @param result null where it need not be parsed, or may have moved
/// @param elapsed time of reading and parsing it
record Reading(
    FolderListing.Entry entry,
    @Nullable SourceFile file,
    @Nullable ParseResult result,
    Duration elapsed) {
  /// Characters that wait in memory until the sink takes them.
  long chars() {
    return result instanceof ParseResult.Parsed parsed
        ? parsed.documents().stream().mapToLong(document -> document.text().length()).sum()
        : 0;
  }
}
