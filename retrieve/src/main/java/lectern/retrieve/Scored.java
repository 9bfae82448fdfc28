package lectern.retrieve;

import java.util.Comparator;
import lectern.ingest.Label;

/// A passage and what a ranker gives it.
public record Scored(Label label, double score) {
  /// Best first; equal scores in reading order.
  public static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::label);
}
