package lectern.ingest;

import java.util.List;
import java.util.Optional;

/// Finds the [Locator] of a span: the text from one entry's start to the next one's is where that
/// entry says.
///
/// @param entries in order of their starts, no two starts equal; empty for a format that numbers
///   nothing
public record LocatorMap(List<Entry> entries) {
  public static final LocatorMap EMPTY = new LocatorMap(List.of());

  /// Where one stretch of text stands.
  ///
  /// @param start first offset in the document's normalised text that the locator covers
  public record Entry(int start, Locator locator) {}

  public LocatorMap {
    entries = List.copyOf(entries);
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).start() <= entries.get(i - 1).start()) {
        throw new IllegalArgumentException(
            "locator entries must rise: "
                + entries.get(i - 1).start()
                + ", then "
                + entries.get(i).start());
      }
    }
  }

  /// Where the text at an offset stands; empty before the first entry.
  public Optional<Locator> at(int offset) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? Optional.empty() : Optional.of(entries.get(low - 1).locator());
  }
}
