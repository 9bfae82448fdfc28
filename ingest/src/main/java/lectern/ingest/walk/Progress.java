package lectern.ingest.walk;

import lectern.ingest.DocumentId;
import org.jspecify.annotations.Nullable;

/// Hears how far a run is. Called from the run's own thread, once before the first file and once
/// after each.
@FunctionalInterface
public interface Progress {
  Progress NONE = tally -> {};

  void at(Tally tally);

  /// How far a run is.
  ///
  /// @param files files of the folder; known from the start
  /// @param done files that have their outcome
  /// @param failed of these, the ones that gave no text
  /// @param bytes of all files
  /// @param bytesDone of the files that have their outcome
  /// @param last the file that got its outcome last; null before the first
  record Tally(
      int files, int done, int failed, long bytes, long bytesDone, @Nullable DocumentId last) {}
}
