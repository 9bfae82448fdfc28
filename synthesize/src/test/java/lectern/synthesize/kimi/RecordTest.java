package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelListing;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `wire/Record.java` between our client and a server: what it writes is what was said, but for
/// keys, ids and the prompt.
class RecordTest {
  @TempDir Path folder;

  private Process start(URI upstream) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "../wire/Record.java",
            upstream.toString(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void writesWhatItHeardWithoutKeysIdsAndPrompt() throws IOException, InterruptedException {
    ScriptedServer.Script whole =
        out -> {
          ScriptedServer.open(out);
          ScriptedServer.event(
              out,
              "{\"id\":\"chatcmpl-77\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"£42,000 – ja\"}}]}");
          ScriptedServer.event(
              out,
              ScriptedServer.finishWithUsage(
                  "stop",
                  "{\"prompt_tokens\":2048,\"completion_tokens\":3,\"cached_tokens\":1792}"));
          ScriptedServer.event(out, "[DONE]");
        };
    ScriptedServer.Script models =
        ScriptedServer.reply(200, "application/json", "{\"data\":[{\"id\":\"kimi-k3\"}]}");
    ScriptedServer.Script refused =
        ScriptedServer.refusal(
            429,
            "rate_limit_reached_error",
            "Your account org-0a1b2c3d<ak-9f8e7d6c> reached organization max RPM: 3",
            "Retry-After: 7",
            "Set-Cookie: secret=1");
    ScriptedServer.Script cut = ScriptedServer.stream(ScriptedServer.content("It is "));
    try (ScriptedServer server = new ScriptedServer(whole, models, refused, cut)) {
      Process process = start(server.baseUrl());
      try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
        URI address = URI.create(said.readLine());
        try (Wire wire = new Wire(address)) {
          Completion first = wire.ask();
          assertEquals("£42,000 – ja", first.text());
          said.readLine();
          assertInstanceOf(
              ModelListing.Listed.class,
              new ModelLister(
                      new EnvironmentProxy(Map.of()),
                      Duration.ofSeconds(20),
                      InstantSource.system())
                  .list(new Endpoint(Wire.moonshot(), address, Wire.KEY)));
          said.readLine();
        }
        try (Wire wire = new Wire(address)) {
          // Refused, then cut off again and again.
          assertThrows(SynthesisException.NoCompletion.class, wire::ask);
          said.readLine();
          said.readLine();
        }
      } finally {
        process.destroy();
        process.waitFor();
      }
      assertTrue(server.heads.getFirst().contains("Bearer " + Wire.KEY), "the key was passed on");
    }
    RecordedExchange first = RecordedExchange.read(folder.resolve("recorded-1.http"));
    assertEquals("kimi-k3.1-pro", first.front().path("model").asText());
    assertTrue(first.front().path("source").asText().startsWith("recorded from 127.0.0.1 on "));
    assertTrue(first.expected().isNull());
    assertEquals("*", first.request().path("messages").asText());
    assertTrue(first.responseHead().contains("x-trace-id: redacted\r\n"), first.responseHead());
    JsonNode replayed = RecordedExchangesTest.outcome(first, 5);
    assertEquals("£42,000 – ja", replayed.path("text").asText());
    assertEquals(1_792, replayed.path("usage").path("cached_tokens").asInt());
    RecordedExchange listed = RecordedExchange.read(folder.resolve("recorded-2.http"));
    assertEquals(
        "kimi-k3 null null null null",
        RecordedExchangesTest.outcome(listed, 5).path("models").path(0).asText());
    RecordedExchange limit = RecordedExchange.read(folder.resolve("recorded-3.http"));
    assertTrue(limit.responseHead().contains("retry-after: 7\r\n"), limit.responseHead());
    JsonNode broken =
        RecordedExchangesTest.outcome(
            RecordedExchange.read(folder.resolve("recorded-4.http")), 1_000);
    assertEquals("TRUNCATED", broken.path("outcome").asText());
    assertEquals("It is ", broken.path("text").asText());
    for (int i = 1; i <= 4; i++) {
      String text = Files.readString(folder.resolve("recorded-" + i + ".http"));
      for (String secret :
          List.of(Wire.KEY, "chatcmpl-77", "trace-1", "0a1b2c3d", "9f8e7d6c", "cookie", "rent?")) {
        assertFalse(text.contains(secret), secret + " in " + text);
      }
    }
  }
}
