package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldersTest {
  /// Ten that stand in every fourth entry take 37, the first and the last counted; what stands
  /// further off before them does not matter.
  @ParameterizedTest
  @CsvSource({"4, 10, 37, true", "4, 10, 36, false", "4, 9, 40, false", "1, 10, 10, true"})
  void passagesAreTogetherWithinTheirEntries(int step, int count, int within, boolean together)
      throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
        add(writer, "word");
        for (int i = 0; i < 500; i++) {
          add(writer, "other");
        }
        for (int i = 0; i <= (count - 1) * step; i++) {
          add(writer, i % step == 0 ? "word" : "other");
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertEquals(
            together,
            new Holders(reader).isSaidTogether(new Term(Fields.BODY, "word"), 10, within));
      }
    }
  }

  private static void add(IndexWriter writer, String word) throws IOException {
    Document entry = new Document();
    entry.add(new StringField(Fields.BODY, word, Store.NO));
    writer.addDocument(entry);
  }
}
