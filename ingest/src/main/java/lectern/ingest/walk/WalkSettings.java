package lectern.ingest.walk;

import java.time.Duration;

/// How a folder is worked through.
///
/// @param parallel files parsed at the same time; as many as the parser has workers
/// @param commitFiles changed files after which the sink commits
/// @param commitEvery time since the last commit after which the next changed file brings one; no
///   clock runs while nothing changes
/// @param maxAttempts times that a file whose failure may pass is parsed in vain, over all runs,
///   before the failure stands
public record WalkSettings(int parallel, int commitFiles, Duration commitEvery, int maxAttempts) {
  /// Two files at a time, like the parser's workers. A commit every 256 files or 20 s costs little
  /// and is what a killed run loses. Three attempts, because a file that hung three times will
  /// again.
  public static final WalkSettings DEFAULTS = new WalkSettings(2, 256, Duration.ofSeconds(20), 3);

  public WalkSettings {
    if (parallel < 1 || commitFiles < 1 || maxAttempts < 1 || commitEvery.isNegative()) {
      throw new IllegalArgumentException(
          "parallel, commitFiles and maxAttempts must be at least 1, commitEvery not negative: "
              + parallel
              + ", "
              + commitFiles
              + ", "
              + maxAttempts
              + ", "
              + commitEvery);
    }
  }

  public WalkSettings withParallel(int files) {
    return new WalkSettings(files, commitFiles, commitEvery, maxAttempts);
  }
}
