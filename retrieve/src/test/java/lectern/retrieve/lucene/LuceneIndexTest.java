package lectern.retrieve.lucene;

import static lectern.retrieve.Books.put;
import static lectern.retrieve.Books.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.ingest.Label;
import lectern.retrieve.Books;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageIndexContract;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.PassageWriterContract;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;
import lectern.retrieve.ScopeContract;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest implements PassageIndexContract, PassageWriterContract, ScopeContract {
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
    Files.writeString(index.resolve("write.lock"), "");
    Files.writeString(index.resolve("pending_segments_1"), "half a commit");
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      writer.commit();
    }
    try (PassageIndex reader = reader()) {
      assertEquals(1, reader.search(query("apple")).hits().size());
    }
  }

  @Test
  void doesNotStartOverWhereTheCommitWasLost() throws IOException {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      writer.commit();
    }
    List<Path> left = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("index"))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("segments")) {
          Files.delete(file);
        } else {
          left.add(file);
        }
      }
    }
    IndexException lost = assertThrows(IndexException.Corrupt.class, this::writer);
    assertTrue(lost.hint().contains("numbers"), lost.hint());
    assertTrue(left.stream().allMatch(Files::exists));
  }

  @Test
  void deletesNothingInAFolderThatIsNotItsOwn() throws IOException {
    for (List<String> names :
        List.of(
            List.of("_letter.docx", "_1.docx"),
            List.of("_1.docx", "thesis.docx"),
            List.of("segments of an orange.txt"))) {
      Path index = Files.createDirectories(folder.resolve("index"));
      for (String name : names) {
        Files.writeString(index.resolve(name), "precious");
      }
      assertThrows(IndexException.class, this::writer);
      for (String name : names) {
        assertEquals("precious", Files.readString(index.resolve(name)));
        Files.delete(index.resolve(name));
      }
    }
  }

  @Test
  void makesAFolderThatOnlyItsOwnerMayRead() throws IOException {
    Path index = folder.resolve("index");
    Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    writer().close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(index)));
    Files.setPosixFilePermissions(index, PosixFilePermissions.fromString("rwxr-x---"));
    writer().close();
    assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(index)));
  }

  @Test
  void doesNotHandOutADamagedText() throws IOException {
    String text = "0123456789 abcdefghij\nthe QUARTZ of it\n";
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", text);
      writer.commit();
    }
    byte[] needle = "QUARTZ".getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.list(folder.resolve("index"))) {
      for (Path file : files.filter(found -> found.toString().endsWith(".cfs")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        flipAll(bytes, needle);
        Files.write(file, bytes);
      }
    }
    try (PassageIndex index = reader()) {
      assertThrows(IndexException.Corrupt.class, () -> index.text(1));
    }
  }

  @Test
  void callsAnyDamageByItsName() throws IOException {
    try (PassageWriter writer = writer()) {
      for (int i = 0; i < 20; i++) {
        put(writer, "f" + i, "apple " + i + " pear plum\n".repeat(i + 1));
      }
      writer.commit();
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder.resolve("index"))) {
      files = listed.filter(file -> !file.endsWith("write.lock")).sorted().toList();
    }
    int damaged = 0;
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      for (int place = 0; place < whole.length; place += 11) {
        byte[] flipped = whole.clone();
        flipped[place] ^= (byte) (1 << place % 8);
        Files.write(file, flipped);
        try (PassageIndex index = reader()) {
          index.search(query("apple plum 7"));
          index.files();
          index.documents(new Scope.Everything()).forEach(held -> index.text(held.number()));
          index.resolve(new Label(3, 0));
        } catch (AssertionError _) {
          damaged++; // Lucene's own, which only tests turn on.
        } catch (IndexException e) {
          damaged++;
          assertTrue(e.hint().contains("lectern doctor") || e.hint().contains("away"), e.hint());
        }
      }
      Files.write(file, whole);
    }
    assertTrue(damaged > 100, damaged + " times");
    PassageIndex closed = reader();
    closed.close();
    assertThrows(AlreadyClosedException.class, () -> closed.search(query("apple")));
  }

  @Test
  void breaksTiesAmongMoreHitsThanAreCounted() {
    try (PassageWriter writer = writer()) {
      put(writer, "a", "apple\n".repeat(1_500));
      put(writer, "b", "apple\n".repeat(1_500));
      writer.commit();
      writer.move(Books.id("a"), Books.id("moved behind b"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      List<String> first = Books.labels(index.search(query("apple")));
      assertEquals(IntStream.range(0, 10).mapToObj(i -> "d1#" + i).toList(), first);
    }
  }

  @Test
  void takesNamesOfAnyLength() {
    String mail = "mail.eml";
    String attachment = mail + "!" + "語".repeat(20_000);
    try (PassageWriter writer = writer()) {
      Books.putFamily(writer, mail, "body\n", attachment, "apple\n");
      Books.put(writer, "b".repeat(40_000), "pear\n");
      writer.commit();
      writer.remove(Books.id("b".repeat(40_000)));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      Hit hit = index.search(query("apple")).hits().getFirst();
      assertEquals(attachment, hit.passage().document().value());
      assertTrue(index.search(query("pear")).hits().isEmpty());
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new LuceneSettings(true, -0.1, 0.4));
    assertThrows(IllegalArgumentException.class, () -> new LuceneSettings(true, Double.NaN, 0.4));
    assertThrows(IllegalArgumentException.class, () -> new LuceneSettings(true, 0.9, 1.1));
  }

  private static void flipAll(byte[] bytes, byte[] needle) {
    for (int place = 0; place + needle.length <= bytes.length; place++) {
      if (Arrays.equals(bytes, place, place + needle.length, needle, 0, needle.length)) {
        bytes[place]++;
      }
    }
  }
}
