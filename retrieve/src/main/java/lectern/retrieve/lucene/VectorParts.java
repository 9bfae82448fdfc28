package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.jspecify.annotations.Nullable;

/// Reads the vectors of passages forwards through a snapshot. For one thread.
final class VectorParts {
  private final List<LeafReaderContext> leaves;
  private final boolean windowed;
  private int leaf;
  private int end;
  private int size;
  private int entry;
  private @Nullable FloatVectorValues vectors;
  private KnnVectorValues.@Nullable DocIndexIterator places;
  private @Nullable NumericDocValues parts;

  /// @param windowed whether windows are looked for
  VectorParts(IndexReader reader, boolean windowed) {
    this.leaves = reader.leaves();
    this.windowed = windowed;
    this.leaf = -1;
  }

  /// Goes to the record of a whole passage.
  ///
  /// @param whole behind all that was gone to
  void at(int whole) throws IOException {
    while (whole >= end) {
      LeafReaderContext context = leaves.get(++leaf);
      size = context.reader().maxDoc();
      end = context.docBase + size;
      vectors = null;
    }
    LeafReaderContext context = leaves.get(leaf);
    if (vectors == null) {
      vectors = context.reader().getFloatVectorValues(Fields.VECTOR);
      places = vectors == null ? null : vectors.iterator();
      parts = windowed ? context.reader().getNumericDocValues(Fields.PART) : null;
    }
    entry = whole - context.docBase;
    if (places == null || places.docID() > entry) {
      throw damaged(whole);
    }
    if (places.docID() < entry) {
      places.advance(entry);
    }
    if (places.docID() != entry) {
      throw damaged(whole);
    }
  }

  /// Goes to the next window of the passage; false where there is none.
  boolean nextWindow() throws IOException {
    KnnVectorValues.DocIndexIterator places = this.places;
    if (parts == null || places == null || entry + 1 >= size || !parts.advanceExact(entry + 1)) {
      return false;
    }
    if (parts.longValue() == VectorRecords.WHOLE || places.nextDoc() != entry + 1) {
      return false;
    }
    entry++;
    return true;
  }

  /// The vector; overwritten by the next.
  float[] vector() throws IOException {
    if (vectors == null || places == null) {
      throw damaged(entry);
    }
    return vectors.vectorValue(places.index());
  }

  private static CorruptIndexException damaged(int entry) {
    return new CorruptIndexException("a passage has no vector", "entry " + entry);
  }
}
