package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lectern.retrieve.Books;
import lectern.retrieve.ChildJvm;
import lectern.retrieve.IndexException;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Kills real processes and limits file sizes through a POSIX shell, which Windows does not have.
@DisabledOnOs(OS.WINDOWS)
class CrashTest {
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS;

  /// Families put in before each commit; each is a mail and its attachment.
  private static final int BATCH = 3;

  private static final int KILLS = 4;
  private static final String FAILED = "failed: ";

  @TempDir private Path folder;

  @Test
  void leavesTheLastCommitWholeWhenItsProcessIsKilled() throws Exception {
    int promised = 0;
    for (int round = 0; round < KILLS; round++) {
      Process child = start("exec");
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
        for (int commits = 0; commits < 3; commits++) {
          promised = Integer.parseInt(Objects.requireNonNull(out.readLine()));
        }
        if (round == 0) {
          assertThrows(IndexException.Locked.class, () -> writer(folder));
        }
        // Somewhere inside a batch or its commit: that is the test, so it is not waited for.
        Thread.sleep(Duration.ofMillis(7L * round));
        child.destroyForcibly();
        child.waitFor();
      }
      assertEquals(List.of(), LuceneDoctor.examine(folder));
      try (PassageIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
        List<IndexedDocument> documents = index.documents(new Scope.Everything());
        assertTrue(documents.size() >= promised, documents.size() + " of " + promised);
        assertEquals(0, documents.size() % (2 * BATCH));
        assertEquals(documents.size(), 2 * index.files().size());
        for (IndexedDocument document : documents) {
          String expected = text(document.id().value());
          assertEquals(expected, index.text(document.number()).orElseThrow().text());
        }
      }
    }
  }

  @Test
  void leavesTheLastCommitWholeWhenTheDiskIsFull() throws Exception {
    // A file that may not grow fails as a full disk does. The unit is 512 or 1,024 bytes.
    Process child = start("ulimit -f 64; exec");
    int promised = 0;
    String last = "";
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        promised = line.startsWith(FAILED) ? promised : Integer.parseInt(line);
        last = line;
      }
    }
    assertEquals(0, child.waitFor());
    assertEquals(FAILED + IndexException.Unavailable.class.getName(), last);
    assertEquals(List.of(), LuceneDoctor.examine(folder));
    try (PassageIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
      assertEquals(promised, index.documents(new Scope.Everything()).size());
    }
    // With room again, the next run goes on from there.
    try (PassageWriter writer = writer(folder)) {
      Books.put(writer, "new.txt", text("new.txt"));
      writer.commit();
    }
    assertEquals(List.of(), LuceneDoctor.examine(folder));
    try (PassageIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
      assertEquals(promised + 1, index.documents(new Scope.Everything()).size());
    }
  }

  private Process start(String how) throws IOException {
    return ChildJvm.start(how, CrashTest.class, folder.toString());
  }

  /// The process to be killed: writes without end and says after each commit how many documents are
  /// safe.
  public static void main(String[] arguments) {
    try (PassageWriter writer = writer(Path.of(arguments[0]))) {
      for (int i = writer.held().size(); i < 100_000; i++) {
        String mail = "mail" + i + ".eml";
        Books.putFamily(writer, mail, text(mail), mail + "!a", text(mail + "!a"));
        if ((i + 1) % BATCH == 0) {
          writer.commit();
          System.out.println(2 * (i + 1));
        }
      }
    } catch (IndexException e) {
      System.out.println(FAILED + e.getClass().getName());
    }
  }

  private static PassageWriter writer(Path folder) {
    return LuceneWriter.open(folder, SETTINGS, Map.of());
  }

  private static String text(String name) {
    return (name + " says the same again\n").repeat(60);
  }
}
