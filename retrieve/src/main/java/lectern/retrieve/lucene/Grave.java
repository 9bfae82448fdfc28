package lectern.retrieve.lucene;

import lectern.ingest.DocumentId;

/// What is left of a number whose document went away or changed its text.
///
/// @param id name the document had
/// @param successor number that took its place, or 0
/// @param passages labels that once stood for something
record Grave(int number, DocumentId id, int successor, int passages) {}
