package lectern.retrieve.lucene;

import static lectern.retrieve.Books.put;
import static lectern.retrieve.Books.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lectern.retrieve.Books;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageIndexContract;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.PassageWriterContract;
import lectern.retrieve.Ranking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest implements PassageIndexContract, PassageWriterContract {
  private static final LuceneSettings PLAIN = LuceneSettings.DEFAULTS.withoutHeader();
  private static final Map<String, String> VERSIONS = Map.of("counter", "letters");

  @TempDir private Path folder;

  @Override
  public PassageWriter writer() {
    return LuceneWriter.open(folder.resolve("index"), PLAIN, VERSIONS);
  }

  @Override
  public PassageIndex reader() {
    return LuceneIndex.open(folder.resolve("index"), PLAIN, "letters");
  }

  @Test
  void scoresAlikeWhateverTheSegmentsAndTheirMerges() {
    try (PassageWriter writer = writer()) {
      for (int i = 0; i < 60; i++) {
        put(
            writer,
            "f" + i,
            "apple pear number " + i % 9 + "\nplum apple " + "x ".repeat(i) + "\n");
        put(writer, "gone" + i, "apple pear plum quince " + i + "\n");
        if (i % 6 == 0) {
          writer.commit();
        }
      }
      for (int i = 0; i < 60; i++) {
        writer.remove(Books.id("gone" + i));
      }
      writer.commit();
    }
    Path other = folder.resolve("other");
    try (PassageWriter writer = LuceneWriter.open(other, PLAIN, VERSIONS)) {
      for (int i = 0; i < 60; i++) {
        put(
            writer,
            "f" + i,
            "apple pear number " + i % 9 + "\nplum apple " + "x ".repeat(i) + "\n");
        writer.numberFor(Books.id("gone" + i), "");
      }
      writer.commit();
    }
    try (PassageIndex scarred = reader();
        PassageIndex clean = LuceneIndex.open(other, PLAIN, null)) {
      for (String question : List.of("apple", "pear plum 3", "x x apple number 4")) {
        Ranking expected = clean.search(query(question));
        assertFalse(expected.hits().isEmpty());
        assertEquals(expected, scarred.search(query(question)));
      }
    }
  }

  @Test
  void findsAPassageByTheWordsOfItsDocument() {
    Path headed = folder.resolve("headed");
    try (PassageWriter writer = LuceneWriter.open(headed, LuceneSettings.DEFAULTS, VERSIONS)) {
      put(writer, "leases/AcmeCorp_Lease2019.pdf", "Between Acme and Roe.\nRent is due.\n");
      put(writer, "leases/Other.pdf", "Between Doe and Moe.\nRent is due.\n");
      writer.commit();
    }
    try (PassageIndex index = LuceneIndex.open(headed, LuceneSettings.DEFAULTS, "letters")) {
      List<Hit> hits = index.search(query("rent due under the lease of Acme Corp")).hits();
      List<String> rents =
          hits.stream()
              .map(Hit::passage)
              .filter(passage -> passage.text().equals("Rent is due.\n"))
              .map(passage -> passage.label().toString())
              .toList();
      assertEquals(List.of("d1#1", "d2#1"), rents);
    }
    assertThrows(
        IndexException.Incompatible.class, () -> LuceneWriter.open(headed, PLAIN, VERSIONS));
  }

  @Test
  void namesWhatIsWrongWithAFolder() throws IOException {
    IndexException missing = assertThrows(IndexException.Missing.class, this::reader);
    assertTrue(missing.hint().contains("lectern ingest"));
    assertFalse(Files.exists(folder.resolve("index")));
    Files.createDirectory(folder.resolve("index"));
    assertThrows(IndexException.Missing.class, this::reader);
    Files.writeString(folder.resolve("index").resolve("thesis.docx"), "precious");
    assertThrows(IndexException.Unavailable.class, this::writer);
    assertEquals("precious", Files.readString(folder.resolve("index").resolve("thesis.docx")));
  }

  @Test
  void refusesAnotherTokenCounter() {
    writer().close();
    Path index = folder.resolve("index");
    IndexException refused =
        assertThrows(
            IndexException.Incompatible.class, () -> LuceneIndex.open(index, PLAIN, "kimi"));
    assertTrue(String.valueOf(refused.getMessage()).contains("letters"));
    assertThrows(
        IndexException.Incompatible.class,
        () -> LuceneWriter.open(index, PLAIN, Map.of("counter", "kimi")));
    LuceneIndex.open(index, PLAIN, null).close();
  }

  @Test
  void goesOnWhereTheVeryFirstCommitNeverCame() throws IOException {
    Path index = Files.createDirectory(folder.resolve("index"));
    Files.writeString(index.resolve("_0.fdt"), "half a segment");
    Files.writeString(index.resolve("write.lock"), "");
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      writer.commit();
    }
    try (PassageIndex reader = reader()) {
      assertEquals(1, reader.search(query("apple")).hits().size());
    }
  }
}
