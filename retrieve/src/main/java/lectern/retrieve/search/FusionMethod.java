package lectern.retrieve.search;

import java.util.List;
import lectern.retrieve.Scored;

/// How the rankings by words and by meaning are made one.
public enum FusionMethod {
  /// Weighted sum of scores, each ranking stretched to run from 0 to 1.
  SCORES {
    @Override
    List<Scored> weighted(List<Scored> one, double weight, List<Scored> other) {
      return Fusion.weighted(one, weight, other);
    }
  },
  /// Weighted sum of reciprocal ranks, stretched alike, so that what follows sees scores of the
  /// same size.
  RANKS {
    @Override
    List<Scored> weighted(List<Scored> one, double weight, List<Scored> other) {
      return Fusion.weighted(ReciprocalRank.weighted(one, weight, other), 1, List.of());
    }
  };

  /// @param weight of the one; the other has the rest of 1
  abstract List<Scored> weighted(List<Scored> one, double weight, List<Scored> other);
}
