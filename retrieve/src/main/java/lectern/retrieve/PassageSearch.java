package lectern.retrieve;

/// Finds passages for a query. Safe for use by many threads.
@FunctionalInterface
public interface PassageSearch {
  /// Best passages first.
  ///
  /// @throws IndexException where the index or what ranks it cannot be used
  Ranking search(PassageQuery query);
}
