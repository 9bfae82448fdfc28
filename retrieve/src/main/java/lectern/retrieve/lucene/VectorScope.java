package lectern.retrieve.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
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

/// The vectors' records of the passages in a scope, as a query on one snapshot. Vector records bear
/// no fields: where the vectors of a passage stand is read off the table, so that no term is looked
/// up.
final class VectorScope extends Query {
  private final FixedBitSet entries;

  private VectorScope(FixedBitSet entries) {
    this.entries = entries;
  }

  /// @param passages what finds the passages in scope
  static VectorScope of(IndexSearcher searcher, Query passages, VectorTable table)
      throws IOException {
    FixedBitSet entries = new FixedBitSet(Math.max(1, searcher.getIndexReader().maxDoc()));
    Weight weight =
        searcher.createWeight(searcher.rewrite(passages), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      NumericDocValues labels = leaf.reader().getNumericDocValues(Fields.LABEL);
      Scorer found = labels == null ? null : weight.scorer(leaf);
      if (labels == null || found == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      DocIdSetIterator passage = found.iterator();
      for (int entry = passage.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = passage.nextDoc()) {
        if ((live == null || live.get(entry)) && labels.advanceExact(entry)) {
          int whole = table.entry(Fields.label(labels.longValue()));
          if (whole != VectorTable.NONE) {
            entries.set(whole);
          }
        }
      }
    }
    if (table.windowed()) {
      windows(searcher, entries);
    }
    return new VectorScope(entries);
  }

  /// Marks the windows behind each whole passage that is marked.
  private static void windows(IndexSearcher searcher, FixedBitSet entries) throws IOException {
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      NumericDocValues parts = leaf.reader().getNumericDocValues(Fields.PART);
      if (parts == null) {
        continue;
      }
      for (int entry = parts.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = parts.nextDoc()) {
        if (parts.longValue() != VectorRecords.WHOLE
            && entry > 0
            && entries.get(leaf.docBase + entry - 1)) {
          entries.set(leaf.docBase + entry);
        }
      }
    }
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        FixedBitSet here = entries(leaf);
        int count = here.cardinality();
        if (count == 0) {
          return null;
        }
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

  /// Those of one segment, by its own numbers.
  private FixedBitSet entries(LeafReaderContext leaf) {
    int size = leaf.reader().maxDoc();
    FixedBitSet here = new FixedBitSet(size);
    FixedBitSet.orRange(entries, leaf.docBase, here, 0, size);
    return here;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "vectors of " + entries.cardinality() + " records";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VectorScope scope && entries.equals(scope.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }
}
