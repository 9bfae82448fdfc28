package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.CallProgress;
import lectern.synthesize.OutputCharge;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Refusals that are cut, stalled, in another shape, or ask for what makes no sense.
class StrangeRefusalsTest {
  private static final ScriptedServer.Script FINE =
      ScriptedServer.stream(
          ScriptedServer.content("Yes."),
          ScriptedServer.finishWithUsage("stop", "{\"prompt_tokens\":10,\"completion_tokens\":1}"),
          "[DONE]");

  private static String message(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|Content-Length: 500|{\"error\":{\"type\":\"x\",\"message\":\"bad\"}}|401, bad",
        "401|Content-Length: 500|{\"error\":{\"type\":\"x\",\"message\":\"bad|401, bad",
        "401|Transfer-Encoding: chunked|zz{\"error\":{}}|401, no reason given",
        "429|Content-Length: 500|{\"error\":{\"type\":\"exceeded_current_quota_error\",|429, no reason",
      })
  void isWhatItsStatusSaysThoughItsTextIsCut(int status, String length, String body, String said)
      throws IOException {
    ScriptedServer.Script cut =
        out ->
            ScriptedServer.write(
                out,
                "HTTP/1.1 "
                    + status
                    + " X\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    + length
                    + "\r\n\r\n"
                    + body);
    try (ScriptedServer server = new ScriptedServer(cut);
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(message(e).contains(said), e.getMessage());
      assertEquals(1, server.requests.size());
      assertEquals(List.of(Outcome.FAILED), wire.ledger.outcomes());
    }
  }

  @Test
  void isWhatItsStatusSaysThoughItsTextDoesNotEnd() throws IOException {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    ScriptedServer.Script stalled =
        out -> {
          ScriptedServer.write(
              out,
              "HTTP/1.1 401 X\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
                  + "{\"error\":{\"type\":\"invalid_authentication_error\",\"message\":\"bad\"");
          self.get().ending.await();
        };
    Duration brief = Duration.ofMillis(200);
    KimiSettings impatient =
        new KimiSettings(Duration.ofSeconds(30), brief, brief, brief, Duration.ofMinutes(5), 4);
    try (ScriptedServer server = new ScriptedServer(stalled);
        Wire wire = new Wire(server.baseUrl(), impatient)) {
      self.set(server);
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(message(e).contains("401, bad"), e.getMessage());
      assertEquals("BAD_KEY: bad", wire.failureOf(0));
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void anUnreadableRefusalForItsRateIsWaitedFor() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                out ->
                    ScriptedServer.write(
                        out, "HTTP/1.1 429 X\r\nContent-Length: 500\r\nConnection: close\r\n\r\n"),
                FINE);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertEquals("RATE_LIMITED: no reason given", wire.failureOf(0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: {\"error\":\"exceeded_current_quota_error: no money\"}|NO_QUOTA: exceeded_current_quota_error: no money",
        "data: {\"error\":\"out of memory\"}|SERVER_ERROR: out of memory",
        "data: {\"object\":\"error\",\"message\":\"bad schema\",\"code\":400}|BAD_REQUEST: bad schema",
        "data: {\"object\":\"error\",\"message\":\"maximum context length is 9\",\"code\":400}|OVER_LIMIT: maximum context length is 9",
        "data: {\"error\":{\"message\":\"no such key\",\"code\":401}}|BAD_KEY: no such key",
        "event: error~data: boom|SERVER_ERROR: boom",
        "event: error~data: {\"message\":\"boom\"}|SERVER_ERROR: boom",
      })
  void anErrorWithinAStreamIsToldInItsOwnWords(String event, String failure) throws IOException {
    ScriptedServer.Script error =
        out -> {
          ScriptedServer.open(out);
          ScriptedServer.write(out, event.replace('~', '\n') + "\n\n");
        };
    try (ScriptedServer server = new ScriptedServer(error);
        Wire wire = new Wire(server.baseUrl())) {
      assertThrows(SynthesisException.class, wire::ask);
      assertEquals(failure, wire.failureOf(0));
      assertEquals(Outcome.FAILED, wire.ledger.outcomes().getFirst());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999",
        "1e400",
        "1e18",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Sat, 01 Jan 0000 00:00:00 GMT",
        "-5",
        "NaN"
      })
  void aWaitThatNobodyMeansIsNotWaited(String retryAfter) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.refusal(
                    429, "rate_limit_reached_error", "slow", "Retry-After: " + retryAfter),
                FINE);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertTrue(
          wire.waits.slept.stream().allMatch(wait -> wait.toSeconds() <= 60),
          "" + wire.waits.slept);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "please try again after 99999999999 seconds",
        "request reached organization max RPM: 99999999999, please try again after 1 seconds",
        "max organization concurrency: 0",
        "max organization concurrency: 99999999999",
        "request reached organization max RPM: 0",
        "request reached organization max TPM: 0",
        "TPM rate limit, current: 1410, limit: 99999999999999999999999"
      })
  void aLimitThatNoAccountHasIsNotLearned(String message) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.refusal(429, "rate_limit_reached_error", message), FINE);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertEquals(Limits.UNKNOWN, wire.governor.limits());
    }
  }

  @Test
  void aRedirectIsNeitherFollowedNorTriedAgain() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.reply(
                    307,
                    "text/html",
                    "",
                    "Location: https://elsewhere.example/v1/chat/completions"));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(
          message(e).contains("redirects to elsewhere.example, which is not followed"),
          e.getMessage());
      assertEquals(1, server.requests.size());
      assertEquals(List.of(Outcome.FAILED), wire.ledger.outcomes());
    }
  }

  @Test
  void onceMoreIsOnceMoreAfterOtherFailuresToo() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.refusal(503, "server_unavailable", "unavailable"),
                ScriptedServer.reply(200, "text/html", "<html>busy</html>"),
                FINE);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
    }
  }

  /// Stopped in the wait before a call, of which nothing is written down.
  @Test
  void aCallThatWasNeverBegunIsNotSaidToBeCancelled() throws IOException {
    Time stopping =
        new Time() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            throw new InterruptedException();
          }
        };
    RecordingLedger ledger = new RecordingLedger();
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.refusal(503, "server_unavailable", "no"));
        KimiClient client =
            new KimiClient(
                new Endpoint(Wire.moonshot(), server.baseUrl(), Wire.KEY),
                Wire.QUICK,
                KimiOptions.DEFAULTS,
                ledger,
                new Governor(Limits.UNKNOWN, List.of(), OutputCharge.BUDGET, stopping),
                stopping,
                InstantSource.system(),
                new Random(7),
                new EnvironmentProxy(Map.of()),
                CallProgress.NONE)) {
      CancellationException stopped =
          assertThrows(CancellationException.class, () -> client.complete(Wire.request(Wire.k3())));
      assertTrue(message(stopped).contains("no call was under way"), stopped.getMessage());
      assertEquals(List.of(Outcome.FAILED), ledger.outcomes());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void aLackOfWorkersIsNoLackOfMoney() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.refusal(500, "server_error", "Insufficient balance of workers"),
                FINE);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertTrue(wire.failureOf(0).startsWith("SERVER_ERROR: "), wire.failureOf(0));
    }
  }
}
