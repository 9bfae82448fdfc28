package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills ingest runs at random moments, with changes to the folder in between. What is there in the
/// end is what one undisturbed run makes. `-Dlectern.kills=50` is the long run.
class KillTest {
  private static final int KILLS = Integer.getInteger("lectern.kills", 3);
  private static final int FILES = 600;
  private static final long SEED = 42;

  /// A start takes about a second of these, so that some kills meet it and most meet the work.
  private static final int MOST_MILLIS = 3_000;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private final Random random = new Random(SEED);

  @Test
  void killsLoseAndDuplicateNothing() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("folder"));
    Path index = temporary.resolve("index");
    for (int i = 0; i < FILES; i++) {
      write(folder, i, 0);
    }
    int met = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      met += killed(folder, index) ? 1 : 0;
      if (run("status", folder, index).exit() == 0) {
        assertEquals(0, run("doctor", folder, index).exit());
        documents(folder, index);
      }
      change(folder, kill);
    }
    assertTrue(met > 0, "every run was over before its kill");
    Run last = run("ingest", folder, index);
    assertEquals(0, last.exit(), last.err());
    assertEquals(0, run("doctor", folder, index).exit());
    Path fresh = temporary.resolve("fresh");
    run("ingest", folder, fresh);
    assertEquals(documents(folder, fresh), documents(folder, index));
  }

  /// Starts an ingest run and kills it; whether it was still running.
  private boolean killed(Path folder, Path index) throws IOException, InterruptedException {
    Process ingest =
        new ProcessBuilder(command("ingest", folder, index))
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("ingest.log").toFile())
            .start();
    boolean over = ingest.waitFor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
    List<ProcessHandle> workers = ingest.descendants().toList();
    ingest.destroyForcibly();
    assertTrue(ingest.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
    for (ProcessHandle worker : workers) {
      worker.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
    return !over;
  }

  /// Changes, removes, renames and copies some files.
  private void change(Path folder, int round) throws IOException {
    for (int i = 0; i < FILES / 20; i++) {
      int file = random.nextInt(FILES);
      Path path = folder.resolve(name(file));
      switch (random.nextInt(4)) {
        case 0 -> write(folder, file, round);
        case 1 -> Files.deleteIfExists(path);
        case 2 -> {
          Path moved = folder.resolve("moved " + round + " " + name(file));
          if (Files.exists(path)) {
            Files.move(path, moved, StandardCopyOption.REPLACE_EXISTING);
          }
        }
        default -> {
          Path copy = folder.resolve("copy " + round + " " + name(file));
          if (Files.exists(path)) {
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  private static String name(int file) {
    return "file" + file + (file % 5 == 0 ? ".eml" : ".txt");
  }

  /// Every fifth file is a mail with an attachment: a family of two.
  private static void write(Path folder, int file, int round) throws IOException {
    String text = "The rent of house " + file + " was " + (100 + round) + " pounds.";
    String mail =
        """
        From: tenant@example.com
        Subject: House %d
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain

        %s
        --b
        Content-Type: text/plain
        Content-Disposition: attachment; filename="note.txt"

        Attached to %d in round %d.
        --b--
        """
            .formatted(file, text, file, round);
    Files.writeString(folder.resolve(name(file)), file % 5 == 0 ? mail : text);
  }

  /// What the index holds, told by content: of equal files it may be either that holds the
  /// documents. No number and no content is there twice.
  private static Set<String> documents(Path folder, Path index) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    Map<String, String> files = new HashMap<>();
    for (String line : run("documents", folder, index).lines()) {
      JsonNode document = JSON.readTree(line);
      if (!document.get("number").isNull()) {
        all.add(document);
        files.putIfAbsent(document.get("document").asText(), document.get("revision").asText());
      }
    }
    Set<Integer> numbers = new HashSet<>();
    Set<String> contents = new TreeSet<>();
    for (JsonNode document : all) {
      String id = document.get("document").asText();
      String file = document.get("file").asText();
      String content =
          files.get(file) + id.substring(file.length()) + " " + document.get("revision").asText();
      assertTrue(numbers.add(document.get("number").asInt()), "number given twice: " + document);
      assertTrue(contents.add(content), "indexed twice: " + document);
    }
    return contents;
  }

  private static Run run(String command, Path folder, Path index) {
    return Run.of(command, folder.toString(), "--index", index.toString(), "--quiet", "--json");
  }

  private static List<String> command(String command, Path folder, Path index) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx256m");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("-cp");
    words.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    words.add(Main.class.getName());
    words.addAll(
        List.of(command, folder.toString(), "--index", index.toString(), "--quiet", "--json"));
    return words;
  }
}
