package lectern.retrieve.search;

import java.util.function.Consumer;
import java.util.function.Supplier;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.SearchMode;

/// Ranks by words and meaning, and by words alone while the embedder fails: somebody who asked for
/// both is served by one of them, and told.
public final class WordsFallback {
  private final CandidateIndex index;
  private final Supplier<Embedder> embedders;
  private final Consumer<IndexException.NoEmbedder> onFallback;

  /// @param embedders makes the one that vectors are asked of, which may fail as it may
  /// @param onFallback hears why words are all that a question is ranked by
  public WordsFallback(
      CandidateIndex index,
      Supplier<Embedder> embedders,
      Consumer<IndexException.NoEmbedder> onFallback) {
    this.index = index;
    this.embedders = embedders;
    this.onFallback = onFallback;
  }

  /// The ranking with all that led to it; [RankingTrace#mode] says what it is by.
  ///
  /// @throws IndexException.NoVectors where meaning is asked for and the index has none
  /// @throws IndexException.NoEmbedder where meaning alone is asked for and the embedder fails
  /// @throws IndexException.Incompatible where another embedder made the vectors of the index
  public RankingTrace trace(PassageQuery query, SearchMode mode) {
    return switch (mode) {
      case LEXICAL -> Ranker.byWords(index, query);
      case DENSE -> byMeaning(query, mode);
      case HYBRID -> {
        try {
          yield byMeaning(query, mode);
        } catch (IndexException.NoEmbedder e) {
          onFallback.accept(e);
          yield Ranker.byWords(index, query);
        }
      }
    };
  }

  private RankingTrace byMeaning(PassageQuery query, SearchMode mode) {
    if (index.embedder().isEmpty()) {
      throw new IndexException.NoVectors(
          "the index has no vectors",
          "Make them with `lectern embed`, or search with `--mode lexical`.",
          null);
    }
    try (Embedder embedder = embedders.get()) {
      if (!embedder.name().equals(index.embedder())) {
        throw new IndexException.Incompatible(
            "the vectors of the index were made by \""
                + index.embedder()
                + "\", not by \""
                + embedder.name()
                + "\"",
            "Name that embedder in the settings, search with `--mode lexical`, or ingest and embed into"
                + " a new index folder.",
            null);
      }
      return new Ranker(index, embedder, Vocabulary.EMPTY).trace(query, mode);
    }
  }
}
