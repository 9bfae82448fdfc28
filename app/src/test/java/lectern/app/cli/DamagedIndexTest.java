package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Commands over an index in which one byte is another: texts, postings, vectors, the commit. They
/// run in a JVM without assertions, as a user's do.
class DamagedIndexTest {
  /// Places of each file that are looked at, evenly from its beginning to its end.
  private static final int PLACES = 5;

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("search", "Who mends the roof?", "--mode", "hybrid"),
          List.of("ask", "Who mends the roof?", "--no-ingest"));

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void everyCommandGivesAResultOrSaysThatTheIndexIsDamaged() throws Exception {
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.");
    Files.writeString(folder.resolve("dog.txt"), "No dog may be kept on the premises.");
    Run ingest = Run.asShipped("ingest", folder.toString());
    assertEquals("2 passages embedded\n", ingest.err());
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                DamagedIndexTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), said);
    assertTrue(said.contains("search: OK") && said.contains("search: INDEX"), said);
    assertTrue(said.lines().noneMatch(line -> line.startsWith("wrong: ")), said);
  }

  /// Flips one byte after the other and says what the commands made of each.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    for (Path file : files(folder.resolve(".lectern"))) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < PLACES && whole.length > 0; i++) {
        byte[] flipped = whole.clone();
        flipped[i * (whole.length - 1) / (PLACES - 1)] ^= 0x10;
        Files.write(file, flipped);
        String where = file.getFileName() + ", place " + i + ", ";
        for (List<String> command : COMMANDS) {
          look(where, command, folder);
        }
        Run doctor = Run.of("doctor", folder.toString());
        System.out.println(
            (doctor.exit() == Exit.INDEX.code() ? "" : "wrong: ") + where + "doctor");
      }
      Files.write(file, whole);
    }
  }

  private static void look(String where, List<String> command, Path folder) {
    String name = command.getFirst();
    Run run =
        Run.of(
            Stream.concat(
                    Stream.of(name, folder.toString()), command.subList(1, command.size()).stream())
                .toArray(String[]::new));
    if (run.exit() == Exit.OK.code()) {
      System.out.println(where + name + ": OK");
    } else {
      boolean clear = run.exit() == Exit.INDEX.code() && run.err().contains("\nhint: ");
      System.out.println((clear ? "" : "wrong: ") + where + name + ": INDEX " + run.err());
    }
  }

  private static List<Path> files(Path index) throws IOException {
    try (Stream<Path> files = Files.list(index)) {
      return files.sorted().toList();
    }
  }
}
