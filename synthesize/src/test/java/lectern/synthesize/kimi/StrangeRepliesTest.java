package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.Completion;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Replies of servers that are nearly of the interface: what was paid for is read, and no figure is
/// believed that cannot be.
class StrangeRepliesTest {
  private static final String USAGE = "{\"prompt_tokens\":10,\"completion_tokens\":3}";
  private static final String END = ScriptedServer.finishWithUsage("stop", USAGE);
  private static final String DONE = "[DONE]";
  private static final String YES = ScriptedServer.content("Yes.");

  private static ScriptedServer.Script raw(String head, String body) {
    return out ->
        ScriptedServer.write(
            out, "HTTP/1.1 200 OK\r\nConnection: close\r\n" + head + "\r\n" + body);
  }

  private static String events(String... events) {
    return String.join("", Stream.of(events).map(event -> "data: " + event + "\n\n").toList());
  }

  @Test
  void anEmptyFinishReasonIsNone() throws IOException {
    String open =
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"It is £42\"},\"finish_reason\":\"\"}]}";
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(open),
                ScriptedServer.stream(ScriptedServer.content(",000"), END, DONE));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("It is £42,000", wire.ask().text());
      assertEquals(List.of(Outcome.TRUNCATED, Outcome.REPLIED), wire.ledger.outcomes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"prompt_tokens\":null,\"completion_tokens\":null}",
        "{\"prompt_tokens\":-5,\"completion_tokens\":-7,\"cached_tokens\":-1}",
        "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}",
        "{\"prompt_tokens\":10}",
        "{\"prompt_tokens\":3000000000,\"completion_tokens\":20,\"total_tokens\":3000000020}",
        "{\"prompt_tokens\":9223372036854775807,\"completion_tokens\":9223372036854775807}",
        "{\"prompt_tokens\":1000000000000000000000000000000,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1e300,\"completion_tokens\":1}",
        "{\"prompt_tokens\":2100000,\"completion_tokens\":1}",
        "{\"prompt_tokens\":10,\"completion_tokens\":5000}",
        "{\"prompt_tokens\":[10],\"completion_tokens\":{}}",
        "[10, 3]",
        "\"10\""
      })
  void usageThatCannotBeIsHeldAtTheWorstPrice(String usage) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(
                    YES, ScriptedServer.finish("stop"), ScriptedServer.usage(usage), DONE));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask();
      assertEquals("Yes.", completion.text());
      assertEquals(1, server.requests.size());
      assertEquals(Usage.NONE, completion.usage());
      assertNull(wire.ledger.ends.getFirst().costUsd());
      assertTrue(completion.notes().getFirst().startsWith("of the price, up to $"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        USAGE,
        "{\"prompt_tokens\":\"10\",\"completion_tokens\":\"3\",\"total_tokens\":\"x\"}",
        "{\"prompt_tokens\":10.0,\"completion_tokens\":3.5,\"total_tokens\":3000000000}",
        "{\"prompt_tokens\":10,\"completion_tokens\":3,\"prompt_tokens_details\":[],\"cached_tokens\":-4}"
      })
  void usageThatCanBeIsReadWhateverStandsBesideIt(String usage) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(
                    YES, ScriptedServer.finish("stop"), ScriptedServer.usage(usage), DONE));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals(new Usage(10, 0, 0, 3), wire.ask().usage());
      assertEquals(1, server.requests.size());
    }
  }

  static Stream<Arguments> shapes() {
    String stream = events(YES, END, DONE);
    String whole =
        "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Yes.\"},"
            + "\"finish_reason\":\"stop\"}],\"usage\":"
            + USAGE
            + "}";
    String parts =
        "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"Ye\"},"
            + "{\"type\":\"text\",\"text\":\"s.\"}]}}]}";
    String object = "{\"choices\":[{\"delta\":{\"content\":{\"text\":\"Yes.\"}}}]}";
    String odd =
        "{\"id\":{},\"created\":9999999999999,\"system_fingerprint\":[],\"choices\":[{\"index\":\"a\","
            + "\"delta\":{\"role\":{},\"content\":\"Yes.\",\"reasoning_content\":{}},\"finish_reason\":{}}]}";
    String type = "Content-Type: text/event-stream\r\n";
    return Stream.of(
        Arguments.of("capitals", "Content-Type: Text/Event-Stream; charset=UTF-8\r\n", stream),
        Arguments.of("no type", "", stream),
        Arguments.of("another type", "Content-Type: application/json\r\n", stream),
        Arguments.of("a comment first", "", ": hello\n\n" + stream),
        Arguments.of("a whole reply", "Content-Type: application/json\r\n", whole),
        Arguments.of("a whole reply that calls itself events", type, whole),
        Arguments.of("a whole reply without a type", "", whole),
        Arguments.of("a whole reply within an event", type, events(whole, DONE)),
        Arguments.of("a byte order mark", type, "\uFEFF" + stream),
        Arguments.of("parts", type, events(parts, END, DONE)),
        Arguments.of("an object", type, events(object, END, DONE)),
        Arguments.of("odd fields", type, events(odd, END, DONE)),
        Arguments.of(
            "another choice",
            type,
            events(YES, YES.replace("\"index\":0", "\"index\":1"), END, DONE)),
        Arguments.of("text after the end", type, stream + events(YES, DONE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void isReadAndPaidOnce(String name, String head, String body) throws IOException {
    try (ScriptedServer server = new ScriptedServer(raw(head, body));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask();
      assertEquals("Yes.", completion.text(), name);
      assertEquals(new Usage(10, 0, 0, 3), completion.usage());
      assertEquals(1, server.requests.size());
      assertEquals(List.of(Outcome.REPLIED), wire.ledger.outcomes());
    }
  }

  @Test
  void partsAndAbsurdUsageOfAWholeReplyAreReadToo() throws IOException {
    String whole =
        "{\"created\":\"now\",\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Yes.\"}]},"
            + "\"finish_reason\":\"\"}],\"usage\":{\"prompt_tokens\":3000000000,\"completion_tokens\":1}}";
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.reply(200, "application/json", whole));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask(ChatParts.NONE.whole());
      assertEquals("Yes.", completion.text());
      assertEquals(Finish.STOP, completion.finish());
      assertEquals(Usage.NONE, completion.usage());
    }
  }

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  static Stream<Arguments> endless() {
    String word = "data: " + ScriptedServer.content("word ".repeat(2_000)) + "\n\n";
    String letter = "data: " + ScriptedServer.content("w") + "\n\n";
    return Stream.of(
        Arguments.of("data: {\"x\":\"", "a".repeat(100_000), ChatParts.NONE),
        Arguments.of("{\"choices\":[\"", "a".repeat(100_000), ChatParts.NONE),
        Arguments.of("{\"choices\":[\"", "a".repeat(100_000), ChatParts.NONE.whole()),
        Arguments.of("", word, ChatParts.NONE),
        Arguments.of("", letter.repeat(100), ChatParts.NONE));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void aReplyWithoutEndIsEndedAndNotGoneOnWith(String first, String again, ChatParts parts)
      throws IOException {
    ScriptedServer.Script endless =
        out -> {
          ScriptedServer.write(out, HEAD + first);
          // As much as no client should take; a client that goes away ends it by an exception.
          for (long sent = 0; sent < 200_000_000; sent += again.length()) {
            ScriptedServer.write(out, again);
          }
        };
    try (ScriptedServer server = new ScriptedServer(endless);
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException.NoCompletion e =
          assertThrows(SynthesisException.NoCompletion.class, () -> wire.ask(parts));
      assertTrue(wire.failureOf(0).startsWith("ENDLESS: "), wire.failureOf(0));
      assertEquals(1, server.requests.size());
      assertNull(wire.ledger.ends.getFirst().costUsd());
      assertTrue(e.received().length() < 1_000_000, "" + e.received().length());
    }
  }

  @Test
  void aToolThatNobodyOfferedIsNotedAndNotCalled() throws IOException {
    String call =
        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\","
            + "\"type\":\"function\",\"function\":{\"name\":\"rm\",\"arguments\":\"{}\"}}]}}]}";
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.stream(
                    call, ScriptedServer.finishWithUsage("tool_calls", USAGE), DONE));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask();
      assertEquals(List.of(), completion.toolCalls());
      assertEquals(Finish.STOP, completion.finish());
      assertEquals(
          "the model called a tool though none was offered: rm; the call is left out",
          completion.notes().getFirst());
      assertTrue(completion.notes().getLast().startsWith("no word of an answer came"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-llama-1b", "other/kimi-k2"})
  void anotherModelIsNoted(String model) throws IOException {
    String first = "{\"model\":\"" + model + "\"," + YES.substring(1);
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.stream(first, END, DONE));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals(
          "the reply says that another model wrote it: " + model + " in place of kimi-k3.1-pro",
          wire.ask().notes().getFirst());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kimi-k3.1-pro", "moonshotai/Kimi-K3.1-Pro-20261001", ""})
  void theSameModelByAnotherSpellingIsNot(String model) throws IOException {
    String first = "{\"model\":\"" + model + "\"," + YES.substring(1);
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.stream(first, END, DONE));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals(List.of(), wire.ask().notes());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205})
  void aSuccessWithoutContentIsNone(int status) throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.reply(status, "x/y", ""));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(e.hint().contains("base URL"), e.hint());
      assertEquals(2, server.requests.size());
      assertEquals(List.of(Outcome.UNKNOWN, Outcome.UNKNOWN), wire.ledger.outcomes());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 299})
  void anyStatusOfSuccessIsOne(int status) throws IOException {
    String whole =
        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Yes.\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":"
            + USAGE
            + "}";
    for (String body : List.of(events(YES, END, DONE), whole)) {
      try (ScriptedServer server =
              new ScriptedServer(ScriptedServer.reply(status, "application/json", body));
          Wire wire = new Wire(server.baseUrl())) {
        Completion completion = wire.ask();
        assertEquals("Yes.", completion.text());
        assertEquals(new Usage(10, 0, 0, 3), completion.usage());
        assertEquals(List.of(Outcome.REPLIED), wire.ledger.outcomes());
      }
    }
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.reply(status, "application/json", whole));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask(ChatParts.NONE.whole()).text());
    }
  }
}
