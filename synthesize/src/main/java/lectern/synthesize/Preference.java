package lectern.synthesize;

/// What a plan is chosen for, among those that can hold the evidence.
public enum Preference {
  /// One that will more likely than not hold all the evidence, of any model that is set: the one
  /// that an answer costs least with, counting what has to follow where it misses.
  CHEAP(0.5),
  /// The cheapest that will hold it nine times in ten.
  BALANCED(0.90),
  /// The cheapest that hardly ever misses any.
  THOROUGH(0.99),
  /// The one with the fewest tokens that the model has to read anew, and so with the shortest wait.
  FAST(0.75);

  private final double leastRecall;

  Preference(double leastRecall) {
    this.leastRecall = leastRecall;
  }

  /// Least probability that a prompt holds all the evidence there is: 0 to 1.
  public double leastRecall() {
    return leastRecall;
  }
}
