package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

class VectorCountTest {
  private static Document document(String id, IndexableField... fields) {
    Document document = new Document();
    document.add(new StringField("id", id, Field.Store.NO));
    for (IndexableField field : fields) {
      document.add(field);
    }
    return document;
  }

  @Test
  void countsTheVectorsThatAreThere() throws IOException {
    try (var directory = new ByteBuffersDirectory();
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(document("a", new KnnFloatVectorField("v", new float[] {1, 0})));
      writer.addDocument(document("b", new KnnFloatVectorField("v", new float[] {0, 1})));
      writer.addDocument(document("c", new KnnByteVectorField("w", new byte[] {1, 2})));
      writer.addDocument(document("none"));
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertEquals(3, new StoredRecords(reader).vectors());
      }
      writer.deleteDocuments(new Term("id", "b"));
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertEquals(2, new StoredRecords(reader).vectors());
      }
    }
  }
}
