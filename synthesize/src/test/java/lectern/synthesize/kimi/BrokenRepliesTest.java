package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.CallLedger;
import lectern.synthesize.CallProgress;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCall;
import lectern.synthesize.ModelRules;
import lectern.synthesize.ModelRules.Thinking;
import lectern.synthesize.Reply;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Replies that break off, are nonsense, or are not waited for: what is kept of them.
class BrokenRepliesTest {
  private static final String USAGE = "{\"prompt_tokens\":10,\"completion_tokens\":3}";
  private static final String END = ScriptedServer.finishWithUsage("stop", USAGE);
  private static final String DONE = "[DONE]";
  private static final ScriptedServer.Script DENIED =
      ScriptedServer.refusal(401, "invalid_authentication_error", "Invalid Authentication");

  private static SynthesisException.NoCompletion failed(ThrowingAsk ask) {
    return assertThrows(SynthesisException.NoCompletion.class, ask::ask);
  }

  private interface ThrowingAsk {
    Completion ask();
  }

  @Test
  void whatAModelThoughtIsKeptOnceThoughItThinksAnewToGoOn() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(
                    ScriptedServer.reasoning("Clause 4."), ScriptedServer.content("It is £42")),
                ScriptedServer.stream(
                    ScriptedServer.reasoning("Clause 4."),
                    ScriptedServer.content(",000"),
                    END,
                    DONE));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask();
      assertEquals("It is £42,000", completion.text());
      assertEquals("Clause 4.", completion.reasoning());
      Reply recorded = wire.ledger.ends.getLast().reply();
      assertEquals("Clause 4.", recorded == null ? "" : recorded.reasoning());
    }
  }

  @Test
  void whatCameBeforeTheLastTryFailedIsHandedOn() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.stream(ScriptedServer.content("It is £42")), DENIED);
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException.NoCompletion thrown = failed(wire::ask);
      assertEquals("It is £42", thrown.received());
      assertTrue(("" + thrown.getMessage()).contains("401, "), thrown.getMessage());
    }
  }

  @Test
  void theMostThatCameIsHandedOnWhereEachTryBeginsAnew() throws IOException {
    ModelRules alone = new ModelRules(Thinking.EFFORT, true, false, false, false, false);
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(ScriptedServer.content("It is £42")),
                ScriptedServer.stream(ScriptedServer.content("It")),
                DENIED);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("It is £42", failed(() -> wire.ask(Wire.card(alone))).received());
    }
  }

  @Test
  void aReplyWithoutAWordIsRecordedAndNotPaidForAgain() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(
                    ScriptedServer.reasoning("hmm"),
                    ScriptedServer.finishWithUsage("length", USAGE),
                    DONE));
        Wire wire = new Wire(server.baseUrl())) {
      Completion first = wire.ask();
      Completion second = wire.ask();
      assertEquals(1, server.requests.size());
      assertEquals(Completion.Finish.LENGTH, second.finish());
      assertEquals("", second.text());
      for (Completion each : List.of(first, second)) {
        assertTrue(each.notes().getLast().contains("no word of an answer came"), "" + each);
        assertTrue(each.notes().getLast().contains("--anew"), "" + each);
      }
    }
  }

  @Test
  void aReplyThatIsWholeIsNotLostToAConnectionThatStaysOpen() throws IOException {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    try (ScriptedServer server =
            new ScriptedServer(
                out -> {
                  ScriptedServer.open(out);
                  ScriptedServer.event(out, ScriptedServer.content("Yes."));
                  ScriptedServer.event(out, END);
                  ScriptedServer.event(out, DONE);
                  self.get().ending.await();
                });
        Wire wire = new Wire(server.baseUrl())) {
      self.set(server);
      assertEquals("Yes.", wire.ask().text());
      assertEquals(List.of(Outcome.REPLIED), wire.ledger.outcomes());
    }
  }

  @Test
  void whatBreaksAfterTheFinishIsAWholeReply() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(ScriptedServer.content("Yes."), END, "{\"choi"));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertEquals(List.of(Outcome.REPLIED), wire.ledger.outcomes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "{]",
        "nul",
        "\"",
        "{\"a\":01}",
        "{\"choices\":[{\"delta\":{\"content\":\"x\"",
        "\u0000"
      })
  void anEventThatIsNoJsonIsAskedForAgainOnce(String event) throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.stream(event));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException.NoCompletion thrown = failed(wire::ask);
      assertTrue(("" + thrown.getMessage()).contains("an event is not JSON"), thrown.getMessage());
      assertEquals(2, server.requests.size());
      assertEquals(List.of(Outcome.UNKNOWN, Outcome.UNKNOWN), wire.ledger.outcomes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "42",
        "\"text\"",
        "[]",
        "{}",
        "{\"choices\":null}",
        "{\"choices\":{}}",
        "{\"choices\":[]}",
        "{\"choices\":[null]}",
        "{\"choices\":[{\"delta\":null}]}",
        "{\"choices\":[{\"delta\":[]}]}",
        "{\"choices\":[{\"delta\":{\"content\":null}}]}",
        "{\"usage\":[]}",
        "{\"usage\":\"x\"}",
        "{\"error\":null}",
        "{\"choices\":[{\"delta\":{\"content\":\"\"}}],\"usage\":{\"prompt_tokens\":-5}}"
      })
  void anEventThatSaysNothingDoesNoHarm(String event) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(event, ScriptedServer.content("Yes."), END, DONE));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertEquals(List.of(Outcome.REPLIED), wire.ledger.outcomes());
    }
  }

  @Test
  void anEventOfAnotherShapeIsToldWithoutNamesOfClasses() throws IOException {
    String event = "{\"choices\":[{\"delta\":{\"content\":\"x\",\"function_call\":[7]}}]}";
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.stream(event, END, DONE));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException.NoCompletion thrown = failed(wire::ask);
      assertTrue(
          ("" + thrown.getMessage()).contains("an event is not of the interface's shape"),
          thrown.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"id\":", "[]", "null", "<html></html>", "\u0000\u0001"})
  void aBodyThatIsNoStreamIsAskedForAgainOnce(String body) throws IOException {
    for (String type : List.of("application/json", "text/html", "text/event-stream")) {
      try (ScriptedServer server = new ScriptedServer(ScriptedServer.reply(200, type, body));
          Wire wire = new Wire(server.baseUrl())) {
        SynthesisException.NoCompletion thrown = failed(wire::ask);
        assertFalse(("" + thrown.getMessage()).contains("<"), thrown.getMessage());
        assertTrue(server.requests.size() > 1, type);
        assertFalse(wire.ledger.outcomes().contains(Outcome.REPLIED), type);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"error\":5}", "{\"error\":{}}", "{\"error\":{\"type\":5}}"})
  void aRefusalThatIsNoneOfTheInterfaceIsToldByItsStatus(String body) throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.reply(403, "text/plain", body));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException.NoCompletion thrown = failed(wire::ask);
      assertTrue(("" + thrown.getMessage()).contains("): 403, "), thrown.getMessage());
      assertFalse(("" + thrown.getMessage()).endsWith(", "), thrown.getMessage());
      assertEquals(List.of(Outcome.FAILED), wire.ledger.outcomes());
    }
  }

  /// When whoever asks is told to stop.
  enum Moment {
    BEFORE_IT_IS_SENT,
    BEFORE_THE_HEADERS,
    BEFORE_THE_FIRST_EVENT,
    AMID_THE_REPLY,
    AFTER_THE_LAST
  }

  /// Stops the thread that it is told on.
  private record Stopping(Moment moment) implements CallProgress {
    @Override
    public void note(String why) {}

    @Override
    public void waitsFor(String what, Duration most) {
      if ((moment == Moment.BEFORE_IT_IS_SENT && what.startsWith("room"))
          || (moment == Moment.BEFORE_THE_HEADERS && what.equals("the headers"))
          || (moment == Moment.BEFORE_THE_FIRST_EVENT && what.equals("the first token"))) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void writes() {
      if (moment == Moment.AMID_THE_REPLY) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whoeverStopsAtAnyMomentLosesNoRecord(Moment moment) throws IOException {
    RecordingLedger calls = new RecordingLedger();
    CallLedger ledger =
        new CallLedger() {
          @Override
          public Optional<Reply> reply(String digest) {
            return calls.reply(digest);
          }

          @Override
          public Entry begin(ModelCall call) {
            Entry entry = calls.begin(call);
            return end -> {
              entry.end(end);
              if (moment == Moment.AFTER_THE_LAST) {
                Thread.currentThread().interrupt();
              }
            };
          }
        };
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    try (ScriptedServer server =
            new ScriptedServer(
                out -> {
                  ScriptedServer.open(out);
                  ScriptedServer.event(out, ScriptedServer.content("Yes."));
                  if (moment == Moment.AMID_THE_REPLY) {
                    self.get().ending.await();
                  }
                  ScriptedServer.event(out, END);
                  ScriptedServer.event(out, DONE);
                });
        KimiClient client =
            Clients.of(
                server.baseUrl(), ledger, Map.of(), InstantSource.system(), new Stopping(moment))) {
      self.set(server);
      if (moment == Moment.AFTER_THE_LAST) {
        // What is paid for and there is not thrown away.
        assertEquals("Yes.", client.complete(Wire.request(Wire.k3())).text());
      } else {
        CancellationException stopped =
            assertThrows(
                CancellationException.class, () -> client.complete(Wire.request(Wire.k3())));
        String said = "" + stopped.getMessage();
        assertTrue(said.contains("kimi-k3.1-pro"), said);
        assertEquals(moment == Moment.BEFORE_IT_IS_SENT, said.contains("nothing was sent"), said);
        assertEquals(moment != Moment.BEFORE_IT_IS_SENT, said.contains("cancelled"), said);
      }
      assertTrue(Thread.interrupted(), "whoever called is still told");
      assertEquals(
          switch (moment) {
            case BEFORE_IT_IS_SENT -> List.of();
            case AFTER_THE_LAST -> List.of(Outcome.REPLIED);
            case BEFORE_THE_HEADERS, BEFORE_THE_FIRST_EVENT, AMID_THE_REPLY ->
                List.of(Outcome.CANCELLED);
          },
          calls.outcomes());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void whatCameUntilItWasStoppedIsWrittenDown() throws Exception {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    CountDownLatch writing = new CountDownLatch(1);
    RecordingLedger ledger = new RecordingLedger();
    List<Throwable> thrown = new ArrayList<>();
    CallProgress progress =
        new CallProgress() {
          @Override
          public void note(String why) {}

          @Override
          public void writes() {
            writing.countDown();
          }
        };
    try (ScriptedServer server =
            new ScriptedServer(
                out -> {
                  ScriptedServer.open(out);
                  ScriptedServer.event(out, ScriptedServer.content("It is "));
                  self.get().ending.await();
                });
        KimiClient client =
            Clients.of(server.baseUrl(), ledger, Map.of(), InstantSource.system(), progress)) {
      self.set(server);
      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.complete(Wire.request(Wire.k3()));
                    } catch (CancellationException e) {
                      thrown.add(e);
                    }
                  });
      writing.await();
      asking.interrupt();
      asking.join();
      assertEquals(1, thrown.size());
      assertEquals(List.of(Outcome.CANCELLED), ledger.outcomes());
      Reply reply = ledger.ends.getFirst().reply();
      assertEquals("It is ", reply == null ? "" : reply.text());
      assertNull(ledger.ends.getFirst().costUsd());
    }
  }
}
