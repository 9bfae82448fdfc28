package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/// The documents that hold a word in their text, and how often.
final class Holders {
  private final IndexReader reader;

  Holders(IndexReader reader) {
    this.reader = reader;
  }

  /// Passages of a document that hold a word.
  record Holder(int document, int passages) {}

  /// Whether so many passages that hold a word stand anywhere within so many entries: a look at the
  /// postings alone, where the documents of each take as long as the search itself.
  boolean isSaidTogether(Term word, int passages, int entries) throws IOException {
    int[] last = new int[passages];
    for (LeafReaderContext context : reader.leaves()) {
      PostingsEnum postings = context.reader().postings(word, PostingsEnum.NONE);
      if (postings == null) {
        continue;
      }
      int read = 0;
      for (int entry = postings.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = postings.nextDoc()) {
        int place = read++ % passages;
        if (read >= passages && entry - last[(place + 1) % passages] < entries) {
          return true;
        }
        last[place] = entry;
      }
    }
    return false;
  }

  /// Documents that hold a word.
  ///
  /// @param enough more are not looked for
  List<Holder> of(String word, double enough) throws IOException {
    List<Holder> holders = new ArrayList<>();
    for (LeafReaderContext context : reader.leaves()) {
      LeafReader leaf = context.reader();
      PostingsEnum postings = leaf.postings(new Term(Fields.BODY, word), PostingsEnum.NONE);
      NumericDocValues labels = leaf.getNumericDocValues(Fields.LABEL);
      if (postings == null || labels == null) {
        continue;
      }
      Bits live = leaf.getLiveDocs();
      // A document's passages stand together in one segment.
      int document = 0;
      int passages = 0;
      for (int entry = postings.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS && holders.size() <= enough;
          entry = postings.nextDoc()) {
        if ((live == null || live.get(entry)) && labels.advanceExact(entry)) {
          int holder = Fields.label(labels.longValue()).document();
          if (holder != document && passages > 0) {
            holders.add(new Holder(document, passages));
            passages = 0;
          }
          document = holder;
          passages++;
        }
      }
      if (passages > 0) {
        holders.add(new Holder(document, passages));
      }
    }
    return holders;
  }
}
