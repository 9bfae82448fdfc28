package lectern.retrieve.search;

import java.util.List;
import java.util.Set;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.Ranking;

/// Passages chosen for a question.
///
/// @param ranking what they were chosen by; reaches further than the choice
/// @param passages in reading order
/// @param tokens of their renderings, and of the opening of each document they are from
/// @param blank passages that were not taken since they hold nothing to show: furniture, white
///   space
public record Retrieved(Ranking ranking, List<Passage> passages, int tokens, Set<Label> blank) {
  public Retrieved {
    blank = Set.copyOf(blank);
    passages = List.copyOf(passages);
  }

  /// The stretches that the passages form around hits, the one with the best hit first.
  public List<Stretch> stretches() {
    return Stretch.of(this);
  }
}
