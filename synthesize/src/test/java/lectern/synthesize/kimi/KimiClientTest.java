package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelRules;
import lectern.synthesize.ModelRules.Thinking;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KimiClientTest {
  private static final String USAGE =
      "{\"prompt_tokens\":2048,\"completion_tokens\":30,\"total_tokens\":2078,\"cached_tokens\":1792}";

  private static ScriptedServer.Script whole(String... pieces) {
    return out -> {
      ScriptedServer.open(out);
      ScriptedServer.event(out, ScriptedServer.reasoning("Let me see."));
      for (String piece : pieces) {
        ScriptedServer.event(out, ScriptedServer.content(piece));
      }
      ScriptedServer.event(out, ScriptedServer.finish("stop"));
      ScriptedServer.event(out, ScriptedServer.usage(USAGE));
      ScriptedServer.event(out, "[DONE]");
    };
  }

  @Test
  void readsAnswerReasoningAndUsageOfAStream() throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole("It is ", "£42,000."));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask();
      assertEquals("It is £42,000.", completion.text());
      assertEquals("Let me see.", completion.reasoning());
      assertEquals(Completion.Finish.STOP, completion.finish());
      // 2,048 is eight chunks, seven of them were cached: the eighth was written.
      assertEquals(new Usage(2_048, 1_792, 256, 30), completion.usage());
      // (1,792 × 0.2 + 256 × 2 + 30 × 10) / 1,000,000
      assertEquals(0, new BigDecimal("0.0011704").compareTo(completion.costUsd()));
      CallEnd end = wire.ledger.ends.getFirst();
      assertEquals(Outcome.REPLIED, end.outcome());
      assertEquals("trace-1", end.traceId());
      assertTrue(end.cacheWriteDerived());
      assertNotNull(end.firstToken());
    }
  }

  @Test
  void sendsWhatTheModelTakesAndNoMore() throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole("Yes."));
        Wire wire = new Wire(server.baseUrl())) {
      wire.ask();
      JsonNode body = new ObjectMapper().readTree(server.requests.getFirst());
      assertEquals("kimi-k3.1-pro", body.path("model").asText());
      assertEquals("low", body.path("reasoning_effort").asText());
      assertEquals(2_000, body.path("max_completion_tokens").asInt());
      assertTrue(body.path("stream").asBoolean());
      for (String pinned : List.of("temperature", "top_p", "n", "thinking", "max_tokens")) {
        assertTrue(body.path(pinned).isMissingNode(), pinned);
      }
      assertEquals(
          List.of("system", "user", "user"), body.path("messages").findValuesAsText("role"));
      assertEquals("What is the rent?", body.path("messages").path(2).path("content").asText());
      String head = server.heads.getFirst();
      assertTrue(head.startsWith("POST /v1/chat/completions HTTP/1.1\r\n"), head);
      assertTrue(head.contains("Authorization: Bearer " + Wire.KEY + "\r\n"), head);
      assertFalse(head.toLowerCase(Locale.ROOT).contains("upgrade"), head);
    }
  }

  @Test
  void switchesThinkingAndCacheOfThoseThatCan() throws IOException {
    KimiOptions options =
        new KimiOptions("high", false, CacheTtl.ONE_HOUR, Map.of("agent", Map.of("type", "swarm")));
    try (ScriptedServer server = new ScriptedServer(whole("Yes."));
        Wire wire =
            new Wire(
                new Endpoint(Wire.moonshot(), server.baseUrl(), Wire.KEY), Wire.QUICK, options)) {
      wire.ask(Wire.card(new ModelRules(Thinking.TOGGLE, true, true, false, false, false)));
      JsonNode body = new ObjectMapper().readTree(server.requests.getFirst());
      assertEquals("disabled", body.path("thinking").path("type").asText());
      assertTrue(body.path("reasoning_effort").isMissingNode());
      assertEquals("1h", body.path("prompt_cache_options").path("ttl").asText());
      assertEquals("swarm", body.path("agent").path("type").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt_tokens\":2048,\"completion_tokens\":30,\"prompt_tokens_details\":{\"cached_tokens\":1792}}",
        "{\"prompt_tokens\":2048,\"completion_tokens\":30,\"prompt_cache_hit_tokens\":1792,\"prompt_cache_miss_tokens\":256}",
        "{\"prompt_tokens\":2048,\"completion_tokens\":30,\"cached_tokens\":1792}"
      })
  void readsUsageWhereverItStands(String usage) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(
                    ScriptedServer.content("Yes."),
                    ScriptedServer.finishWithUsage("stop", usage),
                    "[DONE]"));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals(new Usage(2_048, 1_792, 256, 30), wire.ask().usage());
    }
  }

  @Test
  void asksNothingTwiceThatStandsInTheLedger() throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole("Yes."));
        Wire wire = new Wire(server.baseUrl())) {
      Completion first = wire.ask();
      Completion again = wire.ask();
      assertEquals(first.text(), again.text());
      assertEquals(first.reasoning(), again.reasoning());
      assertEquals(Usage.NONE, again.usage());
      assertEquals(BigDecimal.ZERO, again.costUsd());
      assertTrue(again.notes().getFirst().contains("nothing was sent or paid"));
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void goesOnWithWhatBrokeOff() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(ScriptedServer.content("It is £42")), whole(",000."));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask();
      assertEquals("It is £42,000.", completion.text());
      JsonNode last = new ObjectMapper().readTree(server.requests.get(1)).path("messages").path(3);
      assertEquals("assistant", last.path("role").asText());
      assertEquals("It is £42", last.path("content").asText());
      assertTrue(last.path("partial").asBoolean());
      assertEquals(List.of(Outcome.TRUNCATED, Outcome.REPLIED), wire.ledger.outcomes());
      // What broke off told no usage: nobody knows its cost, and the worst is counted.
      assertNull(wire.ledger.ends.getFirst().costUsd());
      BigDecimal worst = wire.ledger.calls.getFirst().mostUsd();
      assertNotNull(worst);
      assertTrue(worst.compareTo(completion.costUsd()) < 0, completion.toString());
      assertTrue(completion.notes().get(1).contains("up to $" + worst));
      assertTrue(completion.notes().get(0).contains("the stream broke off"));
      // The whole text is what the request is answered with from now on.
      assertEquals("It is £42,000.", wire.ask().text());
      assertEquals(2, server.requests.size());
    }
  }

  @Test
  void asksAnewWhereAModelCannotGoOn() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(ScriptedServer.content("It is £42")),
                whole("It is £42,000."));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion =
          wire.ask(Wire.card(new ModelRules(Thinking.EFFORT, true, false, false, false, false)));
      assertEquals("It is £42,000.", completion.text());
      assertEquals(server.requests.get(0), server.requests.get(1));
    }
  }

  @Test
  void tellsAnEmptyAnswerFromAWholeOne() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(
                    ScriptedServer.reasoning("hmm"),
                    ScriptedServer.finishWithUsage("length", USAGE),
                    "[DONE]"));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask();
      assertEquals("", completion.text());
      assertEquals(Completion.Finish.LENGTH, completion.finish());
      assertEquals("hmm", completion.reasoning());
    }
  }

  @Test
  void readsLettersThatComeInTwoWrites() throws IOException {
    byte[] event =
        ("data: " + ScriptedServer.content("£42,000 租金") + "\n\n").getBytes(StandardCharsets.UTF_8);
    int within = new String(event, StandardCharsets.ISO_8859_1).indexOf('Â') + 1;
    try (ScriptedServer server =
            new ScriptedServer(
                out -> {
                  ScriptedServer.open(out);
                  out.write(Arrays.copyOf(event, within));
                  out.flush();
                  Thread.sleep(20);
                  out.write(event, within, event.length - within);
                  ScriptedServer.event(out, ScriptedServer.finishWithUsage("stop", USAGE));
                  ScriptedServer.write(out, ": keep-alive\n\n");
                  ScriptedServer.event(out, "[DONE]");
                });
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("£42,000 租金", wire.ask().text());
    }
  }

  @ParameterizedTest
  @CsvSource({"headers", "first token", "next token"})
  void waitsForNoSilentServer(String silent) throws IOException {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    ScriptedServer.Script stalling =
        out -> {
          if (!silent.equals("headers")) {
            ScriptedServer.open(out);
            ScriptedServer.write(out, ": keep-alive\n\n");
          }
          if (silent.equals("next token")) {
            ScriptedServer.event(out, ScriptedServer.content("It "));
          }
          self.get().ending.await();
        };
    Duration short_ = Duration.ofMillis(150);
    KimiSettings impatient =
        new KimiSettings(short_, short_, short_, short_, Duration.ofMinutes(5), 2);
    try (ScriptedServer server = new ScriptedServer(stalling, whole("is due."));
        Wire wire = new Wire(server.baseUrl(), impatient)) {
      self.set(server);
      boolean begun = silent.equals("next token");
      assertEquals(begun ? "It is due." : "is due.", wire.ask().text());
      assertEquals(
          List.of(begun ? Outcome.TRUNCATED : Outcome.UNKNOWN, Outcome.REPLIED),
          wire.ledger.outcomes());
      assertTrue(wire.failureOf(0).startsWith("TIMED_OUT: "), wire.failureOf(0));
    }
  }

  @Test
  void theTimeOfTheWholeAnswerEndsAReplyUnderWay() throws IOException {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    ScriptedServer.Script slow =
        out -> {
          ScriptedServer.open(out);
          ScriptedServer.event(out, ScriptedServer.content("It "));
          self.get().ending.await();
        };
    Duration long_ = Duration.ofMinutes(5);
    KimiSettings hasty = new KimiSettings(long_, long_, long_, long_, Duration.ofMillis(150), 4);
    try (ScriptedServer server = new ScriptedServer(slow);
        Wire wire = new Wire(server.baseUrl(), hasty)) {
      self.set(server);
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(
          String.valueOf(e.getMessage()).contains("no whole answer within 0.15 s"), e.getMessage());
      assertTrue(e.hint().contains("llm.deadline-seconds"), e.hint());
      assertEquals(1, server.requests.size());
      assertEquals(1, wire.ledger.ends.size());
      assertNull(wire.ledger.ends.getFirst().costUsd());
    }
  }

  @Test
  void anInterruptedCallerIsLetGoAndTheCallIsWrittenDown()
      throws IOException, InterruptedException {
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
                      wire.ask();
                    } catch (CancellationException e) {
                      thrown.set(e);
                    }
                  });
      while (server.requests.isEmpty()) {
        Thread.sleep(5);
      }
      asking.interrupt();
      asking.join();
      assertTrue(thrown.get() instanceof CancellationException);
      assertEquals(List.of(Outcome.CANCELLED), wire.ledger.outcomes());
      assertNull(wire.ledger.ends.getFirst().reply());
    }
  }

  @Test
  void noAddressIsTriedForever() {
    try (Wire wire = new Wire(URI.create("http://127.0.0.1:1/v1"))) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(e.hint().contains("base URL"), e.hint());
      assertEquals(List.of(Outcome.FAILED, Outcome.FAILED), wire.ledger.outcomes());
    }
  }

  @Test
  void sendsNoKeyWhereThereIsNone() throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole("Yes."));
        Wire wire =
            new Wire(
                new Endpoint(Wire.moonshot(), server.baseUrl(), null),
                Wire.QUICK,
                KimiOptions.DEFAULTS)) {
      assertEquals("Yes.", wire.ask().text());
      assertFalse(
          server.heads.getFirst().toLowerCase(Locale.ROOT).contains("authorization"),
          server.heads.getFirst());
    }
  }

  @Test
  void whatSpeaksNoTlsIsNotTriedAgain() throws IOException {
    // Where the machine is busy a handshake takes its time, and its end is what is asked for.
    Duration ample = Duration.ofSeconds(30);
    KimiSettings patient = new KimiSettings(ample, ample, ample, ample, Duration.ofMinutes(5), 4);
    try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try {
                  while (true) {
                    refuse(plain.accept());
                  }
                } catch (IOException _) {
                  // The test is over.
                }
              });
      URI url = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/v1");
      try (Wire wire = new Wire(url, patient)) {
        SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
        assertTrue(e.hint().contains("certificate"), e.getMessage() + e.hint());
        assertEquals(List.of(Outcome.FAILED), wire.ledger.outcomes());
      }
    }
  }

  private static void refuse(Socket caller) {
    try (Socket connection = caller) {
      connection.getInputStream().read();
      String refusal = "HTTP/1.1 400 Bad Request\r\n\r\n";
      connection.getOutputStream().write(refusal.getBytes(StandardCharsets.UTF_8));
      connection.shutdownOutput();
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The client went away.
    }
  }

  @Test
  void anUnknownNameIsTriedOnceMore() {
    try (Wire wire = new Wire(URI.create("http://no-such-host.invalid/v1"))) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(e.hint().contains("base URL"), e.hint());
      assertEquals(List.of(Outcome.FAILED, Outcome.FAILED), wire.ledger.outcomes());
    }
  }
}
