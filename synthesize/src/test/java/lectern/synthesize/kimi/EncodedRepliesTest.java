package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ListedModel;
import lectern.synthesize.ModelListing;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Replies that are compressed though nobody asked for it are read like any other, and no larger.
class EncodedRepliesTest {
  private static final String END =
      ScriptedServer.finishWithUsage("stop", "{\"prompt_tokens\":10,\"completion_tokens\":3}");
  private static final String STREAM =
      "data: " + ScriptedServer.content("Yes.") + "\n\ndata: " + END + "\n\ndata: [DONE]\n\n";
  private static final String WHOLE =
      "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Yes.\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":3}}";

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(String text, boolean headless) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, headless);
        OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] plain(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ScriptedServer.Script reply(int status, String encoding, byte[] body) {
    return out -> {
      ScriptedServer.write(
          out, "HTTP/1.1 " + status + " X\r\nConnection: close\r\n" + encoding + "\r\n");
      out.write(body);
    };
  }

  private static String named(String encoding) {
    return "Content-Encoding: " + encoding + "\r\n";
  }

  static Stream<Arguments> encoded() throws IOException {
    return Stream.of(
        Arguments.of(named("gzip"), gzip(STREAM), gzip(WHOLE)),
        Arguments.of(named("X-GZip"), gzip(STREAM), gzip(WHOLE)),
        Arguments.of(named("identity") + named("gzip"), gzip(STREAM), gzip(WHOLE)),
        Arguments.of(named("deflate"), deflate(STREAM, false), deflate(WHOLE, false)),
        Arguments.of(named("deflate"), deflate(STREAM, true), deflate(WHOLE, true)),
        // Said, and not done.
        Arguments.of(named("gzip"), plain(STREAM), plain(WHOLE)),
        Arguments.of(named("identity"), plain(STREAM), plain(WHOLE)));
  }

  @ParameterizedTest
  @MethodSource("encoded")
  void isReadAsIfItWereNot(String encoding, byte[] stream, byte[] whole) throws IOException {
    for (byte[] body : List.of(stream, whole)) {
      try (ScriptedServer server = new ScriptedServer(reply(200, encoding, body));
          Wire wire = new Wire(server.baseUrl())) {
        assertEquals("Yes.", wire.ask().text());
        assertEquals(List.of(Outcome.REPLIED), wire.ledger.outcomes());
      }
    }
    try (ScriptedServer server = new ScriptedServer(reply(200, encoding, whole));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals(new Usage(10, 0, 0, 3), wire.ask(ChatParts.NONE.whole()).usage());
    }
  }

  @Test
  void aTokenIsReadWhenItComes() throws IOException {
    CountDownLatch writes = new CountDownLatch(1);
    CallProgress progress =
        new CallProgress() {
          @Override
          public void note(String why) {}

          @Override
          public void writes() {
            writes.countDown();
          }
        };
    ScriptedServer.Script slow =
        out -> {
          ScriptedServer.write(
              out, "HTTP/1.1 200 X\r\nConnection: close\r\n" + named("gzip") + "\r\n");
          try (GZIPOutputStream packed = new GZIPOutputStream(out, true)) {
            ScriptedServer.event(packed, ScriptedServer.content("Yes."));
            // The rest comes once somebody has read so far.
            if (writes.await(1, TimeUnit.MINUTES)) {
              ScriptedServer.event(packed, END);
              ScriptedServer.event(packed, "[DONE]");
            }
          }
        };
    RecordingLedger ledger = new RecordingLedger();
    try (ScriptedServer server = new ScriptedServer(slow);
        KimiClient client =
            Clients.of(server.baseUrl(), ledger, Map.of(), InstantSource.system(), progress)) {
      assertEquals("Yes.", client.complete(Wire.request(Wire.k3())).text());
      assertEquals(List.of(Outcome.REPLIED), ledger.outcomes());
    }
  }

  @Test
  void aRefusalIsReadToo() throws IOException {
    String refusal =
        "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no such thing\"}}";
    try (ScriptedServer server = new ScriptedServer(reply(400, named("gzip"), gzip(refusal)));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(("" + e.getMessage()).endsWith(": 400, no such thing"), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip, br", "zstd"})
  void anotherEncodingIsNamedAndNotAskedForAgain(String encoding) throws IOException {
    try (ScriptedServer server = new ScriptedServer(reply(200, named(encoding), plain("\u001b")));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.NoCompletion.class, wire::ask);
      assertTrue(
          ("" + e.getMessage()).contains("which was not asked for: " + encoding), e.getMessage());
      assertEquals(1, server.requests.size());
      assertEquals(List.of(Outcome.UNKNOWN), wire.ledger.outcomes());
    }
  }

  static Stream<Arguments> bombs() throws IOException {
    String bytes = "a".repeat(16 << 20);
    String words = "data: " + ScriptedServer.content("word ".repeat(20_000)) + "\n\n";
    return Stream.of(
        Arguments.of(gzip("data: {\"x\":\"" + bytes), ChatParts.NONE),
        Arguments.of(gzip("{\"choices\":[\"" + bytes), ChatParts.NONE),
        Arguments.of(gzip("{\"choices\":[\"" + bytes), ChatParts.NONE.whole()),
        Arguments.of(gzip(words.repeat(100)), ChatParts.NONE),
        // Of each line nothing is kept.
        Arguments.of(gzip("\n".repeat(16 << 20)), ChatParts.NONE),
        Arguments.of(gzip(": hello\n\n".repeat(2 << 20)), ChatParts.NONE),
        Arguments.of(gzip("data: {}\n\n".repeat(2 << 20)), ChatParts.NONE));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void whatIsLargeOnceItIsUnpackedEndsAsWhatIsLargeOnTheWire(byte[] bomb, ChatParts parts)
      throws IOException {
    assertTrue(bomb.length < 100_000, "" + bomb.length);
    try (ScriptedServer server = new ScriptedServer(reply(200, named("gzip"), bomb));
        Wire wire = new Wire(server.baseUrl())) {
      assertThrows(SynthesisException.NoCompletion.class, () -> wire.ask(parts));
      assertTrue(wire.failureOf(0).startsWith("ENDLESS: "), wire.failureOf(0));
      assertEquals(1, server.requests.size());
      assertNull(wire.ledger.ends.getFirst().costUsd());
    }
  }

  @Test
  void whatIsNotOfItsEncodingIsAskedForOnceMore() throws IOException {
    byte[] broken = gzip(STREAM);
    Arrays.fill(broken, 10, broken.length, (byte) 0xFF);
    for (ChatParts parts : List.of(ChatParts.NONE, ChatParts.NONE.whole())) {
      try (ScriptedServer server =
              new ScriptedServer(
                  reply(200, named("gzip"), broken), reply(200, named("gzip"), gzip(WHOLE)));
          Wire wire = new Wire(server.baseUrl())) {
        assertEquals("Yes.", wire.ask(parts).text());
        assertEquals(List.of(Outcome.UNKNOWN, Outcome.REPLIED), wire.ledger.outcomes());
        assertTrue(
            wire.failureOf(0).startsWith("NOT_UNDERSTOOD: the reply is not encoded as it says"),
            wire.failureOf(0));
      }
    }
  }

  @Test
  void whatBreaksOffIsGoneOnWith() throws IOException {
    ScriptedServer.Script half =
        out -> {
          ScriptedServer.write(
              out, "HTTP/1.1 200 X\r\nConnection: close\r\n" + named("gzip") + "\r\n");
          GZIPOutputStream packed = new GZIPOutputStream(out, true);
          ScriptedServer.event(packed, ScriptedServer.content("Ye"));
        };
    String rest = STREAM.replace("Yes.", "s.");
    try (ScriptedServer server = new ScriptedServer(half, reply(200, named("gzip"), gzip(rest)));
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("Yes.", wire.ask().text());
      assertEquals(List.of(Outcome.TRUNCATED, Outcome.REPLIED), wire.ledger.outcomes());
    }
  }

  private static ModelListing listing(int status, String encoding, byte[] body) throws IOException {
    try (ScriptedServer server = new ScriptedServer(reply(status, encoding, body))) {
      return new ModelLister(
              new EnvironmentProxy(Map.of()), Duration.ofMinutes(1), InstantSource.system())
          .list(new Endpoint(Wire.moonshot(), server.baseUrl(), Wire.KEY));
    }
  }

  @Test
  void aListOfModelsIsReadToo() throws IOException {
    byte[] list = gzip("{\"data\":[{\"id\":\"kimi-k3\"}]}");
    var listed = (ModelListing.Listed) listing(200, named("gzip"), list);
    assertEquals(List.of("kimi-k3"), listed.models().stream().map(ListedModel::id).toList());
    assertEquals(
        listed.models(), ((ModelListing.Listed) listing(203, named("gzip"), list)).models());
  }

  static Stream<Arguments> unreadLists() throws IOException {
    return Stream.of(
        Arguments.of(200, named("br"), plain("x"), "not asked for: br", "which server"),
        Arguments.of(
            200, named("gzip"), gzip("a".repeat(17 << 20)), "16777216 bytes", "which server"),
        Arguments.of(200, "", plain("a".repeat(17 << 20)), "16777216 bytes", "which server"),
        Arguments.of(200, named("gzip"), new byte[] {0x1F, (byte) 0x8B, 0}, "not encoded", "/v1"),
        Arguments.of(401, named("br"), plain("x"), "401, no reason given", "the key of"));
  }

  @ParameterizedTest
  @MethodSource("unreadLists")
  void ofAListNobodyIsToldThatItIsBilled(
      int status, String encoding, byte[] body, String message, String hint) throws IOException {
    var failed = (ModelListing.Failed) listing(status, encoding, body);
    assertTrue(failed.message().contains(message), failed.message());
    assertTrue(failed.hint().contains(hint), failed.hint());
    assertFalse(failed.hint().contains("costs"), failed.hint());
  }
}
