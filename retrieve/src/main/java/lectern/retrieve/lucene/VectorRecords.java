package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Sha256;
import lectern.ingest.SplitDocument;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageParts;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Vectors as records of their own: a stored document cannot be given one later. They belong to a
/// document's number, which stands for the same text as long as it lives, so that a renamed or
/// newly described file keeps them.
final class VectorRecords {
  /// The part that is the whole passage.
  static final int WHOLE = 0;

  private VectorRecords() {}

  static void put(IndexWriter writer, Label passage, List<EmbeddedPart> parts) throws IOException {
    List<Document> records = new ArrayList<>();
    for (int part = WHOLE; part < parts.size(); part++) {
      Document made = new Document();
      made.add(new StringField(Fields.VECTOR_OF, number(passage.document()), Field.Store.NO));
      made.add(new StringField(Fields.VECTOR_LABEL, key(passage), Field.Store.NO));
      made.add(new NumericDocValuesField(Fields.VECTOR_LABEL, Fields.label(passage)));
      made.add(new NumericDocValuesField(Fields.PART, part));
      made.add(new StringField(Fields.PART, Integer.toString(part), Field.Store.NO));
      made.add(new SortedDocValuesField(Fields.DIGEST, new BytesRef(parts.get(part).digest())));
      made.add(
          new KnnFloatVectorField(
              Fields.VECTOR, parts.get(part).vector(), VectorSimilarityFunction.DOT_PRODUCT));
      records.add(made);
    }
    try {
      writer.updateDocuments(new Term(Fields.VECTOR_LABEL, key(passage)), records);
    } catch (IllegalArgumentException e) {
      // Lucene's refusal of a field that differs from those it holds; what it holds stays as it is.
      throw otherModel(parts.getFirst().vector().length, e);
    }
  }

  /// Numbers of a vector; 0 where there are none yet.
  static int dimensions(IndexReader reader) {
    for (LeafReaderContext context : reader.leaves()) {
      FieldInfo field = context.reader().getFieldInfos().fieldInfo(Fields.VECTOR);
      if (field != null && field.hasVectorValues()) {
        return field.getVectorDimension();
      }
    }
    return 0;
  }

  /// A model changed behind its name.
  static IndexException otherModel(int dimensions, @Nullable Throwable cause) {
    return new IndexException.Incompatible(
        "a vector has "
            + dimensions
            + " dimensions, those of the index another number: its model has changed behind its name",
        "Search with `--mode lexical`, ask the model that made them, or ingest and embed into a new"
            + " index folder.",
        cause);
  }

  static void delete(IndexWriter writer, int number) throws IOException {
    writer.deleteDocuments(new Term(Fields.VECTOR_OF, number(number)));
  }

  static String number(int number) {
    return Integer.toString(number);
  }

  private static String key(Label label) {
    return Long.toString(Fields.label(label));
  }

  /// Vectors of documents by the digest of what they were made of.
  static Map<String, EmbeddedPart> byDigest(IndexReader reader, Collection<Integer> numbers)
      throws IOException {
    Map<String, EmbeddedPart> found = new HashMap<>();
    for (int number : numbers) {
      each(
          reader,
          new Term(Fields.VECTOR_OF, number(number)),
          (leaf, entry, vector) -> {
            SortedDocValues digests = leaf.getSortedDocValues(Fields.DIGEST);
            if (digests != null && digests.advanceExact(entry)) {
              String digest = digests.lookupOrd(digests.ordValue()).utf8ToString();
              found.put(digest, new EmbeddedPart(digest, vector));
            }
          });
    }
    return found;
  }

  /// Gives passages the vectors that the same texts had before.
  static void carryOver(
      IndexWriter writer, List<SplitDocument> family, Map<String, EmbeddedPart> vectors)
      throws IOException {
    if (vectors.isEmpty()) {
      return;
    }
    for (SplitDocument document : family) {
      for (Passage passage : document.passages()) {
        List<EmbeddedPart> parts = new ArrayList<>();
        List<String> texts =
            PassageParts.of(document.source().title(), document.passages().size(), passage);
        for (String text : texts) {
          EmbeddedPart part = vectors.get(Sha256.ofUnits(text));
          if (part != null) {
            parts.add(part);
          }
        }
        if (parts.size() == texts.size()) {
          put(writer, passage.label(), parts);
        }
      }
    }
  }

  /// Labels of all passages with a vector, in no order.
  static List<Label> labels(IndexReader reader) throws IOException {
    List<Label> labels = new ArrayList<>();
    for (LeafReaderContext context : reader.leaves()) {
      LeafReader leaf = context.reader();
      NumericDocValues values = leaf.getNumericDocValues(Fields.VECTOR_LABEL);
      PostingsEnum wholes = leaf.postings(new Term(Fields.PART, number(WHOLE)), PostingsEnum.NONE);
      Bits live = leaf.getLiveDocs();
      if (values == null || wholes == null) {
        continue;
      }
      for (int entry = wholes.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = wholes.nextDoc()) {
        if ((live == null || live.get(entry)) && values.advanceExact(entry)) {
          labels.add(Fields.label(values.longValue()));
        }
      }
    }
    return labels;
  }

  private interface Visit {
    void at(LeafReader leaf, int entry, float[] vector) throws IOException;
  }

  /// Visits the living records of a term, those of one passage or document: a handful.
  private static void each(IndexReader reader, Term term, Visit visit) throws IOException {
    for (LeafReaderContext context : reader.leaves()) {
      LeafReader leaf = context.reader();
      PostingsEnum postings = leaf.postings(term, PostingsEnum.NONE);
      FloatVectorValues vectors = leaf.getFloatVectorValues(Fields.VECTOR);
      if (postings == null || vectors == null) {
        continue;
      }
      Bits live = leaf.getLiveDocs();
      KnnVectorValues.DocIndexIterator entries = vectors.iterator();
      for (int entry = postings.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = postings.nextDoc()) {
        if (live != null && !live.get(entry)) {
          continue;
        }
        if (entries.docID() < entry) {
          entries.advance(entry);
        }
        if (entries.docID() == entry) {
          visit.at(leaf, entry, vectors.vectorValue(entries.index()).clone());
        }
      }
    }
  }
}
