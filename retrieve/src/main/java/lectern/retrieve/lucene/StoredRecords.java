package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lectern.ingest.HeldFile;
import lectern.ingest.Passage;
import lectern.ingest.SourceDocument;
import lectern.ingest.SplitDocument;
import lectern.retrieve.IndexedDocument;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Reads the records of one snapshot. Safe for use by many threads.
final class StoredRecords {
  private final IndexReader reader;

  StoredRecords(IndexReader reader) {
    this.reader = reader;
  }

  /// Reads one record's bytes.
  interface Decoder<T> {
    T decode(BytesRef bytes) throws IOException;
  }

  /// A document record and where it stands: its passages are the entries right before it.
  ///
  /// @param entry Lucene's number of the record in the whole snapshot
  record Place(int entry, HeldDocument held) {
    int firstPassage() {
      return entry - held.document().passages();
    }
  }

  List<HeldDocument> documents() throws IOException {
    return all(Fields.DOCUMENT, Records::document);
  }

  List<HeldFile> files() throws IOException {
    return all(Fields.HELD, Records::file);
  }

  List<Tombstone> tombstones() throws IOException {
    return all(Fields.DEAD, Records::tombstone);
  }

  @Nullable Place place(int number) throws IOException {
    Term term = new Term(Fields.NUMBER, Integer.toString(number));
    for (LeafReaderContext leaf : reader.leaves()) {
      int entry = live(leaf.reader(), term);
      if (entry >= 0) {
        BytesRef bytes = value(leaf.reader(), Fields.DOCUMENT, entry);
        return new Place(leaf.docBase + entry, decoded(Records::document, bytes));
      }
    }
    return null;
  }

  @Nullable Tombstone tombstone(int number) throws IOException {
    Term term = new Term(Fields.TOMBSTONE, Integer.toString(number));
    for (LeafReaderContext leaf : reader.leaves()) {
      int entry = live(leaf.reader(), term);
      if (entry >= 0) {
        return decoded(Records::tombstone, value(leaf.reader(), Fields.DEAD, entry));
      }
    }
    return null;
  }

  Passage passage(int entry) throws IOException {
    return decoded(Records::passage, StoredBytes.of(reader, Fields.PASSAGE).of(entry));
  }

  /// Passages of a document, in reading order.
  List<Passage> passages(Place place) throws IOException {
    return passages(place, StoredBytes.inTurn(reader, Fields.PASSAGE));
  }

  /// Passages of documents by their numbers; none of one that is not there.
  List<List<Passage>> passages(List<Integer> numbers) throws IOException {
    StoredBytes stored = StoredBytes.inTurn(reader, Fields.PASSAGE);
    List<List<Passage>> all = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      Place place = place(number);
      all.add(place == null ? List.of() : passages(place, stored));
    }
    return all;
  }

  private static List<Passage> passages(Place place, StoredBytes stored) throws IOException {
    List<Passage> passages = new ArrayList<>(place.held().document().passages());
    for (int entry = place.firstPassage(); entry < place.entry(); entry++) {
      passages.add(decoded(Records::passage, stored.of(entry)));
    }
    return passages;
  }

  Structure structure(Place place) throws IOException {
    return decoded(Structure::of, StoredBytes.of(reader, Fields.STRUCTURE).of(place.entry()));
  }

  /// A document as it was given to the writer, its title the frozen one.
  SplitDocument split(Place place) throws IOException {
    IndexedDocument document = place.held().document();
    List<Passage> passages = passages(place);
    Structure structure = structure(place);
    SourceDocument source =
        new SourceDocument(
            document.id(),
            document.revision(),
            document.title(),
            document.mediaType(),
            text(passages),
            structure.blocks(),
            structure.locators(),
            structure.repairs(),
            document.language(),
            document.metadata(),
            document.sizeBytes());
    return new SplitDocument(source, document.number(), document.openingTokens(), passages);
  }

  /// Documents as they were given to the writer, by their numbers.
  List<SplitDocument> family(List<Integer> numbers) throws IOException {
    List<SplitDocument> family = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      Place place = place(number);
      if (place == null) {
        throw new CorruptIndexException("document d" + number + " is not there", "index");
      }
      family.add(split(place));
    }
    return family;
  }

  static String text(List<Passage> passages) {
    StringBuilder text = new StringBuilder();
    for (Passage passage : passages) {
      text.append(passage.text());
    }
    return text.toString();
  }

  private <T> List<T> all(String field, Decoder<T> decoder) throws IOException {
    List<T> all = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      BinaryDocValues values = leaf.reader().getBinaryDocValues(field);
      if (values == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int entry = values.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = values.nextDoc()) {
        if (live == null || live.get(entry)) {
          all.add(decoded(decoder, values.binaryValue()));
        }
      }
    }
    return all;
  }

  private static int live(LeafReader leaf, Term term) throws IOException {
    PostingsEnum postings = leaf.postings(term, PostingsEnum.NONE);
    if (postings == null) {
      return -1;
    }
    Bits live = leaf.getLiveDocs();
    int entry = postings.nextDoc();
    while (entry != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(entry)) {
      entry = postings.nextDoc();
    }
    return entry == DocIdSetIterator.NO_MORE_DOCS ? -1 : entry;
  }

  private static BytesRef value(LeafReader leaf, String field, int entry) throws IOException {
    BinaryDocValues values = leaf.getBinaryDocValues(field);
    if (values == null || !values.advanceExact(entry)) {
      throw StoredBytes.missing(field, entry);
    }
    return values.binaryValue();
  }

  private static <T> T decoded(Decoder<T> decoder, BytesRef bytes) throws IOException {
    try {
      return decoder.decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw new CorruptIndexException("a record cannot be read: " + e.getMessage(), "index", e);
    }
  }
}
