package lectern.retrieve.search;

/// How much of what stands around a hit is taken with it, from the hit outwards.
public sealed interface Expansion {
  /// The hit alone.
  record None() implements Expansion {}

  /// The passages before and behind it.
  ///
  /// @param passages on either side, at least 1
  record Neighbours(int passages) implements Expansion {
    public Neighbours {
      if (passages < 1) {
        throw new IllegalArgumentException("neighbours must be at least 1: " + passages);
      }
    }
  }

  /// The passages around it that stand under the same headings or deeper ones; what stands above a
  /// document's first heading is a section too.
  record Section() implements Expansion {}

  /// The whole document.
  record Document() implements Expansion {}
}
