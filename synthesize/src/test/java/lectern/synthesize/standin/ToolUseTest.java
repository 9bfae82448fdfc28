package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolUseTest {
  private static final String TOOLS =
      ",'tools':[{'type':'function','function':{'name':'get_weather','description':'The weather of"
          + " a city','parameters':{'type':'object','properties':{'city':{'type':'string'},'days':"
          + "{'type':'integer'}},'required':['city']}}}]";

  private final Client client = Client.of(StandInSettings.DEFAULTS);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aToolThatTheQuestionSpeaksOfIsCalled() throws Exception {
    Client.Got got =
        client.chat(Client.asking("kimi-k3", TOOLS, "The weather in which city, 3 days?"));
    assertEquals("tool_calls", got.json().at("/choices/0/finish_reason").asText());
    JsonNode call = got.json().at("/choices/0/message/tool_calls/0");
    assertEquals("get_weather", call.at("/function/name").asText());
    JsonNode arguments = Client.JSON.readTree(call.at("/function/arguments").asText());
    assertEquals(3, arguments.path("days").asInt());
    assertTrue(call.path("id").asText().length() <= 64);
    assertTrue(got.json().at("/choices/0/message/content").isNull());
  }

  @Test
  void otherQuestionsAreAnsweredUnlessACallIsRequired() throws Exception {
    assertEquals(
        "stop",
        client
            .chat(Client.asking("kimi-k3", TOOLS, "What is the rent?"))
            .json()
            .at("/choices/0/finish_reason")
            .asText());
    assertEquals(
        "tool_calls",
        client
            .chat(Client.asking("kimi-k3", TOOLS + ",'tool_choice':'required'", "What rent?"))
            .json()
            .at("/choices/0/finish_reason")
            .asText());
    assertEquals(
        "stop",
        client
            .chat(Client.asking("kimi-k3", TOOLS + ",'tool_choice':'none'", "Weather of the city?"))
            .json()
            .at("/choices/0/finish_reason")
            .asText());
  }

  @Test
  void streamedCallsComeInPieces() throws Exception {
    Client.Got got =
        client.chat(Client.asking("kimi-k3", TOOLS + ",'stream':true", "Weather of the city?"));
    var arguments = new StringBuilder();
    for (String event : got.events()) {
      if (!event.equals("[DONE]")) {
        arguments.append(
            Client.JSON
                .readTree(event)
                .at("/choices/0/delta/tool_calls/0/function/arguments")
                .asText(""));
      }
    }
    assertEquals(
        "Weather of the city?", Client.JSON.readTree(arguments.toString()).path("city").asText());
    assertTrue(got.response().body().contains("\"finish_reason\":\"tool_calls\""));
  }

  @Test
  void aSchemaIsFilled() throws Exception {
    String schema =
        "{'type':'object','properties':{'answer':{'type':'string'},'kind':{'type':'string','enum':"
            + "['lease','deed']},'parts':{'type':'array','items':{'$ref':'#/$defs/part'}}},"
            + "'$defs':{'part':{'type':'object','properties':{'sure':{'type':'boolean'},'next':"
            + "{'anyOf':[{'$ref':'#/$defs/part'},{'type':'null'}]}}}}}";
    Client.Got got =
        client.chat(
            Client.asking(
                "kimi-k3",
                ",'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':"
                    + schema
                    + "}}",
                "[d1#0] The rent is £42,000.",
                "What is the rent?"));
    JsonNode answer = Client.JSON.readTree(got.text());
    assertEquals("“The rent is £42,000.” [d1#0]", answer.path("answer").asText());
    assertEquals("lease", answer.path("kind").asText());
    assertTrue(answer.at("/parts/0/sure").asBoolean());
  }

  @Test
  void aJsonObjectHoldsTheAnswer() throws Exception {
    Client.Got got =
        client.chat(
            Client.asking(
                "kimi-k3",
                ",'response_format':{'type':'json_object'}",
                "[d1#0] The rent is £42,000.",
                "What is the rent?"));
    assertEquals(
        "“The rent is £42,000.” [d1#0]", Client.JSON.readTree(got.text()).path("answer").asText());
  }
}
