package lectern.retrieve;

/// What passages are ranked by.
public enum SearchMode {
  /// Their words alone.
  LEXICAL,
  /// Their vectors alone.
  DENSE,
  /// Both.
  HYBRID
}
