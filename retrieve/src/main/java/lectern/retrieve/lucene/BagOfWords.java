package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// A question as Lucene's query: any of its words, each as often as it occurs, as Anserini does. No
/// syntax is read in it.
final class BagOfWords {
  /// Distinct words looked for; of more, the rarest are taken. Lucene's limit is 1,024 clauses, the
  /// scope's among them, of which a condition may take 200.
  static final int MAX_WORDS = 800;

  private record Weighted(Term term, int count, int passages) {}

  private BagOfWords() {}

  /// Null where no indexed word occurs in the question.
  ///
  /// @param scope a further condition that does not score, or null
  static @Nullable Query of(
      Map<String, Integer> bag, @Nullable Query scope, ExactStatistics searcher)
      throws IOException {
    List<Weighted> words = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : bag.entrySet()) {
      Term term = new Term(Fields.TEXT, entry.getKey());
      int passages = searcher.passagesWith(term);
      if (passages > 0) {
        words.add(new Weighted(term, entry.getValue(), passages));
      }
    }
    if (words.isEmpty()) {
      return null;
    }
    words.sort(Comparator.comparingInt(Weighted::passages));
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (Weighted word : words.subList(0, Math.min(MAX_WORDS, words.size()))) {
      Query query = new TermQuery(word.term());
      any.add(
          word.count() == 1 ? query : new BoostQuery(query, word.count()),
          BooleanClause.Occur.SHOULD);
    }
    any.setMinimumNumberShouldMatch(1);
    if (scope != null) {
      any.add(scope, BooleanClause.Occur.FILTER);
    }
    return any.build();
  }
}
