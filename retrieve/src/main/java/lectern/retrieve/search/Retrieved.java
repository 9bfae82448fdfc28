package lectern.retrieve.search;

import java.util.List;
import lectern.ingest.Passage;
import lectern.retrieve.Ranking;

/// Passages chosen for a question.
///
/// @param ranking what they were chosen by; reaches further than the choice
/// @param passages in reading order
/// @param tokens of their renderings, and of the opening of each document they are from
public record Retrieved(Ranking ranking, List<Passage> passages, int tokens) {
  public Retrieved {
    passages = List.copyOf(passages);
  }
}
