package lectern.synthesize.plan;

import java.util.List;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Ranking;
import lectern.retrieve.Volumes;

/// What there is to read for a question.
///
/// @param documents in scope, by number, with the tokens of their renderings
/// @param volumes of the collection
/// @param probe best passages of the scope, best first; of no hits where nothing was ranked
public record Material(List<IndexedDocument> documents, Volumes volumes, Ranking probe) {
  public Material {
    documents = List.copyOf(documents);
  }

  /// Tokens of all documents, as the collection's counter counts.
  long tokens() {
    return documents.stream().mapToLong(IndexedDocument::tokens).sum();
  }
}
