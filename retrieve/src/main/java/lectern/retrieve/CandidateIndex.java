package lectern.retrieve;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import lectern.ingest.Label;

/// What a ranker asks of one commit: candidates by words and by meaning, and their vectors, without
/// reading a passage. Safe for use by many threads.
///
/// Every method throws [IndexException.Corrupt] where the index is damaged and
/// [IndexException.Unavailable] where its files cannot be read.
public interface CandidateIndex {
  /// Best passages by BM25, at most as many as the query wants; none where no indexed word occurs.
  default List<Scored> byWords(PassageQuery query) {
    return byWords(query, List.of());
  }

  /// As [#byWords(PassageQuery)], with words that others lend: a passage that holds one of these
  /// alone is found too.
  ///
  /// @param wording further texts whose words count, each word once a text
  List<Scored> byWords(PassageQuery query, List<WordQuery.Wording> wording);

  /// Best passages by all signals of words: BM25 over text, title and headings, and the pairs of
  /// neighbouring words of the question, near each other in a passage.
  List<Scored> bySignals(WordQuery query);

  /// Words of a text in their order, as questions are compared with passages: without stop words,
  /// cut down to their stems.
  List<String> cut(String text);

  /// Which documents in scope a question names.
  Naming named(String question, Scope scope);

  /// Best passages by the inner product with a vector, those without vectors left out. Of a passage
  /// with [windows][PassageParts] 0.3 of the score is the whole's and 0.7 that of its best window.
  ///
  /// @param vector of unit length
  /// @throws IndexException.Incompatible where it has another length than those of the index
  List<Scored> byVector(float[] vector, Scope scope, int limit);

  /// Of some passages those with vectors, best first, scored as those of all are.
  ///
  /// @param vector of unit length
  /// @throws IndexException.Incompatible where it has another length than those of the index
  List<Scored> byVector(float[] vector, Collection<Label> among);

  /// Vectors of whole passages; those without are left out.
  Map<Label, float[]> vectors(Collection<Label> labels);

  /// Labels of all passages that have a vector, in reading order.
  List<Label> embedded();

  /// Who made the vectors; "" where there are none.
  String embedder();
}
