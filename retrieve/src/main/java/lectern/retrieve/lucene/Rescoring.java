package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/// Adds to the scores of hits what a second query gives them. Lucene's own rescorer seeks the next
/// match behind each hit that does not match, which for phrases reads the positions of all entries
/// between; this one looks at the hits alone.
final class Rescoring {
  private Rescoring() {}

  /// The hits in the order of the index, their scores raised where they match.
  static ScoreDoc[] added(IndexSearcher searcher, Query query, ScoreDoc[] hits) throws IOException {
    ScoreDoc[] added = hits.clone();
    Arrays.sort(added, Comparator.comparingInt(hit -> hit.doc));
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
    int next = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      int from = next;
      while (next < added.length && added[next].doc < end) {
        next++;
      }
      Scorer scorer = from == next ? null : weight.scorer(leaf);
      if (scorer != null) {
        add(scorer, leaf.docBase, added, from, next);
      }
    }
    return added;
  }

  private static void add(Scorer scorer, int base, ScoreDoc[] hits, int from, int to)
      throws IOException {
    TwoPhaseIterator phases = scorer.twoPhaseIterator();
    DocIdSetIterator entries = phases == null ? scorer.iterator() : phases.approximation();
    for (int i = from; i < to; i++) {
      int entry = hits[i].doc - base;
      int at = entries.docID() < entry ? entries.advance(entry) : entries.docID();
      if (at == entry && (phases == null || phases.matches())) {
        hits[i] = new ScoreDoc(hits[i].doc, hits[i].score + scorer.score());
      }
    }
  }
}
