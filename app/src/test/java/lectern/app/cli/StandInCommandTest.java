package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandInCommandTest {
  @Test
  void printsItsAddressFirstAndItsBillLast() throws Exception {
    var written = new PipedInputStream();
    var err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new PipedOutputStream(written), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Map.of());
    Thread command =
        Thread.ofPlatform()
            .start(() -> Cli.run(console, "standin", "--key", "me=secret", "--faults", "overload"));
    String address =
        new BufferedReader(new InputStreamReader(written, StandardCharsets.UTF_8)).readLine();
    assertTrue(address.matches("http://127\\.0\\.0\\.1:[0-9]+/v1"), address);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/chat/completions"))
            .header("Authorization", "Bearer secret")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"kimi-k3\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertEquals(429, http.send(request, BodyHandlers.ofString()).statusCode());
      assertEquals(200, http.send(request, BodyHandlers.ofString()).statusCode());
    }
    command.interrupt();
    command.join();
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.startsWith("billed 1 calls: "), said);
    assertTrue(said.endsWith(" USD; refused 1\n"), said);
  }

  @Test
  void refusesWhatMakesNoSense() {
    refused("no fault is called 'overlaod'", "standin", "--faults", "overlaod");
    refused("no reader is called clever", "standin", "--reader", "clever");
    refused("--tier 6 does not exist", "standin", "--tier", "6");
    refused("--port 70000 is no port", "standin", "--port", "70000");
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (var taken = new java.net.ServerSocket(0)) {
      refused(
          "cannot listen on port " + taken.getLocalPort(),
          "standin",
          "--port",
          "" + taken.getLocalPort());
    }
  }

  private static void refused(String words, String... arguments) {
    Run run = Run.of(arguments);
    assertEquals(Exit.USAGE.code(), run.exit());
    assertTrue(run.err().contains(words), run.err());
    assertTrue(run.err().contains("hint: "), run.err());
    assertEquals("", run.out());
  }
}
