package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {
  private final Client client = Client.of(StandInSettings.DEFAULTS);

  @AfterEach
  void close() {
    client.close();
  }

  /// Fields are written without quotes: `temperature:0.7`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kimi-k3       | 'temperature':0.7 | invalid temperature: only 1 is allowed for this model",
        "kimi-k2.6     | 'temperature':1,'thinking':{'type':'disabled'} | invalid temperature: only"
            + " 0.6 is allowed for this model",
        "kimi-k2.6     | 'top_p':1 | invalid top_p: only 0.95 is allowed for this model",
        "kimi-k3       | 'n':2 | invalid n: only 1 is allowed for this model",
        "kimi-k3       | 'presence_penalty':0.1 | invalid presence_penalty: only 0 is allowed for"
            + " this model",
        "kimi-k3       | 'thinking':{'type':'enabled'} | Invalid request: thinking is not supported"
            + " for this model, use reasoning_effort",
        "kimi-k3       | 'reasoning_effort':'medium' | Invalid request: reasoning_effort must be one"
            + " of low, high, max",
        "kimi-k2.6     | 'thinking':{'type':'enabled'},'reasoning_effort':'high' | cannot specify"
            + " both 'thinking' and 'reasoning_effort'",
        "kimi-k2.7-code | 'thinking':{'type':'disabled'} | invalid thinking: only type=enabled is"
            + " allowed for this model",
        "kimi-k2.6     | 'tool_choice':'required' | tool_choice 'required' is incompatible with"
            + " thinking enabled",
        "kimi-k3       | 'tool_choice':{'type':'function','function':{'name':'f'}} | tool_choice"
            + " 'specified' is incompatible with thinking enabled",
        "kimi-k3       | 'stop':['1','2','3','4','5','6'] | Invalid request: stop must have at most 5"
            + " strings",
        "kimi-k3       | 'stop':'' | Invalid request: a stop string must not be empty",
        "kimi-k3       | 'stop':['a',''] | Invalid request: a stop string must not be empty",
        "kimi-k3       | 'max_completion_tokens':0 | Invalid request: max_completion_tokens must be"
            + " between 1 and 1048576",
        "kimi-k3       | 'tools':[{'type':'function','function':{'name':'a.b'}}] | Invalid request:"
            + " function name is invalid, must start with a letter and can contain letters,"
            + " numbers, underscores, and dashes",
        "kimi-k3       | 'prompt_cache_options':{'ttl':'2h'} | Invalid request:"
            + " prompt_cache_options.ttl must be 5m or 1h",
      })
  void refusesAsMoonshotDoes(String model, String field, String message) throws Exception {
    Client.Got got = client.chat(Client.asking(model, "," + field, "x", "y"));
    assertEquals(400, got.status());
    assertEquals("invalid_request_error", got.errorType());
    assertEquals(message, got.error());
    assertTrue(got.json().at("/error/code").isMissingNode());
  }

  @Test
  void aTextThatIsTooLongToBeReadIsToldByItsSize() throws Exception {
    String picture = "data:image/png;base64," + "A".repeat(20_000_000);
    String body = "{\"messages\":[{\"content\":[{\"image_url\":{\"url\":\"" + picture + "\"}}]}]}";
    Client.Got got = client.post("/chat/completions", body);
    assertEquals(400, got.status());
    assertTrue(got.error().contains("(" + body.length() + " bytes)"), got.error());
    assertTrue(got.error().contains("exceeds the maximum allowed (20000000"), got.error());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kimi-k3   | 'temperature':1,'top_p':0.95,'n':1,'presence_penalty':0",
        "kimi-k3   | 'tool_choice':'required'",
        "kimi-k3   | 'reasoning_effort':'low'",
        "kimi-k2.6 | 'temperature':0.6,'thinking':{'type':'disabled'},'tool_choice':'required'",
        "kimi-k2.6 | 'thinking':{'type':'enabled','keep':'all'}",
        "kimi-k2.6 | 'reasoning_effort':'high'",
        "kimi-k3   | 'prompt_cache_key':'a','safety_identifier':'b','agent':{'type':'swarm'}",
      })
  void takesWhatMoonshotTakes(String model, String field) throws Exception {
    assertEquals(200, client.chat(Client.asking(model, "," + field, "x", "y")).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'object','properties':{'a':{'type':'string','title':'A'}}} | At path"
            + " 'properties.a': unsupported keywords: title",
        "{'type':'object','properties':{'a':{}}} | At path 'properties.a': type is not defined",
        "{'type':'object','anyOf':[{'type':'string'}]} | At path 'root': when using anyOf, type"
            + " should be defined in anyOf items instead of the parent schema",
        "{'type':'object','properties':{'a':{'$ref':'#/properties/b'}}} | At path"
            + " 'properties.a.$ref': references must start with #/$defs/",
        "{'type':'array','items':{'enum':[1,'a'],'type':'string'}} | At path 'items': enum values"
            + " must be of the same type",
        "{'type':'object','required':['a'],'properties':{}} | At path 'root': required property 'a'"
            + " is not defined in properties",
      })
  void namesWhatASchemaHasTooMuch(String schema, String wrong) throws Exception {
    Client.Got tool =
        client.chat(
            Client.asking(
                "kimi-k3",
                ",'tools':[{'type':'function','function':{'name':'f','parameters':"
                    + schema
                    + "}}]",
                "x"));
    assertEquals(
        "tools.function.parameters is not a valid moonshot flavored json schema, details: <"
            + wrong
            + ">",
        tool.error());
    Client.Got format =
        client.chat(
            Client.asking(
                "kimi-k3",
                ",'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':"
                    + schema
                    + "}}",
                "x"));
    assertTrue(format.error().endsWith("details: <" + wrong + ">"), format.error());
  }

  @Test
  void emptyAssistantsAndLostReasoningAreRefused() throws Exception {
    String head = "{'model':'kimi-k2.6','messages':[{'role':'user','content':'x'},";
    Client.Got empty =
        client.chat((head + "{'role':'assistant','content':''}]}").replace('\'', '"'));
    assertEquals(
        "Invalid request: the message with role 'assistant' must not be empty", empty.error());
    String call =
        "{'role':'assistant','tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{}'}}]";
    Client.Got lost = client.chat((head + call + "}]}").replace('\'', '"'));
    assertEquals(
        "thinking is enabled but reasoning_content is missing in assistant tool call message at"
            + " index 1",
        lost.error());
    assertEquals(
        200,
        client.chat((head + call + ",'reasoning_content':'r'}]}").replace('\'', '"')).status());
    assertEquals(
        200,
        client
            .chat((head + call + "}],'thinking':{'type':'disabled'}}").replace('\'', '"'))
            .status());
  }

  @Test
  void saysBothNumbersWhereTheWindowIsPassed() throws Exception {
    Client.Got budget =
        client.chat(Client.asking("kimi-k2.6", ",'max_completion_tokens':262144", "x", "y"));
    assertTrue(
        budget
            .error()
            .matches(
                "Your request exceeded model token limit : 262144 \\(requested: 2621[5-9][0-9]\\)"),
        budget.error());
    Client.Got prompt = client.chat(Client.asking("kimi-k2.6", "", "word ".repeat(300_000), "y"));
    assertTrue(
        prompt.error().startsWith("Your request exceeded model token limit : 262144 (requested: 3"),
        prompt.error());
  }

  @ParameterizedTest
  @CsvSource({"kimi-k2.5", "moonshot-v1-128k", "kimi-k2-thinking", "kimi-latest", "gpt-4o"})
  void retiredAndUnknownModelsAreNotFound(String model) throws Exception {
    Client.Got got = client.chat(Client.asking(model, "", "x"));
    assertEquals(404, got.status());
    assertEquals("resource_not_found_error", got.errorType());
    assertEquals("Not found the model " + model + " or Permission denied", got.error());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{", "[]", "not json", "{\"model\":\"kimi-k3\",\"messages\":[]}"})
  void brokenBodiesAreRefused(String body) throws Exception {
    Client.Got got = client.chat(body);
    assertEquals(400, got.status());
    assertEquals("invalid_request_error", got.errorType());
  }
}
