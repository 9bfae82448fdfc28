package lectern.retrieve;

import java.util.List;
import lectern.ingest.DocumentId;

/// Which documents a question names, and what it asks of them.
///
/// @param documents best first; empty where it names none
/// @param rest the question without the words that name them; all of it where it names none
public record Naming(List<Named> documents, String rest) {
  public Naming {
    documents = List.copyOf(documents);
  }

  /// Nothing is named.
  public static Naming none(String question) {
    return new Naming(List.of(), question);
  }

  /// A document that may be meant.
  ///
  /// @param number the `7` of `d7#12`
  /// @param score above 0, at most 1 for the best of the collection
  /// @param group 0 for the best and those beside it; 1 and more for documents that other words
  ///   name, as in "compare Acme and Bolt"
  public record Named(int number, DocumentId id, double score, int group) {}
}
