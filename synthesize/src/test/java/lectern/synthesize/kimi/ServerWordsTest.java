package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Servers that repeat what they were sent: neither key nor document is printed or written down.
class ServerWordsTest {
  private static final String ECHO = "Authorization: Bearer " + Wire.KEY;

  static Stream<Arguments> echoes() {
    String echoed = "{\"headers\":\"" + ECHO + "\"}";
    return Stream.of(
        Arguments.of(ScriptedServer.reply(200, "application/json", echoed), ChatParts.NONE),
        Arguments.of(ScriptedServer.reply(200, "application/json", echoed), ChatParts.NONE.whole()),
        Arguments.of(ScriptedServer.stream("no JSON: " + ECHO), ChatParts.NONE),
        Arguments.of(
            ScriptedServer.stream("{\"error\":{\"message\":\"" + ECHO + "\"}}"), ChatParts.NONE),
        Arguments.of(ScriptedServer.reply(400, "text/plain", ECHO), ChatParts.NONE),
        // Where the 300 characters that are said end amid the key.
        Arguments.of(
            ScriptedServer.reply(400, "text/plain", "x".repeat(290) + Wire.KEY), ChatParts.NONE),
        Arguments.of(
            (ScriptedServer.Script) out -> ScriptedServer.write(out, ECHO + "\r\n\r\n"),
            ChatParts.NONE));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void theKeyIsNeitherSaidNorWrittenDown(ScriptedServer.Script echo, ChatParts parts)
      throws IOException {
    try (ScriptedServer server = new ScriptedServer(echo);
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.class, () -> wire.ask(parts));
      String said = e + e.hint() + wire.told + wire.ledger.ends;
      assertFalse(said.contains(Wire.KEY.substring(0, 9)), said);
    }
  }

  @Test
  void theKeyIsTakenOutOfTraceIdAndAnswer() throws IOException {
    ScriptedServer.Script echo =
        out ->
            ScriptedServer.write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
                    + "x-trace-id: "
                    + Wire.KEY
                    + "\r\n\r\ndata: "
                    + ScriptedServer.content("It is sk-secret")
                    + "\n\ndata: "
                    + ScriptedServer.content("-of-the-test.")
                    + "\n\ndata: "
                    + ScriptedServer.finish("stop")
                    + "\n\ndata: [DONE]\n\n");
    try (ScriptedServer server = new ScriptedServer(echo);
        Wire wire = new Wire(server.baseUrl())) {
      assertEquals("It is [key].", wire.ask().text());
      assertEquals("[key]", wire.ledger.ends.getFirst().traceId());
      assertFalse(("" + wire.ledger.ends).contains(Wire.KEY));
    }
  }

  @Test
  void whatStandsInTheEvidenceIsLeftOut() {
    String evidence = "[d1#0] The rent is forty-two thousand pounds a year.\nIt is paid quarterly.";
    ServerWords words = new ServerWords(null, evidence);
    assertEquals(
        "bad input: [evidence] (too odd)",
        words.line("bad input: The rent is forty-two thousand pounds a year.\nIt is (too odd)"));
    assertEquals("The rent is too high.", words.line("The rent is too high."));
  }

  /// Servers that check a request's shape repeat its body as JSON within a text.
  @Test
  void norWhatIsRepeatedInPieces() {
    String evidence =
        """
        [d1#0] The rent is forty-two thousand pounds a year.

        Dated 26 February 2024

        “Due” means the first of each month, or the day after a “feast”.
        """;
    ServerWords words = new ServerWords(null, evidence);
    String json = evidence.replace("\n", "\\n").replace("“", "\\u201c").replace("”", "\\u201d");
    assertEquals("bad: [evidence] !", words.line("bad: " + json + "!"));
    assertEquals("bad: [evidence] !", words.line("bad: " + json.replace("\\", "\\\\") + "!"));
    assertEquals(
        "bad: [evidence] !",
        words.line("bad: " + evidence.replace("Dated", "-- Dated").replace("“Due", "?Due") + "!"));
    // What the server says of it between is long enough to be its own.
    assertEquals(
        "[evidence] is far too much to be paid for a mill, and [evidence]",
        words.line(
            "The rent is forty-two thousand is far too much to be paid for a mill, and the first of"
                + " each month, or the day"));
    assertEquals("in C:\\new", ServerWords.to(null).line("in C:\\new"));
  }

  @Test
  void aRefusalRepeatsNoDocument() throws IOException {
    String evidence = Wire.request(Wire.k3()).prompt().evidence();
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.refusal(400, "x", "cannot read: " + evidence + "!"));
        Wire wire = new Wire(server.baseUrl())) {
      SynthesisException e = assertThrows(SynthesisException.class, wire::ask);
      assertTrue(("" + e.getMessage()).contains("cannot read: [evidence]"), e.getMessage());
      assertFalse(wire.failureOf(0).contains("The rent is"), wire.failureOf(0));
    }
  }

  @Test
  void aKeyOfALetterSpoilsNoMessage() {
    assertEquals("max RPM: 3", ServerWords.to("x").line("max RPM: 3"));
  }
}
