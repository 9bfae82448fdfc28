package lectern.ingest;

import java.util.List;

/// A document with its number and its passages, ready for an index.
///
/// @param number from 1; the documents of a collection are numbered as they first come in
/// @param openingTokens tokens of [Rendering#opening]
public record SplitDocument(
    SourceDocument source, int number, int openingTokens, List<Passage> passages) {
  public SplitDocument {
    passages = List.copyOf(passages);
  }

  /// Tokens of the whole document in a prompt, opening included.
  public int renderedTokens() {
    return openingTokens + passages.stream().mapToInt(Passage::renderedTokens).sum();
  }
}
