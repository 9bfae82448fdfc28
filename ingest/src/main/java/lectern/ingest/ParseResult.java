package lectern.ingest;

import java.util.List;

/// What came of one file. A file that cannot be read is a result, not an exception.
public sealed interface ParseResult {
  /// The file's documents: itself first, then its members (attachments), in order.
  record Parsed(List<SourceDocument> documents) implements ParseResult {
    public Parsed {
      documents = List.copyOf(documents);
      if (documents.isEmpty()) {
        throw new IllegalArgumentException("a parsed file holds at least one document");
      }
    }

    /// Whether all was read that is there to be read. Where it was not, other limits, or a program
    /// that is there another time, may give more.
    public boolean isWhole() {
      return documents.stream()
          .map(SourceDocument::metadata)
          .noneMatch(
              facts ->
                  facts.containsKey(SourceDocument.PAGES_WITHOUT_TEXT)
                      || facts.containsKey(SourceDocument.PICTURES_NOT_READ)
                      || facts.containsKey(SourceDocument.SKIPPED));
    }
  }

  /// No text came of it.
  ///
  /// @param detail one line for a person: what was tried, the value, the limit
  record Rejected(Reason reason, String detail) implements ParseResult {}

  /// Why a file gave no text.
  enum Reason {
    /// Nothing knows how to read this kind of file.
    UNSUPPORTED_TYPE,
    /// The operating system would not hand over the bytes.
    UNREADABLE,
    /// A password or rights management stands before the text.
    ENCRYPTED,
    /// No bytes, or no text in them.
    EMPTY,
    /// The file, or the text that came out of it, passed a limit.
    TOO_LARGE,
    /// The bytes break the rules of their format.
    CORRUPT,
    /// Parsing took longer than a document may take.
    TIMED_OUT,
    /// Parsing needed more memory than a worker has.
    OUT_OF_MEMORY,
    /// The worker died.
    CRASHED,
    /// It made workers die, hang or run out of memory time after time; it is not tried again unless
    /// asked for.
    QUARANTINED;

    /// Whether trying the same bytes again could end differently.
    public boolean mayPass() {
      return switch (this) {
        case UNREADABLE, TIMED_OUT, OUT_OF_MEMORY, CRASHED -> true;
        case UNSUPPORTED_TYPE, ENCRYPTED, EMPTY, TOO_LARGE, CORRUPT, QUARANTINED -> false;
      };
    }
  }
}
