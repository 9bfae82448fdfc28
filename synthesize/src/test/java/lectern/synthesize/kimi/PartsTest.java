package lectern.synthesize.kimi;

import static lectern.synthesize.kimi.ScriptedServer.content;
import static lectern.synthesize.kimi.ScriptedServer.finish;
import static lectern.synthesize.kimi.ScriptedServer.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.ModelRules.Thinking;
import lectern.synthesize.Provider;
import lectern.synthesize.Provider.CachedTokens;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ScriptedServer.Script YES = stream(content("{}"), finish("stop"), "[DONE]");
  private static final Tool TODAY = new Tool("today", "Tells the day", "{}", true);
  private static final ToolCall CALL = new ToolCall("today:0", "today", "{}");
  private static final Turn CALLED = new Turn.Assistant("", "Hm.", List.of(CALL));

  /// What goes out for parts, as JSON.
  private static JsonNode sent(ModelCard model, ChatParts parts) throws IOException {
    try (ScriptedServer server = new ScriptedServer(YES);
        Wire wire = new Wire(server.baseUrl())) {
      wire.ask(model, parts);
      return JSON.readTree(server.requests.getFirst());
    }
  }

  /// Why nothing goes out for parts.
  private static SynthesisException.NoCompletion refused(
      Provider provider, ModelCard model, KimiOptions options, ChatParts parts) {
    try (ScriptedServer server = new ScriptedServer(YES);
        Wire wire =
            new Wire(new Endpoint(provider, server.baseUrl(), Wire.KEY), Wire.QUICK, options)) {
      var refused =
          assertThrows(SynthesisException.NoCompletion.class, () -> wire.ask(model, parts));
      assertEquals(List.of(), server.requests);
      assertEquals(List.of(), wire.ledger.calls);
      return refused;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SynthesisException.NoCompletion refused(ModelCard model, ChatParts parts) {
    return refused(Wire.moonshot(), model, KimiOptions.DEFAULTS, parts);
  }

  /// A provider that takes any schema and any name.
  private static Provider elsewhere() {
    Provider moonshot = Wire.moonshot();
    return new Provider(
        "elsewhere",
        moonshot.baseUrl(),
        moonshot.keyVariables(),
        new Provider.Quirks(
            "reasoning", CachedTokens.DETAILS, false, false, false, "max_tokens", false, false),
        null,
        moonshot.source(),
        moonshot.asOf());
  }

  @Test
  void picturesAndVideosStandBehindTheEvidenceAndBeforeTheQuestion() throws IOException {
    byte[] bytes = "not really a picture".getBytes(StandardCharsets.UTF_8);
    JsonNode messages =
        sent(
                Wire.k3(),
                ChatParts.NONE.seeing(
                    Media.Picture.of("image/png", bytes),
                    new Media.Picture("https://example.org/a b?c=%C3%A9", Media.Detail.HIGH),
                    new Media.Video("ms://file-1"),
                    Media.Video.of("video/mp4", bytes)))
            .path("messages");
    assertEquals("\"Be exact.\"", messages.path(0).path("content").toString());
    assertEquals(
        JSON.readTree(
            """
            [{"type":"text","text":"[d1#0] The rent is £42,000."},
             {"type":"image_url","image_url":{"url":"data:image/png;base64,bm90IHJlYWxseSBhIHBpY3R1cmU="}},
             {"type":"image_url","image_url":{"url":"https://example.org/a b?c=%C3%A9","detail":"high"}},
             {"type":"video_url","video_url":{"url":"ms://file-1"}},
             {"type":"video_url","video_url":{"url":"data:video/mp4;base64,bm90IHJlYWxseSBhIHBpY3R1cmU="}}]"""),
        messages.path(1).path("content"));
    assertEquals("\"What is the rent?\"", messages.path(2).path("content").toString());
    assertEquals(3, messages.size());
  }

  @Test
  void aModelThatCannotSeeIsShownNothing() {
    ModelCard blind = Wire.card(new ModelRules(Thinking.EFFORT, true, true, false, false, true));
    var picture =
        refused(blind, ChatParts.NONE.seeing(new Media.Picture("https://example.org/", null)));
    assertEquals(
        "nothing was sent: the row of moonshot/kimi-k3.1-pro does not say that it sees pictures",
        picture.getMessage());
    assertTrue(picture.hint().contains("images = true"), picture.hint());
    assertTrue(picture.elsewhere());
    ModelCard still = Wire.card(new ModelRules(Thinking.EFFORT, true, true, true, false, true));
    assertTrue(
        refused(still, ChatParts.NONE.seeing(new Media.Video("ms://f")))
            .hint()
            .contains("video = true"));
  }

  @Test
  void aPictureIsNotMadeOfText() {
    assertThrows(
        IllegalArgumentException.class, () -> Media.Picture.of("text/plain", new byte[] {1}));
  }

  @Test
  void asksForJsonAndForJsonOfASchema() throws IOException {
    assertEquals(
        "{\"type\":\"json_object\"}",
        sent(Wire.k3(), ChatParts.NONE.as(ReplyFormat.JSON)).path("response_format").toString());
    String schema =
        "{\"type\":\"object\",\"properties\":{\"z\":{\"type\":\"string\"},\"a\":{\"type\":\"number\"}},\"required\":[\"z\"]}";
    assertEquals(
        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"rent\",\"strict\":true,\"schema\":"
            + schema
            + "}}",
        sent(Wire.k3(), ChatParts.NONE.as(new ReplyFormat.Schema("rent", schema, true)))
            .path("response_format")
            .toString());
    assertTrue(sent(Wire.k3(), ChatParts.NONE).path("response_format").isMissingNode());
  }

  @Test
  void aSchemaThatMoonshotRefusesIsRefusedHereByKeywordAndPlace() {
    String titled =
        "{\"type\":\"object\",\"properties\":{\"a/b\":{\"type\":\"string\",\"title\":\"A\"}}}";
    var reply = refused(Wire.k3(), ChatParts.NONE.as(new ReplyFormat.Schema("rent", titled, true)));
    assertEquals(
        "nothing was sent: the schema \"rent\" of the reply is none that Moonshot takes: \"title\" at"
            + " /properties/a~1b/title is not supported",
        reply.getMessage());
    var tool =
        refused(
            Wire.k3(),
            ChatParts.NONE.offering(ToolChoice.AUTO, new Tool("today", "", titled, true)));
    assertTrue(
        String.valueOf(tool.getMessage()).contains("the schema of the tool \"today\" is none"),
        tool.getMessage());
  }

  @Test
  void whatIsNotStrictAndOtherProvidersTakeAnySchemaAndName() throws IOException {
    String titled = "{\"title\":\"A\",\"type\":\"object\"}";
    assertEquals(
        titled,
        sent(Wire.k3(), ChatParts.NONE.as(new ReplyFormat.Schema("rent", titled, false)))
            .at("/response_format/json_schema/schema")
            .toString());
    try (ScriptedServer server = new ScriptedServer(YES);
        Wire wire =
            new Wire(
                new Endpoint(elsewhere(), server.baseUrl(), Wire.KEY),
                Wire.QUICK,
                KimiOptions.DEFAULTS)) {
      wire.ask(
          ChatParts.NONE
              .as(new ReplyFormat.Schema("rent", titled, true))
              .offering(new ToolChoice.Named("a.b"), new Tool("a.b", "", titled, true))
              .after(CALLED, new Turn.ToolResult("today:0", "Sunday")));
      JsonNode body = JSON.readTree(server.requests.getFirst());
      assertEquals(titled, body.at("/tools/0/function/parameters").toString());
      assertEquals("Hm.", body.at("/messages/3/reasoning").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "", "true", "{} {}", "{\"type\":\"object\",\"type\":\"null\"}"})
  void aSchemaThatIsNoObjectIsTold(String schema) {
    var told =
        refused(
            elsewhere(),
            Wire.k3(),
            KimiOptions.DEFAULTS,
            ChatParts.NONE.as(new ReplyFormat.Schema("rent", schema, false)));
    assertTrue(String.valueOf(told.getMessage()).contains("\"rent\" of the reply is not"));
  }

  @ParameterizedTest
  @CsvSource({
    "EFFORT,,named,true",
    "EFFORT,,required,false",
    "ALWAYS,,required,true",
    "TOGGLE,,required,true",
    "TOGGLE,true,named,true",
    "TOGGLE,false,required,false",
    "TOGGLE,false,named,false",
  })
  void whatThinksIsForcedToNoToolThatItRefuses(
      Thinking thinking, Boolean thinks, String choice, boolean refuses) throws IOException {
    ModelCard model =
        Wire.card(new ModelRules(thinking, true, true, true, true, thinking == Thinking.EFFORT));
    KimiOptions options =
        new KimiOptions(
            "low", thinks, KimiOptions.DEFAULTS.ttl(), KimiOptions.DEFAULTS.extraBody());
    ChatParts parts =
        ChatParts.NONE.offering(
            choice.equals("named") ? new ToolChoice.Named("today") : ToolChoice.REQUIRED, TODAY);
    if (refuses) {
      String why = String.valueOf(refused(Wire.moonshot(), model, options, parts).getMessage());
      assertTrue(why.contains("while it thinks"), why);
    } else {
      try (ScriptedServer server = new ScriptedServer(YES);
          Wire wire =
              new Wire(
                  new Endpoint(Wire.moonshot(), server.baseUrl(), Wire.KEY), Wire.QUICK, options)) {
        wire.ask(model, parts);
        assertEquals(List.of(Outcome.REPLIED), wire.ledger.outcomes());
      }
    }
  }

  private static String why(ChatParts parts) {
    return String.valueOf(refused(Wire.k3(), parts).getMessage());
  }

  @Test
  void choicesAndTurnsThatDoNotFitAreTold() {
    assertTrue(why(ChatParts.NONE.offering(ToolChoice.REQUIRED)).contains("no tool is offered"));
    assertTrue(
        why(ChatParts.NONE.offering(new ToolChoice.Named("tomorrow"), TODAY))
            .contains("\"tomorrow\" is chosen and not offered"));
    assertTrue(
        why(ChatParts.NONE.offering(ToolChoice.AUTO, new Tool("9to5", "", "{}", true)))
            .contains("the name of the tool \"9to5\""));
    ChatParts offering = ChatParts.NONE.offering(ToolChoice.AUTO, TODAY);
    assertTrue(why(offering.after(CALLED)).contains("no result follows the tool call \"today:0\""));
    assertTrue(
        why(offering.after(CALLED, new Turn.ToolResult("today:1", "")))
            .contains("\"today:1\" follows no such call"));
    assertTrue(
        why(offering.after(
                CALLED,
                new Turn.Assistant("Well.", null, List.of()),
                new Turn.ToolResult("today:0", "late")))
            .contains("no result follows the tool call \"today:0\""));
    assertTrue(why(offering.after(new Turn.Assistant("", null, List.of()))).contains("is empty"));
  }
}
