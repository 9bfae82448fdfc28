package lectern.synthesize.kimi;

import static lectern.synthesize.kimi.ScriptedServer.refusal;
import static lectern.synthesize.kimi.ScriptedServer.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.Completion;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeReplyTest {
  private static final ChatParts WHOLE = ChatParts.NONE.whole();

  private static final String USAGE =
      "{\"prompt_tokens\":2048,\"completion_tokens\":30,\"cached_tokens\":1792}";

  private static String body(String content, String finish) {
    return "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
        + content
        + ",\"reasoning_content\":\"Let me see.\"},\"finish_reason\":\""
        + finish
        + "\"}],\"usage\":"
        + USAGE
        + "}";
  }

  private static ScriptedServer.Script whole(String content, String finish) {
    return reply(200, "application/json", body(content, finish), "x-trace-id: trace-2");
  }

  private static final ScriptedServer.Script ANSWER = whole("\"It is £42,000.\"", "stop");

  @Test
  void readsAnswerReasoningUsageAndPriceOfAReplyInOnePiece() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ANSWER);
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask(WHOLE);
      assertEquals("It is £42,000.", completion.text());
      assertEquals("Let me see.", completion.reasoning());
      assertEquals(Finish.STOP, completion.finish());
      assertEquals(new Usage(2_048, 1_792, 256, 30), completion.usage());
      assertEquals(0, new BigDecimal("0.0011704").compareTo(completion.costUsd()));
      CallEnd end = wire.ledger.ends.getFirst();
      assertEquals(Outcome.REPLIED, end.outcome());
      assertEquals("trace-2", end.traceId());
      assertNull(end.firstToken());
      assertNull(end.failure());
    }
  }

  @Test
  void asksTheSameAsAStreamButForTheStream() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ANSWER);
        Wire wire = new Wire(server.baseUrl());
        Wire other = new Wire(server.baseUrl())) {
      wire.ask(WHOLE);
      other.ask();
      JsonNode body = new ObjectMapper().readTree(server.requests.get(0));
      JsonNode streamed = new ObjectMapper().readTree(server.requests.get(1));
      assertFalse(body.path("stream").asBoolean());
      assertTrue(streamed.path("stream").asBoolean());
      for (String field :
          List.of("model", "messages", "reasoning_effort", "max_completion_tokens")) {
        assertEquals(streamed.path(field), body.path(field), field);
      }
      for (String pinned : List.of("temperature", "top_p", "n", "stream_options", "max_tokens")) {
        assertTrue(body.path(pinned).isMissingNode(), pinned);
      }
    }
  }

  @Test
  void waitsAndAsksAgainAsForAStream() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                refusal(
                    429,
                    "rate_limit_reached_error",
                    "request reached organization max RPM: 3, please try again after 7 seconds"),
                refusal(503, "server_unavailable", "no"),
                ANSWER);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("It is £42,000.", wire.ask(WHOLE).text());
      assertEquals(
          List.of(Outcome.FAILED, Outcome.FAILED, Outcome.REPLIED), wire.ledger.outcomes());
      assertTrue(wire.waits.slept.contains(Duration.ofSeconds(7)), "" + wire.waits.slept);
    }
  }

  @Test
  void anEmptyAccountIsNotAskedAgain() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(refusal(429, "exceeded_current_quota_error", "no money"));
        Wire wire = new Wire(server.baseUrl())) {
      assertThrows(SynthesisException.NoCompletion.class, () -> wire.ask(WHOLE));
      assertEquals(1, server.requests.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>busy</html>",
        "",
        "[]",
        "{\"choices\":[]}",
        "{\"choices\":[{\"message\":",
        "{\"error\":{\"type\":\"server_error\",\"message\":\"out of order\"}}"
      })
  void whatIsNoCompletionIsAskedForAgain(String body) throws IOException {
    try (ScriptedServer server = new ScriptedServer(reply(200, "application/json", body), ANSWER);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("It is £42,000.", wire.ask(WHOLE).text());
      assertEquals(Outcome.REPLIED, wire.ledger.outcomes().get(1));
      assertNotNull(wire.ledger.ends.getFirst().failure());
    }
  }

  @Test
  void aReplyThatBreaksOffIsHeldAtItsWorstPriceAndAskedAnew() throws IOException {
    ScriptedServer.Script torn =
        out ->
            ScriptedServer.write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"
                    + body("\"It is", "stop"));
    try (ScriptedServer server = new ScriptedServer(torn, ANSWER);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("It is £42,000.", wire.ask(WHOLE).text());
      assertEquals(server.requests.get(0), server.requests.get(1));
      assertEquals(List.of(Outcome.UNKNOWN, Outcome.REPLIED), wire.ledger.outcomes());
      assertNull(wire.ledger.ends.getFirst().costUsd());
    }
  }

  @ParameterizedTest
  @CsvSource({"headers", "body"})
  void waitsForNoSilentServer(String silent) throws IOException {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    ScriptedServer.Script stalling =
        out -> {
          if (silent.equals("body")) {
            ScriptedServer.write(
                out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"choices\":");
          }
          self.get().ending.await();
        };
    Duration brief = Duration.ofMillis(100);
    KimiSettings impatient = new KimiSettings(brief, brief, brief, brief, Duration.ofMinutes(5), 2);
    try (ScriptedServer server = new ScriptedServer(stalling, ANSWER);
        Wire wire = new Wire(server.baseUrl(), impatient)) {
      self.set(server);
      assertEquals("It is £42,000.", wire.ask(WHOLE).text());
      assertEquals(List.of(Outcome.UNKNOWN, Outcome.REPLIED), wire.ledger.outcomes());
      String told = wire.failureOf(0);
      assertTrue(
          told.startsWith(
              silent.equals("body")
                  ? "TIMED_OUT: no end of the reply within 0.1 s"
                  // The headers come when the model has written it all.
                  : "TIMED_OUT: no headers within 0.3 s"),
          told);
    }
  }

  @Test
  void tellsAnEmptyAnswerFromAWholeOne() throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole("null", "length"));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask(WHOLE);
      assertEquals("", completion.text());
      assertEquals(Finish.LENGTH, completion.finish());
      assertTrue(completion.notes().getFirst().startsWith("no word of an answer came"));
    }
  }

  @Test
  void anInterruptedCallerIsLetGo() throws IOException, InterruptedException {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (ScriptedServer server = new ScriptedServer(_ -> self.get().ending.await());
        Wire wire = new Wire(server.baseUrl())) {
      self.set(server);
      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      wire.ask(WHOLE);
                    } catch (CancellationException e) {
                      thrown.set(e);
                    }
                  });
      while (server.requests.isEmpty()) {
        Thread.onSpinWait();
      }
      asking.interrupt();
      asking.join();
      assertTrue(thrown.get() instanceof CancellationException);
      assertEquals(List.of(Outcome.CANCELLED), wire.ledger.outcomes());
    }
  }
}
