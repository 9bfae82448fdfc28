package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import lectern.ingest.Label;
import lectern.retrieve.PassageParts;
import lectern.retrieve.Scored;
import lectern.retrieve.Vectors;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// Finds passages by their vectors: candidates by the quantised graph, their scores by the vectors
/// themselves, so that a score does not depend on segments and merges.
final class NearestPassages {
  /// Records looked at for each passage wanted where passages have windows: several of one passage
  /// may be near.
  private static final int RECORDS_A_PASSAGE = 2;

  /// Records looked at however few are wanted: asked for ten, the graph found 92 to 99 % of the
  /// right ones; of the ten nearest passages 98.5 % were found with 100, 99.6 % with 200.
  private static final int FEWEST_RECORDS = 200;

  /// Passages that one thread scores before another takes its share.
  private static final int SCORED_AT_ONCE = 256;

  private final IndexSearcher searcher;
  private final VectorTable table;

  NearestPassages(IndexSearcher searcher, VectorTable table) {
    this.searcher = searcher;
    this.table = table;
  }

  /// The nearest of all passages.
  ///
  /// @param scope vectors' records that may be found; null for all
  List<Scored> of(float[] vector, @Nullable EntrySet scope, int limit) throws IOException {
    long wanted = table.windowed() ? (long) limit * RECORDS_A_PASSAGE : limit;
    long records = Math.max(FEWEST_RECORDS, wanted);
    int[] entries = new NearestVectors(searcher.getIndexReader()).of(vector, scope, records);
    List<Scored> scored = among(vector, labels(entries));
    return scored.subList(0, Math.min(limit, scored.size()));
  }

  /// Passages by how near they are, those without vectors left out.
  List<Scored> among(float[] vector, Collection<Label> labels) throws IOException {
    List<Placed> placed = placed(labels);
    List<Callable<List<Scored>>> tasks = new ArrayList<>();
    for (int from = 0; from < placed.size(); from += SCORED_AT_ONCE) {
      List<Placed> some = placed.subList(from, Math.min(placed.size(), from + SCORED_AT_ONCE));
      tasks.add(() -> scored(vector, some));
    }
    List<Scored> scored = new ArrayList<>();
    searcher.getTaskExecutor().invokeAll(tasks).forEach(scored::addAll);
    scored.sort(Scored.BEST_FIRST);
    return scored;
  }

  private List<Scored> scored(float[] vector, List<Placed> placed) throws IOException {
    List<Scored> scored = new ArrayList<>();
    VectorParts parts = new VectorParts(searcher.getIndexReader(), table.windowed());
    double[] wide = Vectors.wide(vector);
    for (Placed one : placed) {
      scored.add(new Scored(one.label(), score(wide, one.entry(), parts)));
    }
    return scored;
  }

  /// Vectors of whole passages, those without left out.
  Map<Label, float[]> vectors(Collection<Label> labels) throws IOException {
    Map<Label, float[]> vectors = new HashMap<>();
    VectorParts parts = new VectorParts(searcher.getIndexReader(), false);
    for (Placed placed : placed(labels)) {
      parts.at(placed.entry());
      vectors.put(placed.label(), parts.vector().clone());
    }
    return vectors;
  }

  private record Placed(Label label, int entry) {}

  /// In the order of the index, which is read forwards.
  private List<Placed> placed(Collection<Label> labels) {
    List<Placed> placed = new ArrayList<>(labels.size());
    for (Label label : labels) {
      int entry = table.entry(label);
      if (entry != VectorTable.NONE) {
        placed.add(new Placed(label, entry));
      }
    }
    // Sorted as numbers: objects take several times as long, and there are thousands.
    long[] order = new long[placed.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) placed.get(i).entry() << Integer.SIZE | i;
    }
    Arrays.sort(order);
    List<Placed> sorted = new ArrayList<>(order.length);
    for (long key : order) {
      sorted.add(placed.get((int) key));
    }
    return sorted;
  }

  private Collection<Label> labels(int[] entries) throws IOException {
    long[] labels = new long[entries.length];
    int done = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      NumericDocValues values = leaf.reader().getNumericDocValues(Fields.VECTOR_LABEL);
      int end = leaf.docBase + leaf.reader().maxDoc();
      for (; done < entries.length && entries[done] < end; done++) {
        if (values == null || !values.advanceExact(entries[done] - leaf.docBase)) {
          throw new IOException("a vector has no label");
        }
        labels[done] = values.longValue();
      }
    }
    Arrays.sort(labels);
    return LongStream.of(labels).distinct().mapToObj(Fields::label).toList();
  }

  private static double score(double[] vector, int entry, VectorParts parts) throws IOException {
    parts.at(entry);
    double whole = Vectors.product(vector, parts.vector());
    double window = Double.NEGATIVE_INFINITY;
    while (parts.nextWindow()) {
      window = Math.max(window, Vectors.product(vector, parts.vector()));
    }
    return window == Double.NEGATIVE_INFINITY ? whole : PassageParts.score(whole, window);
  }
}
