package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import lectern.synthesize.CallEnd;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.kimi.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every refusal that is known of the provider: what the user sees, how often it is sent, what the
/// ledger holds.
class FailuresTest {
  private static final String SPENT = "exceeded_current_quota_error";
  private static final ScriptedServer.Script FINE =
      ScriptedServer.stream(
          ScriptedServer.content("Yes."),
          ScriptedServer.finishWithUsage("stop", "{\"prompt_tokens\":10,\"completion_tokens\":1}"),
          "[DONE]");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|invalid_request_error|invalid temperature: only 1 is allowed for this model|BAD_REQUEST",
        "400|invalid_request_error|Your request exceeded model token limit : 262144 (requested: 269030)|OVER_LIMIT",
        "400|content_filter|The request was rejected because it was considered high risk|CONTENT_FILTER",
        "401|invalid_authentication_error|Invalid Authentication|BAD_KEY",
        "401|incorrect_api_key_error|Incorrect API key provided|BAD_KEY",
        "403|permission_denied_error|Permission denied|FORBIDDEN",
        "404|resource_not_found_error|Not found the model kimi-k2.5 or Permission denied|NO_MODEL",
        "429|exceeded_current_quota_error|You exceeded your current token quota|NO_QUOTA",
        "307|x|redirects to nowhere, which is not followed|REDIRECTED",
      })
  void isNeverSentAgain(int status, String type, String message, Kind kind) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.refusal(status, type, message), FINE);
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.class, wire::ask);
      assertEquals(
          kind == Kind.OVER_LIMIT
              ? SynthesisException.OverLimit.class
              : SynthesisException.NoCompletion.class,
          e.getClass());
      assertTrue(said(e).contains(status + ", " + message), e.getMessage());
      assertFalse(e.hint().isBlank());
      assertEquals(1, server.requests.size());
      CallEnd end = wire.ledger.ends.getFirst();
      assertEquals(CallEnd.Outcome.FAILED, end.outcome());
      assertEquals(BigDecimal.ZERO, end.costUsd());
      assertTrue(wire.failureOf(0).startsWith(kind + ": "), wire.failureOf(0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|rate_limit_reached_error|request reached organization max RPM: 3, please try again after 1 seconds|RATE_LIMITED",
        "429|rate_limit_reached_error|max organization concurrency: 1|RATE_LIMITED",
        "429|rate_limit_reached_error|TPM rate limit, current: 1410, limit: 100|RATE_LIMITED",
        "429|engine_overloaded_error|The engine is currently overloaded, please try again later|OVERLOADED",
        "500|server_error|unexpected|SERVER_ERROR",
        "500|unexpected_output|invalid state transition|SERVER_ERROR",
        "502|x|Bad Gateway|SERVER_ERROR",
        "503|server_unavailable|unavailable|OVERLOADED",
        "529|overloaded|overloaded|OVERLOADED",
      })
  void isSentAgainAfterAWait(int status, String type, String message, Kind kind)
      throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.refusal(status, type, message), FINE);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertEquals(2, server.requests.size());
      assertEquals(2, wire.ledger.calls.get(1).attempt());
      assertTrue(wire.failureOf(0).startsWith(kind + ": "), wire.failureOf(0));
      assertFalse(wire.waits.slept.isEmpty());
    }
  }

  private static String said(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void anEmptyAccountIsToldInAStreamToo() throws IOException {
    String event = "{\"error\":{\"type\":\"" + SPENT + "\",\"message\":\"no money\"}}";
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.stream(event), FINE);
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(e.hint().contains("top it up"), e.hint());
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void waitsAsLongAsItIsTold() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.refusal(
                    429,
                    "rate_limit_reached_error",
                    "request reached organization max RPM: 3, please try again after 21 seconds"),
                ScriptedServer.refusal(
                    429, "rate_limit_reached_error", "slow down", "Retry-After: 33"),
                FINE);
        Wire wire = new Wire(server.baseUrl())) {
      wire.ask();
      assertTrue(wire.waits.slept.contains(Duration.ofSeconds(21)), "" + wire.waits.slept);
      assertTrue(wire.waits.slept.contains(Duration.ofSeconds(33)), "" + wire.waits.slept);
      assertEquals(3, wire.governor.limits().requestsPerMinute());
    }
  }

  @Test
  void givesUpAfterAsManyTriesAsAreSet() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.refusal(503, "server_unavailable", "unavailable"));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(said(e).endsWith("(after 4 tries)"), e.getMessage());
      assertEquals(4, server.requests.size());
    }
  }

  @Test
  void aWaitPastTheDeadlineIsNotWaited() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.refusal(
                    429, "rate_limit_reached_error", "TPD limit, try again after 40000 seconds"));
        Wire wire = new Wire(server.baseUrl())) {
      assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void aPageOfAProxyIsToldInALine() throws IOException {
    String page = "<html><head><title>Bad Gateway</title></head><body>nginx</body></html>";
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.reply(200, "text/html", page));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(
          said(e).contains("no stream of events: an HTML page: Bad Gateway"), e.getMessage());
      assertEquals(2, server.requests.size());
    }
  }

  @Test
  void halfOfAnEventIsNoAnswer() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.stream("{\"choices\":[{"), FINE);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertTrue(wire.failureOf(0).startsWith("NOT_UNDERSTOOD: "), wire.failureOf(0));
    }
  }

  @Test
  void theKeyIsNeverRepeated() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.refusal(
                    401, "incorrect_api_key_error", "Incorrect API key provided: " + Wire.KEY));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertFalse((e + e.hint() + wire.failureOf(0)).contains(Wire.KEY), e.getMessage());
      assertInstanceOf(SynthesisException.NoCompletion.class, e);
    }
  }
}
