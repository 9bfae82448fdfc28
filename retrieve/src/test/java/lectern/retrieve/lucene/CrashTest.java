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
import lectern.retrieve.IndexException;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS;

  /// Families put in before each commit; each is a mail and its attachment.
  private static final int BATCH = 3;

  private static final int KILLS = 4;

  @TempDir private Path folder;

  @Test
  void leavesTheLastCommitWholeWhenItsProcessIsKilled() throws Exception {
    int promised = 0;
    for (int round = 0; round < KILLS; round++) {
      Process child = start();
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

  private Process start() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                CrashTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return child;
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
    }
  }

  private static PassageWriter writer(Path folder) {
    return LuceneWriter.open(folder, SETTINGS, Map.of());
  }

  private static String text(String name) {
    return (name + " says the same again\n").repeat(60);
  }
}
