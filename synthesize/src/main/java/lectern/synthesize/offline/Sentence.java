package lectern.synthesize.offline;

import lectern.ingest.Span;

/// A sentence of the evidence, with what it shares with the question.
///
/// @param span in the passage's text
/// @param words how many it has
/// @param own what it shares with the question itself, context left out
/// @param heading whether it looks like a heading, which gives context and no answer
record Sentence(
    EvidenceText.Document document,
    EvidenceText.Passage passage,
    Span span,
    int words,
    Overlap own,
    boolean heading) {

  String text() {
    return passage.text().substring(span.start(), span.end());
  }
}
