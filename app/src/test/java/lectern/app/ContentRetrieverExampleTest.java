package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lectern.ingest.walk.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documented example, compiled and run as its reader runs it: by a `java` of its own.
class ContentRetrieverExampleTest {
  @TempDir private Path folder;

  @Test
  void printsTheLabelsAndTextsOfTheBestPassages() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.");
    Files.writeString(folder.resolve("dog.txt"), "No dog may be kept on the premises.");
    Collection collection = Collection.at(folder, null);
    new Lectern(LecternSettings.DEFAULTS, Keys.NONE)
        .ingest(collection, Lectern.request(collection, null), _ -> {}, Progress.NONE, _ -> {});
    Path err = Files.createTempFile("example", ".txt");
    Process example =
        new ProcessBuilder(command("Who mends the roof?")).redirectError(err.toFile()).start();
    String out =
        new String(example.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replace(System.lineSeparator(), "\n");
    String said = Files.readString(err);
    Files.delete(err);
    assertEquals(0, example.waitFor(), said);
    assertEquals("[d2#0] roof.txt, line 1\nThe landlord mends the roof.\n\n", out);
    assertEquals("", said);
  }

  private List<String> command(String question) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Dstdout.encoding=UTF-8",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "../docs/examples/ContentRetrieverExample.java",
        folder.toString(),
        question);
  }
}
