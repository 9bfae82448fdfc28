package lectern.retrieve.lucene;

import lectern.retrieve.IndexedDocument;

/// What a document record says.
///
/// @param textDigest [lectern.ingest.Sha256#ofUnits] of its normalised text
/// @param wordyPassages passages with at least one indexed word
/// @param words indexed words of all its passages, headers included
record HeldDocument(IndexedDocument document, String textDigest, int wordyPassages, long words) {
  int number() {
    return document.number();
  }
}
