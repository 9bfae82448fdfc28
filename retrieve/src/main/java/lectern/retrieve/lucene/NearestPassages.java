package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.Label;
import lectern.retrieve.PassageParts;
import lectern.retrieve.Scored;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/// Finds passages by their vectors: candidates by the quantised graph, their scores by the vectors
/// themselves, so that a score does not depend on segments and merges.
final class NearestPassages {
  /// Records looked at for each passage wanted: of long passages, several may be near.
  private static final int RECORDS_A_PASSAGE = 2;

  private final IndexSearcher searcher;

  NearestPassages(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /// @param scope vectors' records that may be found; null for all
  List<Scored> of(float[] vector, @Nullable Query scope, int limit) throws IOException {
    int records = Math.multiplyExact(limit, RECORDS_A_PASSAGE);
    KnnFloatVectorQuery query = new KnnFloatVectorQuery(Fields.VECTOR, vector, records, scope);
    Set<Label> labels = new LinkedHashSet<>();
    for (ScoreDoc found : searcher.search(query, records).scoreDocs) {
      labels.add(label(found.doc));
    }
    List<Scored> scored = new ArrayList<>();
    for (Label label : labels) {
      Map<Integer, float[]> parts = VectorRecords.parts(searcher.getIndexReader(), label);
      scored.add(new Scored(label, PassageParts.score(vector, List.copyOf(parts.values()))));
    }
    scored.sort(Scored.BEST_FIRST);
    return List.copyOf(scored.subList(0, Math.min(limit, scored.size())));
  }

  private Label label(int entry) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(entry, leaves));
    NumericDocValues labels = leaf.reader().getNumericDocValues(Fields.VECTOR_LABEL);
    if (labels == null || !labels.advanceExact(entry - leaf.docBase)) {
      throw new IOException("a vector has no label");
    }
    return Fields.label(labels.longValue());
  }
}
