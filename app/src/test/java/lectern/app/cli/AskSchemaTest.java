package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import lectern.synthesize.standin.Reader;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers in the form of a schema, each value proved by its quotes.
class AskSchemaTest {
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["rent", "breaks"], "properties": {
        "rent": {"type": "string", "format": "money"},
        "begins": {"type": "string", "format": "date"},
        "notice": {"type": "string", "format": "duration"},
        "tenant": {"type": "string", "format": "party"},
        "breaks": {"enum": ["yes", "no", "unclear"]},
        "deposit": {"type": ["string", "null"], "format": "money"}}}
      """;

  private static final String REPLY =
      """
      {"rent": {"value": "GBP 84500.00", "quotes": [{"words": "a yearly rent of £84,500", "label": "d1#0"}]},
       "begins": {"value": "2024-05-01", "quotes": [{"words": "The term begins on 1 May 2024", "label": "[d1#0]"}]},
       "notice": {"value": "P9M", "quotes": [{"words": "on not less than six months' written notice", "label": "d1#0"}]},
       "tenant": {"value": "Ash Press Limited", "quotes": [{"words": "Ash Press Limited, the Tenant", "label": "d1#0"}]},
       "breaks": {"value": "yes", "quotes": [{"words": "The Tenant may end this lease on not less than six months' written notice", "label": "d1#0"}]},
       "deposit": {"value": null, "quotes": []}}
      """;

  @TempDir private Path folder;
  @TempDir private Path state;
  private Path schema;

  @BeforeEach
  void collection() throws IOException {
    Path documents = Files.createDirectory(folder.resolve("leases"));
    Files.writeString(
        documents.resolve("lease.txt"),
        """
        This lease is granted to Ash Press Limited, the Tenant, at a yearly rent of £84,500.

        The term begins on 1 May 2024. The Tenant may end this lease on not less than six months' \
        written notice to the Landlord.
        """);
    schema = folder.resolve("lease.json");
    Files.writeString(schema, SCHEMA);
  }

  private Run ask(String reply, String... more) {
    Reader reader = _ -> new Reader.Reply("", reply.strip());
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withReader(reader))) {
      Map<String, String> environment = new HashMap<>();
      environment.put("KIMI_BASE_URL", standIn.baseUrl().toString());
      environment.put("KIMI_API_KEY", "sk-of-the-test");
      environment.put("LECTERN_STATE", state.toString());
      environment.put("LECTERN_INGEST_EMBED", "off");
      String[] arguments = new String[more.length + 5];
      arguments[0] = "ask";
      arguments[1] = folder.resolve("leases").toString();
      arguments[2] = "What are the terms?";
      arguments[3] = "--schema";
      arguments[4] = schema.toString();
      System.arraycopy(more, 0, arguments, 5, more.length);
      return Run.with("", environment, arguments);
    }
  }

  private static JsonNode json(Run run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void eachValueIsHeldAgainstItsQuotes() throws IOException {
    Run run = ask(REPLY, "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode answer = json(run);
    assertEquals(
        "{\"rent\":\"GBP 84500.00\",\"begins\":\"2024-05-01\",\"notice\":\"P9M\","
            + "\"tenant\":\"Ash Press Limited\",\"breaks\":\"yes\",\"deposit\":null}",
        answer.path("values").toString());
    StringBuilder states = new StringBuilder();
    for (JsonNode field : answer.path("fields")) {
      states.append(field.path("pointer").asText()).append(' ');
      states.append(field.path("state").asText()).append('\n');
    }
    assertEquals(
        """
        /rent PROVED
        /begins PROVED
        /notice NOT_IN_QUOTES
        /tenant PROVED
        /breaks READ
        /deposit ABSENT
        """,
        states.toString(),
        run.out());
    JsonNode notice = answer.path("fields").path(2);
    assertEquals("[\"9 months\"]", notice.path("missing").toString());
    JsonNode cited = answer.path("citations").path(notice.path("citations").path(0).asInt());
    assertEquals("VERIFIED", cited.path("state").asText());
    assertTrue(cited.path("quote").asText().contains("six months"), cited.toString());
    assertEquals("PARTLY_SUPPORTED", answer.path("outcome").asText());
    assertEquals("[]", answer.path("faults").toString());
    JsonNode fact = answer.path("sentences").path(2).path("missing").path(0);
    assertEquals(
        "9 months",
        answer
            .path("answer")
            .asText()
            .substring(fact.path("start").asInt(), fact.path("end").asInt()));
  }

  @Test
  void wordsShowALineForEachValueAndWhatIsWrong() {
    Run run = ask(REPLY.replace("\"yes\"", "\"maybe\""));
    assertTrue(
        run.out().startsWith("rent: GBP 84500.00 (“a yearly rent of £84,500” [d1#0])"), run.out());
    assertTrue(run.out().contains("\ndeposit: (not said)\n"), run.out());
    assertTrue(run.out().contains("sources: “9 months” (duration)"), run.out());
    assertTrue(run.out().contains("Not of the form that was asked for:\n- /breaks "), run.out());
  }

  @Test
  void whatIsProvedThroughoutIsAnAnswer() throws IOException {
    JsonNode answer = json(ask(REPLY.replace("P9M", "P6M"), "--json", "--strict"));
    assertEquals("ANSWERED", answer.path("outcome").asText(), answer.toString());
  }

  @Test
  void falseQuotesAndValuesWithoutAnyProveNothing() throws IOException {
    String reply =
        REPLY
            .replace("P9M", "P6M")
            .replace("a yearly rent of £84,500", "a yearly rent of £48,500")
            .replace("GBP 84500.00", "GBP 48500.00 “a yearly rent of £84,500” [d1#0]")
            .replace("[{\"words\": \"Ash Press Limited, the Tenant\", \"label\": \"d1#0\"}]", "[]");
    JsonNode answer = json(ask(reply, "--json"));
    assertEquals(
        "FALSELY_CITED", answer.path("fields").path(0).path("state").asText(), "" + answer);
    assertEquals("UNPROVED", answer.path("fields").path(3).path("state").asText(), "" + answer);
    assertEquals(4, answer.path("citations").size(), "a label in a value cites nothing");
    assertEquals("PARTLY_SUPPORTED", answer.path("outcome").asText());
  }

  @Test
  void whatIsNowhereIsNoAnswer() throws IOException {
    String nothing =
        "{\"rent\":{\"value\":null,\"quotes\":[]},\"breaks\":{\"value\":null,\"quotes\":[]}}";
    JsonNode answer = json(ask(nothing, "--json"));
    assertEquals("NO_EVIDENCE", answer.path("outcome").asText(), answer.toString());
    assertEquals(6, answer.path("fields").size());
  }

  /// The default reader of the stand-in fills a schema with what it found.
  @Test
  void theReplyIsAskedForBySchemaAndNotPaidForTwice() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Map<String, String> environment =
          Map.of(
              "KIMI_BASE_URL",
              standIn.baseUrl().toString(),
              "KIMI_API_KEY",
              "sk-of-the-test",
              "LECTERN_STATE",
              state.toString(),
              "LECTERN_INGEST_EMBED",
              "off");
      String[] arguments = {
        "ask",
        folder.resolve("leases").toString(),
        "When does the term begin?",
        "--schema",
        schema.toString(),
        "--json"
      };
      Run first = Run.with("", environment, arguments);
      assertEquals(0, first.exit(), first.err());
      JsonNode answer = json(first);
      assertEquals(6, answer.path("fields").size(), first.out());
      assertEquals("VERIFIED", answer.path("citations").path(0).path("state").asText());
      Run again = Run.with("", environment, arguments);
      assertEquals(answer.path("values"), json(again).path("values"));
      assertTrue(again.err().contains("stood in the ledger"), again.err());
      assertEquals(1, standIn.bill().total().requests());
    }
  }

  @Test
  void whatCannotBeAskedForIsRefusedBeforeAnythingIsRead() throws IOException {
    Files.writeString(schema, "{\"type\": \"string\"}");
    Run bad = ask(REPLY);
    assertEquals(2, bad.exit());
    assertTrue(bad.err().contains("it describes no object with properties"), bad.err());
    Files.delete(schema);
    Run gone = ask(REPLY);
    assertEquals(2, gone.exit());
    assertTrue(gone.err().contains("the schema "), gone.err());
    Files.writeString(schema, SCHEMA);
    Run offline = ask(REPLY, "--offline");
    assertEquals(2, offline.exit());
    assertTrue(offline.err().contains("--schema needs a model"), offline.err());
    assertFalse(offline.out().contains("rent"), offline.out());
  }
}
