package lectern.retrieve;

/// What the index is sent.
///
/// @param text plain words; no query syntax is read in it
/// @param limit greatest number of hits wanted, at least 1
public record PassageQuery(String text, Scope scope, int limit) {
  public PassageQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1: " + limit);
    }
  }
}
