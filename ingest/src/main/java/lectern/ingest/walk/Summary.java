package lectern.ingest.walk;

import java.time.Duration;
import java.util.List;

/// What a run did.
///
/// @param files outcomes of files that are there, so removed ones not counted
/// @param indexed files parsed and put into the index
/// @param described files of which only the manifest says something else
/// @param duplicates files whose bytes another holds, those of earlier runs included
/// @param failed files that give no text, those of earlier runs included
/// @param passages of all files that the index holds now, as far as this run saw them
/// @param tokens of these passages
/// @param bytes of the files that have an outcome
/// @param stopped whether the run was stopped before it came to the end; what it did is committed
/// @param unmatched paths in the manifest for which there is no file
public record Summary(
    int files,
    int indexed,
    int unchanged,
    int described,
    int duplicates,
    int moved,
    int removed,
    int failed,
    long passages,
    long tokens,
    long bytes,
    Duration elapsed,
    boolean stopped,
    List<String> unmatched) {
  public Summary {
    unmatched = List.copyOf(unmatched);
  }

  /// Files whose outcome changed what the index holds, failures left out.
  public int changes() {
    return indexed + described + moved + removed;
  }
}
