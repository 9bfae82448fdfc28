package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/// The heads of documents: title, file name and first lines, by which a question may name one.
final class Heads {
  /// Documents looked at.
  private static final int DOCUMENTS = 50;

  private final ExactStatistics searcher;

  Heads(ExactStatistics searcher) {
    this.searcher = searcher;
  }

  /// A document found by its head.
  ///
  /// @param score BM25's
  record Found(int document, double score) {}

  /// Documents whose heads hold a word.
  int with(String word) throws IOException {
    return searcher.passagesWith(new Term(Fields.HEAD, word));
  }

  /// Best first.
  List<Found> by(Set<String> words) throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    words.forEach(word -> any.add(new TermQuery(new Term(Fields.HEAD, word)), Occur.SHOULD));
    return found(any.build(), DOCUMENTS);
  }

  /// Documents whose heads hold a word that begins so; none where there are more than a number.
  Set<Integer> begun(String prefix, double most) throws IOException {
    Set<Integer> begun = new TreeSet<>();
    for (Found one : found(new PrefixQuery(new Term(Fields.HEAD, prefix)), (int) most + 1)) {
      begun.add(one.document());
    }
    return begun.size() > most ? Set.of() : begun;
  }

  private List<Found> found(Query query, int most) throws IOException {
    List<Found> found = new ArrayList<>();
    for (ScoreDoc doc : searcher.search(query, most).scoreDocs) {
      found.add(new Found(number(doc.doc), doc.score));
    }
    return found;
  }

  private int number(int entry) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(entry, leaves));
    BinaryDocValues values = leaf.reader().getBinaryDocValues(Fields.DOCUMENT);
    if (values == null || !values.advanceExact(entry - leaf.docBase)) {
      throw new IOException("a head belongs to no document");
    }
    return Records.document(values.binaryValue()).number();
  }
}
