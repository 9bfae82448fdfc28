package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    refused("--balance -0.01 is less than nothing", "standin", "--balance", "-0.01");
    refused("two accounts have the same key", "standin", "--key", "a=k", "--key", "b=k");
    refused("two accounts have the same key or name", "standin", "--key", "a=k", "--key", "a=l");
    refused("--key: an account has", "standin", "--key", "=k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overload*0",
        "ok*1000000,overload",
        "ok*99999999",
        "overload:1.5",
        "overload:0.6,rate:0.6",
        "overload:1.2.3",
        "overload:-0.1",
        "overload:NaN",
        "slow=99999999999999999999s",
        "slow=25000m",
        "stall=3s",
        "ok,,ok"
      })
  void aFaultPlanThatMakesNoSenseIsRefused(String plan) {
    refused("", "standin", "--faults", plan);
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
    assertFalse(run.err().contains("bug"), run.err());
    assertFalse(run.err().contains("For input string"), run.err());
    assertEquals("", run.out());
  }
}
