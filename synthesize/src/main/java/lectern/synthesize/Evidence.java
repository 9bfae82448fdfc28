package lectern.synthesize;

import java.util.List;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;

/// What the model is shown of one document.
///
/// @param passages in reading order
public record Evidence(IndexedDocument document, List<Passage> passages) {
  public Evidence {
    passages = List.copyOf(passages);
  }
}
