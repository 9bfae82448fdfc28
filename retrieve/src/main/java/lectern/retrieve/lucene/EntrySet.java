package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// Entries of one snapshot as a query that does not score: found once, asked for often.
final class EntrySet extends Query {
  private final FixedBitSet entries;

  /// The same by segment, in its own numbers.
  private final FixedBitSet[] byLeaf;

  private final int[] counts;

  private EntrySet(List<LeafReaderContext> leaves, FixedBitSet entries) {
    this.entries = entries;
    this.byLeaf = new FixedBitSet[leaves.size()];
    this.counts = new int[leaves.size()];
    for (LeafReaderContext leaf : leaves) {
      int size = leaf.reader().maxDoc();
      FixedBitSet here = new FixedBitSet(size);
      FixedBitSet.orRange(entries, leaf.docBase, here, 0, size);
      byLeaf[leaf.ord] = here;
      counts[leaf.ord] = here.cardinality();
    }
  }

  /// What a query finds, living or not.
  static EntrySet of(IndexSearcher searcher, Query query) throws IOException {
    FixedBitSet entries = none(searcher);
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer found = weight.scorer(leaf);
      if (found != null) {
        DocIdSetIterator all = found.iterator();
        for (int at = all.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = all.nextDoc()) {
          entries.set(leaf.docBase + at);
        }
      }
    }
    return new EntrySet(searcher.getIndexReader().leaves(), entries);
  }

  private static FixedBitSet none(IndexSearcher searcher) {
    return new FixedBitSet(Math.max(1, searcher.getIndexReader().maxDoc()));
  }

  /// The vectors' records of these, which are passages. Vector records bear no fields: where they
  /// stand is read off the table, so that no term is looked up.
  EntrySet vectors(IndexSearcher searcher, VectorTable table) throws IOException {
    FixedBitSet vectors = none(searcher);
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    for (LeafReaderContext leaf : leaves) {
      NumericDocValues labels = leaf.reader().getNumericDocValues(Fields.LABEL);
      if (labels == null || counts[leaf.ord] == 0) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      DocIdSetIterator passage = new BitSetIterator(byLeaf[leaf.ord], counts[leaf.ord]);
      for (int entry = passage.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = passage.nextDoc()) {
        if ((live == null || live.get(entry)) && labels.advanceExact(entry)) {
          int whole = table.entry(Fields.label(labels.longValue()));
          if (whole != VectorTable.NONE) {
            vectors.set(whole);
          }
        }
      }
    }
    if (table.windowed()) {
      windows(leaves, vectors);
    }
    return new EntrySet(leaves, vectors);
  }

  /// Marks the windows behind each whole passage that is marked.
  private static void windows(List<LeafReaderContext> leaves, FixedBitSet vectors)
      throws IOException {
    for (LeafReaderContext leaf : leaves) {
      NumericDocValues parts = leaf.reader().getNumericDocValues(Fields.PART);
      if (parts == null) {
        continue;
      }
      for (int entry = parts.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = parts.nextDoc()) {
        if (parts.longValue() != VectorRecords.WHOLE
            && entry > 0
            && vectors.get(leaf.docBase + entry - 1)) {
          vectors.set(leaf.docBase + entry);
        }
      }
    }
  }

  /// Those of a segment, as a search by vectors asks for them.
  AcceptDocs accepted(LeafReaderContext leaf) {
    FixedBitSet here = byLeaf[leaf.ord];
    int count = counts[leaf.ord];
    return new AcceptDocs() {
      @Override
      public Bits bits() {
        return here;
      }

      @Override
      public DocIdSetIterator iterator() {
        return new BitSetIterator(here, count);
      }

      @Override
      public int cost() {
        return count;
      }
    };
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        int count = counts[leaf.ord];
        if (count == 0) {
          return null;
        }
        FixedBitSet here = byLeaf[leaf.ord];
        float score = score();
        return new ScorerSupplier() {
          @Override
          public Scorer get(long leadCost) {
            return new ConstantScoreScorer(score, mode, new BitSetIterator(here, count));
          }

          @Override
          public long cost() {
            return count;
          }
        };
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return entries.cardinality() + " entries";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EntrySet set && entries.equals(set.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }
}
