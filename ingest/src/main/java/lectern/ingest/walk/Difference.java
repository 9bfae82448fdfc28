package lectern.ingest.walk;

import lectern.ingest.DocumentId;
import org.jspecify.annotations.Nullable;

/// What a run would do with one file.
///
/// @param other the file it was, or whose bytes it has; null for every other kind
/// @param detail what it rests on, in words; "" where the kind says it all
public record Difference(DocumentId file, Kind kind, @Nullable DocumentId other, String detail) {
  /// What would be done, and why.
  public enum Kind {
    /// It is not in the index: it would be parsed.
    NEW,
    /// Its bytes are others: it would be parsed.
    CHANGED,
    /// Another parser, normaliser, splitter or counter made what is held of it: it would be parsed.
    STALE,
    /// It gave no text, and may another time: it would be parsed.
    RETRY,
    /// The manifest says something else of it.
    DESCRIBED,
    /// It was there under another name.
    MOVED,
    /// Another file has its bytes.
    DUPLICATE,
    /// It is gone: it would leave the index.
    REMOVED,
    /// It gave no text, and would not be tried again.
    FAILED,
    UNCHANGED;

    /// Whether a run would change the index.
    public boolean isChange() {
      return switch (this) {
        case NEW, CHANGED, STALE, RETRY, DESCRIBED, MOVED, REMOVED -> true;
        case DUPLICATE, FAILED, UNCHANGED -> false;
      };
    }
  }
}
