package lectern.synthesize.kimi;

import static lectern.synthesize.kimi.ScriptedServer.content;
import static lectern.synthesize.kimi.ScriptedServer.finish;
import static lectern.synthesize.kimi.ScriptedServer.finishWithUsage;
import static lectern.synthesize.kimi.ScriptedServer.reasoning;
import static lectern.synthesize.kimi.ScriptedServer.reply;
import static lectern.synthesize.kimi.ScriptedServer.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.Completion;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.ModelRules;
import lectern.synthesize.ModelRules.Thinking;
import lectern.synthesize.ToolCall;
import lectern.synthesize.Usage;
import org.junit.jupiter.api.Test;

class ToolsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String USAGE =
      "{\"prompt_tokens\":2048,\"completion_tokens\":30,\"cached_tokens\":1792}";

  /// `from` may be left out: LangChain4j would make it required.
  private static final Tool SEARCH =
      new Tool(
          "search_clauses",
          "Finds clauses",
          """
          {"type":"object","properties":{
            "words":{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/$defs/word"}}]},
            "from":{"type":"string","pattern":"^d[0-9]+$","default":"d1"}},
           "required":["words"],"additionalProperties":false,
           "$defs":{"word":{"type":"string","minLength":2}}}""",
          true);

  private static final Tool DATE =
      new Tool("today", "Tells the day", "{\"type\":\"object\",\"properties\":{}}", false);

  private static final ChatParts TOOLS = ChatParts.NONE.offering(ToolChoice.AUTO, SEARCH, DATE);

  private static final ToolCall FOUND =
      new ToolCall("search_clauses:0", "search_clauses", "{\"words\":\"rent, £\"}");

  private static final ToolCall TOLD = new ToolCall("today:1", "today", "{}");

  private static String piece(String calls) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + calls + "]}}]}";
  }

  private static String opening(int index, ToolCall call) {
    return "{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"\"}}"
        .formatted(index, call.id(), call.name());
  }

  private static String arguments(int index, String text) {
    return "{\"index\":%d,\"function\":{\"arguments\":%s}}"
        .formatted(index, JSON.valueToTree(text).toString());
  }

  private static final ScriptedServer.Script CALLING =
      stream(
          reasoning("The rent is "),
          reasoning(" "),
          reasoning("\\nin a clause."),
          piece(opening(0, FOUND)),
          piece(arguments(0, "{\"words\":\"re")),
          piece(arguments(0, "nt, £\"}")),
          piece(opening(1, TOLD)),
          piece(arguments(1, "{}")),
          finishWithUsage("tool_calls", USAGE),
          "[DONE]");

  private static final ScriptedServer.Script ANSWER =
      stream(
          reasoning("Found."), content("It is £42,000."), finishWithUsage("stop", USAGE), "[DONE]");

  private static JsonNode body(ScriptedServer server, int request) throws IOException {
    return JSON.readTree(server.requests.get(request));
  }

  @Test
  void offersToolsToTheLetter() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ANSWER);
        Wire wire = new Wire(server.baseUrl())) {
      wire.ask(TOOLS);
      String sent = server.requests.getFirst();
      String search =
          "{\"type\":\"function\",\"function\":{\"name\":\"search_clauses\",\"description\":\"Finds"
              + " clauses\",\"strict\":true,\"parameters\":"
              + JSON.readTree(SEARCH.parameters())
              + "}}";
      String date =
          "{\"type\":\"function\",\"function\":{\"name\":\"today\",\"description\":\"Tells the"
              + " day\",\"strict\":false,\"parameters\":{\"type\":\"object\",\"properties\":{}}}}";
      assertTrue(sent.contains("\"tools\":[" + search + "," + date + "]"), sent);
      assertTrue(sent.contains("\"tool_choice\":\"auto\""), sent);
    }
  }

  @Test
  void sendsEveryChoice() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ANSWER);
        Wire wire = new Wire(server.baseUrl())) {
      wire.ask(ChatParts.NONE.offering(ToolChoice.NONE, DATE));
      wire.ask(ChatParts.NONE.offering(ToolChoice.REQUIRED, DATE));
      wire.ask(
          Wire.card(new ModelRules(Thinking.NONE, true, true, true, true, true)),
          ChatParts.NONE.offering(new ToolChoice.Named("today"), DATE));
      wire.ask();
      assertEquals("\"none\"", body(server, 0).path("tool_choice").toString());
      assertEquals("\"required\"", body(server, 1).path("tool_choice").toString());
      assertEquals(
          "{\"type\":\"function\",\"function\":{\"name\":\"today\"}}",
          body(server, 2).path("tool_choice").toString());
      assertTrue(body(server, 3).path("tool_choice").isMissingNode());
      assertTrue(body(server, 3).path("tools").isMissingNode());
    }
  }

  @Test
  void callsInPiecesAreAReplyAndNoFailure() throws IOException {
    try (ScriptedServer server = new ScriptedServer(CALLING);
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask(TOOLS);
      assertEquals(List.of(FOUND, TOLD), completion.toolCalls());
      assertEquals(Finish.TOOL_CALLS, completion.finish());
      assertEquals("", completion.text());
      assertEquals("The rent is  \nin a clause.", completion.reasoning());
      assertEquals(List.of(), completion.notes());
      assertEquals(new Usage(2_048, 1_792, 256, 30), completion.usage());
      assertEquals(0, new BigDecimal("0.0011704").compareTo(completion.costUsd()));
      assertEquals(List.of(Outcome.REPLIED), wire.ledger.outcomes());
      assertTrue(wire.ledger.ends.getFirst().firstToken() != null);
    }
  }

  @Test
  void callsThatStandInTheLedgerAreGivenBackUnpaid() throws IOException {
    try (ScriptedServer server = new ScriptedServer(CALLING);
        Wire wire = new Wire(server.baseUrl())) {
      Completion first = wire.ask(TOOLS);
      Completion again = wire.ask(TOOLS);
      assertEquals(first.toolCalls(), again.toolCalls());
      assertEquals(Finish.TOOL_CALLS, again.finish());
      assertEquals(first.reasoning(), again.reasoning());
      assertEquals(BigDecimal.ZERO, again.costUsd());
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void severalCallsInOneEventAreAllThere() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                stream(
                    content("Wait. "),
                    piece(opening(0, FOUND) + "," + opening(1, TOLD)),
                    piece(arguments(0, FOUND.arguments()) + "," + arguments(1, "{}")),
                    finish("tool_calls"),
                    "[DONE]"));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask(TOOLS);
      assertEquals(List.of(FOUND, TOLD), completion.toolCalls());
      assertEquals("Wait. ", completion.text());
    }
  }

  @Test
  void readsCallsOfHostsThatNumberNoneAndRepeatTheirIds() throws IOException {
    String whole =
        "{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"today\",\"arguments\":\"{}\"}}";
    try (ScriptedServer server =
            new ScriptedServer(
                stream(
                    piece(whole + "," + whole.replace("\"a\"", "\"b\"")), finish("stop"), "[DONE]"),
                stream(
                    piece(opening(0, TOLD)),
                    piece(
                        "{\"index\":0,\"id\":\"today:1\",\"function\":{\"name\":null,\"arguments\":\"{}\"}}"),
                    finish("tool_calls"),
                    "[DONE]"));
        Wire wire = new Wire(server.baseUrl())) {
      Completion unnumbered = wire.ask(TOOLS);
      assertEquals(
          List.of(new ToolCall("a", "today", "{}"), new ToolCall("b", "today", "{}")),
          unnumbered.toolCalls());
      // They say that it stopped.
      assertEquals(Finish.TOOL_CALLS, unnumbered.finish());
      assertEquals(
          List.of(TOLD), wire.ask(ChatParts.NONE.offering(ToolChoice.REQUIRED, DATE)).toolCalls());
    }
  }

  @Test
  void readsCallsOfAReplyInOnePiece() throws IOException {
    String message =
        "{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"Hm.\",\"tool_calls\":["
            + opening(0, FOUND)
                .replace(
                    "\"arguments\":\"\"", "\"arguments\":" + JSON.valueToTree(FOUND.arguments()))
            + ","
            + opening(1, TOLD).replace("\"arguments\":\"\"", "\"arguments\":\"{}\"")
            + "]}";
    try (ScriptedServer server =
            new ScriptedServer(
                reply(
                    200,
                    "application/json",
                    "{\"choices\":[{\"index\":0,\"message\":"
                        + message
                        + ",\"finish_reason\":\"tool_calls\"}],\"usage\":"
                        + USAGE
                        + "}"));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask(TOOLS.whole());
      assertEquals(List.of(FOUND, TOLD), completion.toolCalls());
      assertEquals(Finish.TOOL_CALLS, completion.finish());
      assertEquals("", completion.text());
      assertEquals("Hm.", completion.reasoning());
      // Streamed, it is the same request.
      assertEquals(List.of(FOUND, TOLD), wire.ask(TOOLS).toolCalls());
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void callsThatTheTokensEndCutAreNone() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                stream(
                    piece(opening(0, FOUND)),
                    piece(arguments(0, "{\"wor")),
                    finishWithUsage("length", USAGE),
                    "[DONE]"));
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask(TOOLS);
      assertEquals(List.of(), completion.toolCalls());
      assertEquals(Finish.LENGTH, completion.finish());
    }
  }

  @Test
  void whatBreaksOffWithinACallIsAskedAnew() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                stream(content("Let me look. "), piece(opening(0, FOUND))), CALLING);
        Wire wire = new Wire(server.baseUrl())) {
      Completion completion = wire.ask(TOOLS);
      assertEquals(List.of(FOUND, TOLD), completion.toolCalls());
      assertEquals("", completion.text());
      assertEquals(server.requests.get(0), server.requests.get(1));
      assertEquals(List.of(Outcome.TRUNCATED, Outcome.REPLIED), wire.ledger.outcomes());
    }
  }

  @Test
  void goesOnFromResultsWithTheReasoningToTheLetter() throws IOException {
    try (ScriptedServer server = new ScriptedServer(CALLING, ANSWER);
        Wire wire = new Wire(server.baseUrl())) {
      Completion called = wire.ask(TOOLS);
      Completion completion =
          wire.ask(
              TOOLS.after(
                  Turn.Assistant.of(called),
                  new Turn.ToolResult(FOUND.id(), "[d1#0] The rent is £42,000."),
                  new Turn.ToolResult(TOLD.id(), "")));
      assertEquals("It is £42,000.", completion.text());
      JsonNode messages = body(server, 1).path("messages");
      assertEquals(
          List.of("system", "user", "user", "assistant", "tool", "tool"),
          messages.findValuesAsText("role"));
      assertEquals(
          JSON.readTree(
              """
              {"role":"assistant","content":null,"reasoning_content":"The rent is  \\nin a clause.",
               "tool_calls":[
                 {"id":"search_clauses:0","type":"function",
                  "function":{"name":"search_clauses","arguments":"{\\"words\\":\\"rent, £\\"}"}},
                 {"id":"today:1","type":"function","function":{"name":"today","arguments":"{}"}}]}"""),
          messages.path(3));
      assertEquals(
          JSON.readTree(
              """
              {"role":"tool","tool_call_id":"search_clauses:0","content":"[d1#0] The rent is £42,000."}"""),
          messages.path(4));
      // What came before is what was sent before, so that the cache finds it.
      for (int i = 0; i < 3; i++) {
        assertEquals(body(server, 0).path("messages").path(i), messages.path(i));
      }
    }
  }
}
