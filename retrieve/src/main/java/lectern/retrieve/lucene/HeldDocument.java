package lectern.retrieve.lucene;

import lectern.retrieve.IndexedDocument;

/// What a document record says.
///
/// @param textDigest [lectern.ingest.Sha256#ofUnits] of its normalised text
/// @param counts of its and its passages' words
record HeldDocument(IndexedDocument document, String textDigest, WordCounts counts) {
  int number() {
    return document.number();
  }
}
