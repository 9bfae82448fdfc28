package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.ingest.Label;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/// Where the vectors of each passage stand in a snapshot. Looking passages up by term takes some
/// microseconds each and segment, and a ranking wants thousands; this takes 4 bytes a passage and a
/// few milliseconds for each 100,000 of them, once. Safe for use by many threads.
final class VectorTable {
  static final int NONE = -1;

  /// By document number: where its passages begin in `wholes`. One longer than there are numbers,
  /// so that each has an end too.
  private final int[] first;

  /// Entry of the record of each whole passage, [#NONE] where it has no vector. The records of its
  /// windows stand right behind, as one block.
  private final int[] wholes;

  private final int size;
  private final boolean windowed;

  private VectorTable(int[] first, int[] wholes, int size, boolean windowed) {
    this.first = first;
    this.wholes = wholes;
    this.size = size;
    this.windowed = windowed;
  }

  /// @param nextNumber above those of all documents
  /// @param passages that the snapshot holds; no vector stands for another
  static VectorTable of(IndexReader reader, int nextNumber, int passages) throws IOException {
    int[] first = new int[nextNumber + 1];
    boolean[] windowed = {false};
    each(
        reader,
        (label, part, entry) -> {
          int number = (int) (label >>> Integer.SIZE);
          int ordinal = (int) label;
          if (number < 1 || number >= nextNumber || ordinal < 0 || ordinal >= passages) {
            throw new CorruptIndexException("a vector of no passage", "entry " + entry);
          }
          first[number + 1] = Math.max(first[number + 1], ordinal + 1);
          windowed[0] |= part != VectorRecords.WHOLE;
        });
    long sum = 0;
    for (int number = 1; number <= nextNumber; number++) {
      sum += first[number];
      if (sum > passages) {
        throw new CorruptIndexException("vectors of more passages than there are", "index");
      }
      first[number] = (int) sum;
    }
    int[] wholes = new int[(int) sum];
    Arrays.fill(wholes, NONE);
    int[] size = {0};
    each(
        reader,
        (label, part, entry) -> {
          if (part == VectorRecords.WHOLE) {
            wholes[first[(int) (label >>> Integer.SIZE)] + (int) label] = entry;
            size[0]++;
          }
        });
    return new VectorTable(first, wholes, size[0], windowed[0]);
  }

  /// Passages with a vector.
  int size() {
    return size;
  }

  /// Whether any passage has windows.
  boolean windowed() {
    return windowed;
  }

  /// Entry of the record of a whole passage, or [#NONE].
  int entry(Label label) {
    int number = label.document();
    if (number + 1 >= first.length) {
      return NONE;
    }
    int place = first[number] + label.ordinal();
    return place >= 0 && place < first[number + 1] ? wholes[place] : NONE;
  }

  /// Labels of all passages with a vector, in reading order.
  List<Label> labels() {
    List<Label> labels = new ArrayList<>(size);
    for (int number = 1; number + 1 < first.length; number++) {
      for (int place = first[number]; place < first[number + 1]; place++) {
        if (wholes[place] != NONE) {
          labels.add(new Label(number, place - first[number]));
        }
      }
    }
    return labels;
  }

  private interface Visit {
    void at(long label, long part, int entry) throws IOException;
  }

  private static void each(IndexReader reader, Visit visit) throws IOException {
    for (LeafReaderContext context : reader.leaves()) {
      LeafReader leaf = context.reader();
      NumericDocValues labels = leaf.getNumericDocValues(Fields.VECTOR_LABEL);
      NumericDocValues parts = leaf.getNumericDocValues(Fields.PART);
      if (labels == null || parts == null) {
        continue;
      }
      Bits live = leaf.getLiveDocs();
      for (int entry = labels.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = labels.nextDoc()) {
        if ((live == null || live.get(entry)) && parts.advanceExact(entry)) {
          visit.at(labels.longValue(), parts.longValue(), context.docBase + entry);
        }
      }
    }
  }
}
