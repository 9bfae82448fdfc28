package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;

/// A part of a scope that is read in one prompt: whole documents, or a piece of one that no prompt
/// holds.
///
/// @param documents by number; a single one where it is cut
/// @param piece which piece of the document it is, from 0
/// @param pieces how many the document is cut into; 1 where documents are whole
/// @param tokens of it, as the collection's counter counts; of a piece the usual ones
public record Shard(List<IndexedDocument> documents, int piece, int pieces, long tokens) {
  public Shard {
    documents = List.copyOf(documents);
  }

  static Shard whole(List<IndexedDocument> documents) {
    long tokens = documents.stream().mapToLong(IndexedDocument::tokens).sum();
    return new Shard(documents, 0, 1, tokens);
  }

  /// The passages of its document that belong to this piece. All pieces together have each once.
  public List<Passage> cut(List<Passage> passages) {
    if (pieces == 1) {
      return passages;
    }
    long all = passages.stream().mapToLong(Passage::renderedTokens).sum();
    List<Passage> here = new ArrayList<>();
    long before = 0;
    for (Passage passage : passages) {
      // A passage belongs to the piece that its first token is in.
      long at = all == 0 ? 0 : Math.min(pieces - 1, before * pieces / all);
      if (at == piece) {
        here.add(passage);
      }
      before += passage.renderedTokens();
    }
    return here;
  }
}
