package lectern.retrieve.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BgeEmbedderTest {
  private static final BgeEmbedder EMBEDDER = new BgeEmbedder();

  @AfterAll
  static void close() {
    EMBEDDER.close();
  }

  @Test
  void findsThePassageThatAnswersThoughItSharesNoWord() {
    float[] question = EMBEDDER.question("How much does the lessee pay every month?");
    double answer =
        product(question, EMBEDDER.passage("Rent is due in instalments of 4,200 pounds."));
    double other =
        product(question, EMBEDDER.passage("The roof shall be repaired by the landlord."));
    assertTrue(answer > other, answer + " > " + other);
  }

  @Test
  void everyVectorIsOfUnitLength() {
    for (String text :
        List.of("", " ", "a", "租金", "\u0000", "word ".repeat(50_000), "x".repeat(2_000_000))) {
      float[] vector = EMBEDDER.passage(text);
      assertEquals(384, vector.length);
      assertEquals(1, product(vector, vector), 1e-5);
    }
  }

  @Test
  void aQuestionIsNotAPassage() {
    assertFalse(Arrays.equals(EMBEDDER.question("rent"), EMBEDDER.passage("rent")));
  }

  @Test
  void manyCallersGetTheVectorThatOneGets() {
    List<String> texts = IntStream.range(0, 40).mapToObj(i -> "clause ".repeat(i) + i).toList();
    List<float[]> alone = texts.stream().map(EMBEDDER::passage).toList();
    List<float[]> together = texts.parallelStream().map(EMBEDDER::passage).toList();
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(alone.get(i), together.get(i), 0);
    }
  }

  /// Where the stack is too small for loading, the whole process ends.
  @Test
  void theFirstCallerMayHaveASmallStack() throws InterruptedException {
    List<float[]> made = new ArrayList<>();
    try (BgeEmbedder fresh = new BgeEmbedder()) {
      Thread caller =
          new Thread(null, () -> made.add(fresh.passage("rent")), "small stack", 256 << 10);
      caller.start();
      caller.join();
    }
    assertArrayEquals(EMBEDDER.passage("rent"), made.getFirst(), 0);
  }

  @Test
  void anInterruptedCallerIsNotToldThatTheModelDoesNotRun() {
    float[] expected = EMBEDDER.passage("rent");
    try (BgeEmbedder fresh = new BgeEmbedder()) {
      Thread.currentThread().interrupt();
      assertArrayEquals(expected, fresh.passage("rent"), 0);
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  /// The telemetry reads the command line and keeps a database at home of what it is to send.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theLibraryNeitherReadsTheCommandLineNorKeepsOrSendsReports(@TempDir Path home)
      throws IOException, InterruptedException {
    ProcessBuilder other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                OneText.class.getName(),
                "x".repeat(100_000))
            .redirectErrorStream(true);
    // With the third it would keep still anyway.
    List.of("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "CI").forEach(other.environment()::remove);
    other.environment().put("HOME", home.toString());
    Process process = other.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    try (Stream<Path> files = Files.list(home)) {
      assertEquals(List.of(), files.toList());
    }
  }

  /// A process that embeds its argument.
  static final class OneText {
    private OneText() {}

    public static void main(String... texts) {
      try (BgeEmbedder embedder = new BgeEmbedder()) {
        embedder.question(texts[0]);
      }
    }
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
