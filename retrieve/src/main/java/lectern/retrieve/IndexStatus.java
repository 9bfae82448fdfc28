package lectern.retrieve;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What one commit of an index holds.
///
/// @param documents searchable ones, family members counted one by one
/// @param failures files that gave no text when they were parsed last
/// @param tokens of all renderings, as `versions.counter` counts
/// @param vectors passages with a vector
/// @param embeddedASecond passages that got their vectors in a second of the last long run that
///   made them; 0 where there was none
/// @param sizeBytes on disk
/// @param nextNumber number the next new document gets
/// @param versions what made it: `format`, `analysis`, `parser`, `splitter`, `counter`, `lectern`
public record IndexStatus(
    int documents,
    int passages,
    int failures,
    long tokens,
    int vectors,
    double embeddedASecond,
    long sizeBytes,
    int nextNumber,
    Map<String, String> versions) {
  public IndexStatus {
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
  }
}
