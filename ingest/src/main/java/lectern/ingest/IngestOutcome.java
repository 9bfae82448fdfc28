package lectern.ingest;

import java.time.Duration;

/// What one ingest run did with one file. Every file of the folder ends in exactly one.
public sealed interface IngestOutcome {
  DocumentId file();

  /// Parsed and put into the index.
  ///
  /// @param documents members of its family, itself included
  /// @param number the number of the file's own document
  /// @param elapsed time of hashing and parsing it, waiting for a free worker included, splitting
  ///   and indexing left out
  record Indexed(
      DocumentId file, int number, int documents, int passages, int tokens, Duration elapsed)
      implements IngestOutcome {}

  /// The index held it already.
  record Unchanged(DocumentId file, int passages, int tokens) implements IngestOutcome {}

  /// The index held it already, but not what the manifest says of it now.
  record Described(DocumentId file, int passages, int tokens) implements IngestOutcome {}

  /// Its bytes are those of another file, which the index holds for both.
  record Duplicate(DocumentId file, DocumentId of) implements IngestOutcome {}

  /// The index held it under another name.
  record Moved(DocumentId file, DocumentId from, int passages, int tokens)
      implements IngestOutcome {}

  /// The file is gone from the folder, and so from the index.
  record Removed(DocumentId file) implements IngestOutcome {}

  /// It gave no text. What the index held of it may have stayed; the cause then says so, or that it
  /// could not be read.
  ///
  /// @param attempts times it was parsed in vain, over all runs
  /// @param tried false where an earlier run's failure stands and the file was not parsed again
  /// @param elapsed time of hashing and parsing it; zero where it was not tried
  record Failed(
      DocumentId file, ParseResult.Rejected cause, int attempts, boolean tried, Duration elapsed)
      implements IngestOutcome {}
}
