package lectern.retrieve;

import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Passage;

/// What a label stands for now.
public sealed interface Resolution {
  /// The passage it always stood for.
  record Found(Passage passage) implements Resolution {}

  /// The document's text has changed since; the label's passage is no longer held.
  ///
  /// @param successor number of the document's present state
  record Revised(Label label, DocumentId document, int successor) implements Resolution {}

  /// The document has left the collection.
  record Removed(Label label, DocumentId document) implements Resolution {}

  /// No document ever had this number, or it never had that many passages.
  record Unknown(Label label) implements Resolution {}
}
