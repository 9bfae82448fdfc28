package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.ModelRules.Thinking;
import lectern.synthesize.Prompt;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.standin.Bill;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts as another's code reads them, refuses them and bills for them.
class PartsAgainstStandInTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Tool WEATHER =
      new Tool(
          "get_weather",
          "The weather of a city",
          "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}",
          true);

  private static final ModelCard K2 =
      named("kimi-k2.6", new ModelRules(Thinking.TOGGLE, true, true, true, true, false));

  private static ModelCard named(String id, ModelRules rules) {
    ModelCard card = Wire.card(rules);
    return new ModelCard(
        id,
        card.provider(),
        262_144,
        262_144,
        card.pricing(),
        rules,
        null,
        null,
        card.source(),
        card.asOf());
  }

  private static ChatRequest asking(ModelCard model, String question) {
    return new ChatRequest(
        new Prompt("Be exact.", "[d1#0] The rent is £42,000 a year.", question),
        model,
        4_000,
        Tier.SHORT,
        "everything",
        2_000);
  }

  private static void agree(StandIn standIn, Wire wire, Usage told) {
    Bill.Line billed = standIn.bill().total();
    assertEquals(
        new Usage(
            billed.promptTokens(),
            billed.cachedTokens(),
            billed.writtenTokens(),
            billed.completionTokens()),
        told);
    assertEquals(List.of(), wire.waits.slept);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void callsAToolAndGoesOnFromItsResult(boolean streamed) throws IOException {
    // K2 refuses tool calls that come back without their reasoning.
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS);
        Wire wire = new Wire(standIn.baseUrl())) {
      ChatRequest question = asking(K2, "The weather in which city?");
      ChatParts offered = ChatParts.NONE.offering(ToolChoice.AUTO, WEATHER);
      offered = streamed ? offered : offered.whole();
      Completion called = wire.ask(question, offered);
      assertEquals(Finish.TOOL_CALLS, called.finish());
      assertEquals(1, called.toolCalls().size());
      assertEquals("get_weather", called.toolCalls().getFirst().name());
      assertEquals(
          "The weather in which city?",
          JSON.readTree(called.toolCalls().getFirst().arguments()).path("city").asText());
      assertNotNull(called.reasoning());
      ChatParts answered =
          offered.after(
              Turn.Assistant.of(called),
              new Turn.ToolResult(called.toolCalls().getFirst().id(), "Rain in Port Merren"));
      Completion answer = wire.ask(question, answered);
      assertEquals(Finish.STOP, answer.finish());
      assertNotEquals("", answer.text());
      agree(standIn, wire, called.usage().plus(answer.usage()));
      assertEquals(List.of(Outcome.REPLIED, Outcome.REPLIED), wire.ledger.outcomes());
      // Both stand in the ledger, each for its own request.
      assertEquals(called.toolCalls(), wire.ask(question, offered).toolCalls());
      assertEquals(answer.text(), wire.ask(question, answered).text());
      assertEquals(2, standIn.bill().total().requests());
    }
  }

  @Test
  void k3MayBeMadeToCallSomeTool() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS);
        Wire wire = new Wire(standIn.baseUrl())) {
      Completion called =
          wire.ask(
              asking(Wire.k3(), "What is the rent?"),
              ChatParts.NONE.offering(ToolChoice.REQUIRED, WEATHER));
      assertEquals("get_weather", called.toolCalls().getFirst().name());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersInTheFormThatIsAskedFor(boolean streamed) throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS);
        Wire wire = new Wire(standIn.baseUrl())) {
      String schema =
          "{\"type\":\"object\",\"properties\":{\"rent\":{\"type\":\"string\"},\"sure\":{\"type\":\"boolean\"}},\"required\":[\"rent\"]}";
      ChatParts parts = ChatParts.NONE.as(new ReplyFormat.Schema("rent", schema, true));
      ChatParts json = ChatParts.NONE.as(ReplyFormat.JSON);
      Completion ofSchema =
          wire.ask(asking(Wire.k3(), "What is the rent?"), streamed ? parts : parts.whole());
      assertEquals(true, JSON.readTree(ofSchema.text()).path("sure").asBoolean());
      Completion ofJson =
          wire.ask(asking(Wire.k3(), "What is the rent?"), streamed ? json : json.whole());
      assertEquals(true, JSON.readTree(ofJson.text()).has("answer"));
      agree(standIn, wire, ofSchema.usage().plus(ofJson.usage()));
    }
  }

  @Test
  void aPictureIsSeenAndBilled() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS);
        Wire wire = new Wire(standIn.baseUrl())) {
      ChatRequest question = asking(Wire.k3(), "What is the rent?");
      Completion plain = wire.ask(question);
      Completion seeing =
          wire.ask(
              question, ChatParts.NONE.seeing(Media.Picture.of("image/png", new byte[] {1, 2, 3})));
      // The stand-in counts 1,024 tokens for a picture.
      assertEquals(plain.usage().promptTokens() + 1_024, seeing.usage().promptTokens());
      agree(standIn, wire, plain.usage().plus(seeing.usage()));
    }
  }
}
