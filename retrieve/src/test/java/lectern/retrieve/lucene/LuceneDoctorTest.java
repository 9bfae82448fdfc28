package lectern.retrieve.lucene;

import static lectern.retrieve.Books.put;
import static lectern.retrieve.Books.putFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lectern.ingest.ParseResult;
import lectern.retrieve.Books;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageWriter;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneDoctorTest {
  @TempDir private Path folder;

  private void index() {
    try (PassageWriter writer =
        LuceneWriter.open(folder, LuceneSettings.DEFAULTS, Map.of("counter", "letters"))) {
      for (int i = 0; i < 20; i++) {
        put(writer, "f" + i, "apple " + i + "\npear\n");
      }
      writer.commit();
      putFamily(writer, "m.eml", "body\n", "m.eml!a", "apple\nplum\n");
      put(writer, "f3", "changed\n");
      writer.remove(Books.id("f4"));
      writer.fail(
          Books.file("f5", "r"),
          Books.PIPELINE,
          new ParseResult.Rejected(ParseResult.Reason.EMPTY, "0 bytes"),
          1);
      writer.move(Books.id("f6"), Books.id("g6"));
      writer.commit();
    }
  }

  @Test
  void findsNothingInAWholeIndex() {
    index();
    assertEquals(List.of(), LuceneDoctor.examine(folder));
  }

  @Test
  void findsAFlippedBitInAnyFile() throws IOException {
    index();
    for (Path file : files()) {
      byte[] whole = Files.readAllBytes(file);
      for (int place : new int[] {0, whole.length / 3, whole.length / 2, whole.length - 1}) {
        byte[] flipped = whole.clone();
        flipped[place] ^= 4;
        Files.write(file, flipped);
        assertFalse(LuceneDoctor.examine(folder).isEmpty(), file + " at " + place);
      }
      Files.write(file, whole);
    }
    assertEquals(List.of(), LuceneDoctor.examine(folder));
  }

  @Test
  void findsAFileThatIsGoneOrCutShort() throws IOException {
    index();
    Path victim =
        files().stream().filter(file -> file.toString().endsWith(".cfs")).findFirst().orElseThrow();
    byte[] whole = Files.readAllBytes(victim);
    Files.write(victim, Arrays.copyOf(whole, whole.length / 2));
    assertFalse(LuceneDoctor.examine(folder).isEmpty());
    assertThrows(
        IndexException.Corrupt.class,
        () -> LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null));
    Files.delete(victim);
    assertFalse(LuceneDoctor.examine(folder).isEmpty());
    assertThrows(
        IndexException.Corrupt.class,
        () -> LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null));
    assertThrows(
        IndexException.Corrupt.class,
        () -> LuceneWriter.open(folder, LuceneSettings.DEFAULTS, Map.of()));
  }

  @Test
  void findsPassagesThatBelongToNoDocument() throws IOException {
    index();
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Document stray = new Document();
      stray.add(new StringField(Fields.FILE, "f1", Field.Store.NO));
      stray.add(new NumericDocValuesField(Fields.LABEL, 7));
      Map<String, String> data = IndexFolder.userData(directory);
      writer.addDocument(stray);
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    }
    assertEquals(List.of("1 passages belong to no document"), LuceneDoctor.examine(folder));
  }

  @Test
  void startsOverWhereAWriterTookFilesAway() throws IOException {
    index();
    try (Directory directory = new Overtaken(1)) {
      assertEquals(List.of(), LuceneDoctor.examine(folder, directory));
    }
    try (Directory directory = new Overtaken(Integer.MAX_VALUE)) {
      assertThrows(IndexException.Locked.class, () -> LuceneDoctor.examine(folder, directory));
    }
  }

  /// A folder whose index is merged and committed by another just before a file is opened.
  private final class Overtaken extends FilterDirectory {
    private int left;

    private Overtaken(int times) throws IOException {
      super(FSDirectory.open(folder));
      this.left = times;
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
      if (left > 0 && !name.startsWith("segments")) {
        left--;
        Map<String, String> data = IndexFolder.userData(in);
        try (IndexWriter writer = new IndexWriter(in, new IndexWriterConfig())) {
          Document passing = new Document();
          passing.add(new StringField("passing", "by", Field.Store.NO));
          writer.addDocument(passing);
          writer.commit();
          writer.deleteDocuments(new Term("passing", "by"));
          writer.forceMerge(1);
          writer.setLiveCommitData(data.entrySet());
          writer.commit();
        }
      }
      return super.openInput(name, context);
    }
  }

  @Test
  void saysWhereThereIsNothingToExamine() {
    assertThrows(IndexException.Missing.class, () -> LuceneDoctor.examine(folder));
    assertThrows(
        IndexException.Missing.class, () -> LuceneDoctor.examine(folder.resolve("nowhere")));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().equals("write.lock"))
          .sorted()
          .toList();
    }
  }
}
