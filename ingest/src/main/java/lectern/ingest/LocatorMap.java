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
    Stretches.requireRising(entries, Entry::start);
  }

  /// Where the text at an offset stands; empty before the first entry.
  public Optional<Locator> at(int offset) {
    int at = Stretches.at(entries, Entry::start, offset);
    return at < 0 ? Optional.empty() : Optional.of(entries.get(at).locator());
  }
}
