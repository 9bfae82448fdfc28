package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lectern.ingest.DocumentId;
import lectern.retrieve.Condition;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Scope;
import lectern.retrieve.TextCondition;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// A scope as a Lucene query on passages that does not score. A condition on a field is held
/// against each value of the field once, as the index lists them; no document is read for it.
final class ScopeFilter {
  private final IndexReader reader;
  private final LabelResolver.Documents documents;

  private final TextFilter text;

  ScopeFilter(IndexReader reader, LabelResolver.Documents documents, TextFilter text) {
    this.reader = reader;
    this.text = text;
    this.documents = documents;
  }

  Query of(Scope scope) throws IOException {
    return switch (scope) {
      case Scope.Everything() -> MatchAllDocsQuery.INSTANCE;
      case Scope.Documents(Set<DocumentId> _) -> numbers(Fields.OF, scope.of(documents.all()));
      case Scope.Matching(Condition condition, Scope within) -> {
        Query matching = joined(List.of(of(condition), copies(condition)), Occur.SHOULD);
        yield both(within, matching);
      }
      case Scope.Saying(TextCondition condition, Scope within) -> both(within, saying(condition));
    };
  }

  private Query saying(TextCondition condition) throws IOException {
    return NumericDocValuesField.newSlowSetQuery(Fields.LABEL, text.labels(condition));
  }

  private Query both(Scope within, Query query) throws IOException {
    return within instanceof Scope.Everything
        ? query
        : joined(List.of(of(within), query), Occur.FILTER);
  }

  /// Terms stand for the file that was indexed alone; what holds of a copy of it is looked up.
  private Query copies(Condition condition) throws IOException {
    return numbers(
        Fields.OF,
        documents.all().stream()
            .filter(document -> !document.copies().isEmpty() && condition.holds(document))
            .toList());
  }

  private static Query numbers(String field, List<IndexedDocument> documents) {
    return new TermInSetQuery(
        field,
        documents.stream()
            .map(document -> new BytesRef(Integer.toString(document.number())))
            .toList());
  }

  private Query of(Condition condition) throws IOException {
    return switch (condition) {
      case Condition.And(List<Condition> parts) -> joined(all(parts), Occur.FILTER);
      case Condition.Or(List<Condition> parts) -> joined(all(parts), Occur.SHOULD);
      case Condition.Not(Condition part) ->
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(of(part), Occur.MUST_NOT)
              .build();
      case Condition.OfField ofField -> values(ofField);
    };
  }

  private List<Query> all(List<Condition> parts) throws IOException {
    List<Query> queries = new ArrayList<>();
    for (Condition part : parts) {
      queries.add(of(part));
    }
    return queries;
  }

  private static Query joined(List<Query> queries, Occur occur) {
    BooleanQuery.Builder joined = new BooleanQuery.Builder();
    queries.forEach(query -> joined.add(query, occur));
    return joined.build();
  }

  private Query values(Condition.OfField condition) throws IOException {
    BytesRef prefix = new BytesRef(FieldTerms.prefix(condition.field()));
    Set<BytesRef> allowed = new TreeSet<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(Fields.FIELD);
      if (terms == null) {
        continue;
      }
      TermsEnum values = terms.iterator();
      if (values.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
        continue;
      }
      for (BytesRef term = values.term();
          term != null && StringHelper.startsWith(term, prefix);
          term = values.next()) {
        if (condition.allows(FieldTerms.value(term, prefix))) {
          allowed.add(BytesRef.deepCopyOf(term));
        }
      }
    }
    return allowed.isEmpty()
        ? new MatchNoDocsQuery("no value of " + condition.field())
        : new TermInSetQuery(Fields.FIELD, allowed);
  }
}
