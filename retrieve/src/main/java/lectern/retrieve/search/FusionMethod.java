package lectern.retrieve.search;

import java.util.List;
import java.util.Map;
import lectern.ingest.Label;
import lectern.retrieve.Scored;

/// How the rankings by words and by meaning are made one.
public enum FusionMethod {
  /// Weighted sum of scores, each ranking stretched to run from 0 to 1.
  SCORES {
    @Override
    Map<Label, Double> sums(List<Scored> one, double weight, List<Scored> other) {
      return Fusion.sums(one, weight, other);
    }
  },
  /// Weighted sum of reciprocal ranks, stretched alike, so that what follows sees scores of the
  /// same size.
  RANKS {
    @Override
    Map<Label, Double> sums(List<Scored> one, double weight, List<Scored> other) {
      return Fusion.sums(ReciprocalRank.weighted(one, weight, other), 1, List.of());
    }
  };

  /// Best first.
  ///
  /// @param weight of the one; the other has the rest of 1
  List<Scored> weighted(List<Scored> one, double weight, List<Scored> other) {
    return Fusion.sorted(sums(one, weight, other));
  }

  /// The first of [#weighted], without the time that sorting all takes.
  List<Scored> best(List<Scored> one, double weight, List<Scored> other, int most) {
    return Fusion.best(sums(one, weight, other), most);
  }

  abstract Map<Label, Double> sums(List<Scored> one, double weight, List<Scored> other);
}
