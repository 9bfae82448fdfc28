package lectern.retrieve;

import java.util.Comparator;
import lectern.ingest.Label;

/// A passage and what a ranker gives it.
public record Scored(Label label, double score) {
  /// Best first; equal scores in reading order.
  public static final Comparator<Scored> BEST_FIRST =
      (one, other) -> {
        int byScore = Double.compare(other.score, one.score);
        return byScore == 0 ? one.label.compareTo(other.label) : byScore;
      };
}
