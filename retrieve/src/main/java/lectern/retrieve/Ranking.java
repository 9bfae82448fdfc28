package lectern.retrieve;

import java.util.List;

/// Hits of one ranker, best first; equal scores in reading order, so that equal input gives equal
/// output.
///
/// @param ranker who ranked: `bm25`, or the mode of the search: `lexical`, `dense`, `hybrid`
public record Ranking(String ranker, List<Hit> hits) {
  public Ranking {
    hits = List.copyOf(hits);
  }
}
