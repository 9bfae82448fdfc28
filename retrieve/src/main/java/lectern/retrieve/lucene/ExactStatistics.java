package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Searches with the statistics of the living passages alone. Lucene's own count deleted ones until
/// a merge drops them, so that equal collections would score unlike.
final class ExactStatistics extends IndexSearcher {
  private final CommitData.Totals totals;

  ExactStatistics(DirectoryReader reader, CommitData.Totals totals) {
    // Other cores search the segments of a large index too, which changes no result.
    super(reader, ForkJoinPool.commonPool());
    this.totals = totals;
    // Whether a scope's documents were asked for before must not matter to speed or memory.
    setQueryCache(null);
  }

  @Override
  public @Nullable CollectionStatistics collectionStatistics(String field) throws IOException {
    WordCounts.Count count = totals.counts().of(field);
    if (count == null || count.entries() == 0) {
      return super.collectionStatistics(field);
    }
    long maxDoc = Math.max(count.entries(), getIndexReader().maxDoc());
    return new CollectionStatistics(field, maxDoc, count.entries(), count.words(), count.words());
  }

  @Override
  public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq)
      throws IOException {
    int living = passagesWith(term);
    return super.termStatistics(term, living == 0 ? docFreq : living, totalTermFreq);
  }

  /// Living passages.
  int passages() {
    return totals.passages();
  }

  /// Living passages that hold a word.
  int passagesWith(Term term) throws IOException {
    int living = 0;
    for (LeafReaderContext context : getLeafContexts()) {
      LeafReader leaf = context.reader();
      Bits live = leaf.getLiveDocs();
      living += live == null ? leaf.docFreq(term) : count(leaf, term, live);
    }
    return living;
  }

  private static int count(LeafReader leaf, Term term, Bits live) throws IOException {
    PostingsEnum postings = leaf.postings(term, PostingsEnum.NONE);
    if (postings == null) {
      return 0;
    }
    int count = 0;
    for (int entry = postings.nextDoc();
        entry != DocIdSetIterator.NO_MORE_DOCS;
        entry = postings.nextDoc()) {
      if (live.get(entry)) {
        count++;
      }
    }
    return count;
  }
}
