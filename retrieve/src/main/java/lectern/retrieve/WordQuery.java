package lectern.retrieve;

import java.util.List;
import lectern.ingest.Label;

/// What the index is sent when every signal of words is to count: the question's own words in text,
/// title and headings, its pairs of words that stand together, and words that others lend.
///
/// @param text the question's own words; no syntax is read in it
/// @param wording further texts whose words count too
/// @param like passages whose most telling words count too
/// @param limit greatest number of passages wanted, at least 1
public record WordQuery(
    String text, List<Wording> wording, List<Label> like, Scope scope, int limit) {
  public WordQuery {
    wording = List.copyOf(wording);
    like = List.copyOf(like);
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1: " + limit);
    }
  }

  /// A text that says in other words what is asked for.
  ///
  /// @param weight of each of its words; those of the question have 1
  public record Wording(String text, double weight) {}
}
