package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ends real processes by signal, which Windows does not have.
@DisabledOnOs(OS.WINDOWS)
class StopTest {
  private static final int FILES = 1_000;

  /// Sentences that make a passage long enough for a fill to be met in the middle.
  private static final int WORDY = 3;

  private static final int SIGINT_EXIT = 128 + 2;
  private static final int SIGTERM_EXIT = 128 + 15;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private String at = "";

  @BeforeEach
  void manyFiles() throws IOException {
    at = folder.toString();
    for (int i = 0; i < FILES; i++) {
      Files.writeString(folder.resolve("file" + i + ".txt"), "The rent of house " + i + " is low.");
    }
  }

  @Test
  void aTerminatedIngestCommitsWhatItDidAndTheNextRunGoesOn() throws Exception {
    Process ingest = start("ingest", at, "--json", "--quiet");
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(ingest.getInputStream(), StandardCharsets.UTF_8))) {
      ObjectMapper mapper = new ObjectMapper();
      for (int i = 0; i < 10; i++) {
        lines.add(mapper.readTree(Objects.requireNonNull(out.readLine())));
      }
      kill("TERM", ingest);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(mapper.readTree(line));
      }
    }
    ended(ingest, SIGTERM_EXIT);
    JsonNode summary = lines.removeLast().get("summary");
    assertTrue(summary.get("stopped").asBoolean(), summary.toString());
    int done = lines.size();
    assertTrue(done < FILES, done + " files");
    assertTrue(lines.stream().allMatch(line -> line.get("outcome").asText().equals("INDEXED")));
    heldAndGoesOn(done);
  }

  @Test
  void anInterruptedAskSaysWhatWasCommittedAndDoesNotAnswer() throws Exception {
    Process ask = start("ask", at, "Which house has the rent 7?");
    // The first commit is empty; the second holds the first hundreds of files.
    waitFor(folder.resolve(".lectern").resolve("segments_2"));
    kill("INT", ask);
    String said = new String(ask.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    ended(ask, SIGINT_EXIT);
    assertTrue(said.contains("lectern ask: stopped: "), said);
    assertTrue(said.contains("files done"), said);
    assertTrue(!said.contains("[d"), said);
    JsonNode status = new ObjectMapper().readTree(Run.of("status", at, "--json").out());
    assertEquals(0, status.get("failures").asInt());
    heldAndGoesOn(status.get("documents").asInt());
  }

  @Test
  void aTerminatedFillKeepsItsVectorsAndTheNextRunGoesOn() throws Exception {
    for (int i = 0; i < FILES; i++) {
      Files.writeString(
          folder.resolve("file" + i + ".txt"),
          ("House " + i + " is let with its garden. ").repeat(WORDY));
    }
    Process ingest = start("ingest", at, "--json", "--quiet");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(ingest.getInputStream(), StandardCharsets.UTF_8))) {
      ObjectMapper mapper = new ObjectMapper();
      JsonNode line = mapper.readTree(out.readLine());
      while (!line.has("summary")) {
        line = mapper.readTree(Objects.requireNonNull(out.readLine()));
      }
      assertEquals(FILES, line.get("summary").get("indexed").asInt());
      // Words are searched while vectors are being made.
      assertEquals(0, Run.of("search", at, "garden", "--quiet").exit());
      waitForVectors();
      kill("TERM", ingest);
      JsonNode vectors = mapper.readTree(Objects.requireNonNull(out.readLine())).get("vectors");
      ended(ingest, SIGTERM_EXIT);
      assertTrue(vectors.get("stopped").asBoolean(), vectors.toString());
      int done = vectors.get("embedded").asInt();
      JsonNode status = mapper.readTree(Run.of("status", at, "--json").out());
      assertEquals(done, status.get("vectors").asInt());
      int passages = status.get("passages").asInt();
      assertTrue(done < passages, done + " of " + passages);
      assertTrue(status.get("vectors_seconds_left").asInt() > 0, status.toString());
      assertEquals("sound", Run.of("doctor", at).out().strip());
      JsonNode rest = mapper.readTree(Run.of("embed", at, "--json").out());
      assertEquals(passages - done, rest.get("embedded").asInt());
    }
  }

  private void waitForVectors() throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    ObjectMapper mapper = new ObjectMapper();
    int vectors = 0;
    while (vectors == 0 && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(100));
      vectors = mapper.readTree(Run.of("status", at, "--json").out()).get("vectors").asInt();
    }
    assertTrue(vectors > 0);
  }

  private void heldAndGoesOn(int done) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode status = mapper.readTree(Run.of("status", at, "--json").out());
    assertEquals(done, status.get("documents").asInt());
    assertEquals("sound", Run.of("doctor", at).out().strip());
    Run again = Run.of("ingest", at, "--json");
    JsonNode summary = mapper.readTree(again.lines().getLast()).get("summary");
    assertEquals(done, summary.get("unchanged").asInt());
    assertEquals(FILES - done, summary.get("indexed").asInt());
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void kill(String signal, Process process)
      throws IOException, InterruptedException {
    String command = "kill -" + signal + " " + process.pid();
    assertEquals(0, new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor());
  }

  private static void ended(Process process, int exit) throws InterruptedException {
    assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
    assertEquals(exit, process.exitValue());
  }

  private static void waitFor(Path file) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (Files.notExists(file) && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(20));
    }
    assertTrue(Files.exists(file), file.toString());
  }
}
