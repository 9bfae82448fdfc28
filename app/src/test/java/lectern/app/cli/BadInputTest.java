package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user gets for input that makes no sense: one line that says what is wrong, one that says
/// what to do, the right exit code, nothing on stdout.
class BadInputTest {
  @TempDir Path folder;

  @Test
  void missingFolder() {
    Path absent = folder.resolve("absent");
    refused(Exit.USAGE, "absent", Run.of("ingest", absent.toString()));
    refused(Exit.USAGE, "absent", Run.of("ask", absent.toString(), "Who?"));
  }

  @Test
  void fileInPlaceOfAFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "text");
    refused(Exit.USAGE, "a.txt", Run.of("ingest", file.toString()));
  }

  @Test
  void noIndexYet() {
    for (String command : List.of("documents", "status", "doctor")) {
      Run run = Run.of(command, folder.toString());
      refused(Exit.INDEX, "no index", run);
      assertTrue(run.err().contains("lectern ingest"), run.err());
    }
    refused(Exit.INDEX, "no index", Run.of("search", folder.toString(), "notice"));
    refused(Exit.INDEX, "no index", Run.of("show", folder.toString(), "d1#0"));
  }

  @Test
  void emptyFolder() {
    Run ingest = Run.of("ingest", folder.toString());
    assertEquals(0, ingest.exit(), ingest.err());
    refused(Exit.USAGE, "no document", Run.of("ask", folder.toString(), "Who?"));
  }

  @Test
  void aFolderThatIsNotNamed() {
    refused(Exit.USAGE, "COLLECTION is empty", Run.of("ask", "", "Who?"));
    refused(Exit.USAGE, "--index is empty", Run.of("ingest", folder.toString(), "--index", ""));
  }

  @Test
  void anIndexWithinTheCollectionIsNoDocument() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The rent is 5.");
    String[] ingest = {"ingest", folder.toString(), "--index", folder.resolve("in/dex").toString()};
    assertTrue(Run.of(ingest).out().contains("1 file (1 indexed)"));
    assertTrue(Run.of(ingest).out().contains("nothing to do: 1 file (1 unchanged)"));
  }

  @Test
  void emptyQuestion() {
    refused(Exit.USAGE, "question is empty", Run.of("ask", folder.toString(), "  "));
    refused(
        Exit.USAGE, "question is empty", Run.with("\n", Map.of(), "ask", folder.toString(), "-"));
  }

  @Test
  void unknownCommandFlagTierModelAndSetting() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The rent is 100 pounds a month.");
    String at = folder.toString();
    assertAll(
        () -> refused(Exit.USAGE, "asj", Run.of("asj", at, "Who?")),
        () -> refused(Exit.USAGE, "--jsno", Run.of("ask", at, "Who?", "--jsno")),
        () -> refused(Exit.USAGE, "unknown tier", Run.of("plan", at, "Who?", "--tier", "huge")),
        () -> refused(Exit.USAGE, "kimi-k9", Run.of("plan", at, "Who?", "--model", "kimi-k9")),
        () ->
            refused(Exit.USAGE, "parse.workerz", Run.of("ingest", at, "--set", "parse.workerz=2")),
        () -> refused(Exit.USAGE, "not a label", Run.of("show", at, "7")),
        () -> refused(Exit.USAGE, "limit", Run.of("search", at, "rent", "--limit", "0")));
  }

  @Test
  void aResultThatDoesNotGetOut() {
    assertEquals(Exit.USAGE.code(), intoStreamThatFailsWith("No space left on device"));
    assertEquals(Exit.OK.code(), intoStreamThatFailsWith("Broken pipe"));
  }

  private static int intoStreamThatFailsWith(String message) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(message);
          }
        };
    var err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new ResultStream(failing),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Path.of("target"),
            Map.of());
    int exit = Cli.run(console, "settings");
    assertEquals(exit != 0, err.toString(StandardCharsets.UTF_8).contains(message));
    return exit;
  }

  @Test
  void damagedIndex() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The rent is 100 pounds a month.");
    assertEquals(0, Run.of("ingest", folder.toString()).exit());
    try (var files = Files.list(folder.resolve(".lectern"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().matches("_.*")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    refused(Exit.INDEX, "", Run.of("search", folder.toString(), "rent"));
    Run doctor = Run.of("doctor", folder.toString());
    assertEquals(Exit.INDEX.code(), doctor.exit(), doctor.err());
    assertFalse(doctor.out().isBlank());
    assertTrue(doctor.err().contains("hint: "), doctor.err());
  }

  @Test
  void namesThatWouldDriveATerminalAreShownEscaped() throws IOException {
    Files.writeString(folder.resolve("a\u001b[31m\nb.txt"), "The rent is 100 pounds a month.");
    assertEquals(0, Run.of("ingest", folder.toString()).exit());
    Run run = Run.of("documents", folder.toString());
    assertTrue(run.out().contains("a\\u001b[31m\\nb.txt"), run.out());
    assertEquals(1, run.lines().size(), run.out());
  }

  private static void refused(Exit exit, String said, Run run) {
    assertEquals(exit.code(), run.exit(), run.err());
    assertTrue(run.err().contains(said), run.err());
    assertTrue(run.err().contains("\nhint: "), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }
}
