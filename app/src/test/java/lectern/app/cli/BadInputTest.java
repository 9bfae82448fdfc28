package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
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
import org.jspecify.annotations.Nullable;
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

  /// macOS writes "ü" as two characters.
  @Test
  void anAccentMayBeACharacterOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The tenant is Frau M\u00fcller.");
    assertEquals(0, Run.of("ingest", folder.toString()).exit());
    String[] search = {"search", folder.toString(), "Mu\u0308ller", "--mode", "lexical", "--json"};
    assertEquals(1, Run.of(search).lines().size());
  }

  @Test
  void emptyFolder() {
    Run ingest = Run.of("ingest", folder.toString());
    assertEquals(0, ingest.exit(), ingest.err());
    String at = folder.toString();
    refused(Exit.USAGE, "no document", Run.of("ask", at, "Who?"));
    refused(Exit.USAGE, "no document", Run.of("plan", at, "Who?"));
    refused(Exit.USAGE, "no document", Run.of("search", at, "Who?"));
    for (String mode : List.of("lexical", "dense", "hybrid")) {
      refused(Exit.USAGE, "no document", Run.of("search", at, "Who?", "--mode", mode));
    }
    refused(Exit.USAGE, "no document", Run.of("search", at, "Who?", "--document", "a.txt"));
    refused(Exit.USAGE, "no document", Run.of("search", at, "Who?", "--why-not", "d1#0"));
    assertEquals("0 passages embedded\n", Run.of("embed", at).out());
    assertEquals("sound\n", Run.of("doctor", at).out());
    assertEquals(0, Run.of("status", at).exit());
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
  void aDocumentThatIsNotNamed() {
    refused(
        Exit.USAGE,
        "--document is empty",
        Run.of("ask", folder.toString(), "Who?", "--document", ""));
  }

  @Test
  void standardInputThatCannotBeRead() {
    String[] search = {"search", folder.toString(), "-"};
    Run run = Run.from(failing(new IOException("Bad file descriptor")), Map.of(), search);
    refused(Exit.USAGE, "standard input cannot be read as a question: Bad file descriptor", run);
    byte[] noText = {(byte) 0xDA, (byte) 0xDA, (byte) 0xFE, (byte) 0xCA};
    refused(
        Exit.USAGE,
        "it is not UTF-8",
        Run.from(new ByteArrayInputStream(noText), Map.of(), search));
    byte[] tooLong = new byte[(8 << 20) + 1];
    refused(
        Exit.USAGE,
        "it is longer than",
        Run.from(new ByteArrayInputStream(tooLong), Map.of(), search));
  }

  @Test
  void noMemoryLeft() {
    String[] search = {"search", folder.toString(), "-"};
    refused(
        Exit.LIMIT, "out of memory", Run.from(failing(new OutOfMemoryError()), Map.of(), search));
    refused(Exit.BUG, "bug", Run.from(failing(new StackOverflowError()), Map.of(), search));
  }

  @Test
  void questionsAreTakenAsTheyAre() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The rent is 100 pounds a month.");
    Files.writeString(folder.resolve("question"), "rent");
    String at = folder.toString();
    assertEquals(0, Run.of("ingest", at).exit());
    String fileName = "@" + folder.resolve("question");
    Run plan = Run.of("ask", at, fileName, "--json");
    assertTrue(plan.out().contains("\"question\":\"" + fileName + "\""), plan.out());
    Run piped = Run.with("\uFEFFrent?\n", Map.of(), "ask", at, "-", "--json");
    assertTrue(piped.out().contains("\"question\":\"rent?\""), piped.out());
  }

  private static InputStream failing(Throwable thrown) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return read(new byte[1], 0, 1);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        switch (thrown) {
          case IOException e -> throw e;
          case Error e -> throw e;
          default -> throw new IllegalArgumentException(thrown);
        }
      }
    };
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
    assertEquals(Exit.USAGE.code(), intoStreamThatFailsWith(null));
    assertEquals(Exit.OK.code(), intoStreamThatFailsWith("Broken pipe"));
  }

  private static int intoStreamThatFailsWith(@Nullable String message) {
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
            Map.of());
    int exit = Cli.run(console, "settings");
    assertEquals(
        exit != 0,
        err.toString(StandardCharsets.UTF_8).contains(message == null ? "IOException" : message));
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
    assertTrue(doctor.err().contains("hint: Move the index folder away"), doctor.err());
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
