package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Scope;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// What scopes are on one snapshot. A question asks for its scope several times, a batch for the
/// same one again and again: the last ones are kept.
final class Scopes {
  /// Of 500,000 passages each takes some 250 kB.
  private static final int KEPT = 16;

  private final IndexSearcher searcher;
  private final ScopeFilter filter;
  private final LabelResolver.Documents documents;
  private final Table table;

  /// The least lately asked for first; guarded by this.
  private final Map<Scope, Found> kept = new LinkedHashMap<>();

  /// Where vectors stand.
  @FunctionalInterface
  interface Table {
    VectorTable get() throws IOException;
  }

  /// Filled in as it is asked for; two threads may both do so and find the same.
  private static final class Found {
    private volatile @Nullable EntrySet passages;
    private volatile @Nullable EntrySet vectors;
    private volatile @Nullable Map<Integer, IndexedDocument> documents;
  }

  Scopes(
      IndexSearcher searcher, ScopeFilter filter, LabelResolver.Documents documents, Table table) {
    this.searcher = searcher;
    this.filter = filter;
    this.documents = documents;
    this.table = table;
  }

  private synchronized Found found(Scope scope) {
    Found found = kept.remove(scope);
    if (found == null) {
      found = new Found();
    }
    kept.put(scope, found);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return found;
  }

  /// Passages that may be found; null where the scope leaves nothing out.
  @Nullable Query passages(Scope scope) throws IOException {
    return scope instanceof Scope.Everything ? null : entries(scope, found(scope));
  }

  private EntrySet entries(Scope scope, Found found) throws IOException {
    EntrySet passages = found.passages;
    if (passages == null) {
      passages = EntrySet.of(searcher, filter.of(scope));
      found.passages = passages;
    }
    return passages;
  }

  /// Records of their vectors; null where the scope leaves nothing out.
  @Nullable EntrySet vectors(Scope scope) throws IOException {
    if (scope instanceof Scope.Everything) {
      return null;
    }
    Found found = found(scope);
    EntrySet vectors = found.vectors;
    if (vectors == null) {
      vectors = entries(scope, found).vectors(searcher, table.get());
      found.vectors = vectors;
    }
    return vectors;
  }

  /// Documents in scope by their numbers; not to be changed.
  Map<Integer, IndexedDocument> documents(Scope scope) throws IOException {
    Found found = found(scope);
    Map<Integer, IndexedDocument> known = found.documents;
    if (known == null) {
      Map<Integer, IndexedDocument> numbered = new HashMap<>();
      scope.of(documents.all()).forEach(document -> numbered.put(document.number(), document));
      known = numbered;
      found.documents = known;
    }
    return known;
  }
}
