package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.standin.QuotingReader;
import lectern.synthesize.standin.Reader;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What kind a question is of, told by the user or by a model.
class QuestionKindsTest {
  private static final String GERMAN = "Welche Mieter halten einen Hund?";

  /// Sorts questions as a model that reads German would.
  private static final Reader SORTING =
      asked ->
          asked.turns().getFirst().text().contains("which kind of question")
              ? new Reader.Reply(
                  "", asked.turns().getLast().text().contains("Hund") ? "list-all" : "?")
              : new QuotingReader().read(asked);

  @TempDir private Path folder;
  @TempDir private Path state;

  @BeforeEach
  void collection() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(
          folder.resolve("lease-" + i + ".txt"),
          String.join(
              "\n\n",
              Collections.nCopies(90, "Der Mieter der Wohnung " + i + " hält einen Hund.")));
    }
  }

  private Run run(Map<String, String> more, String command, String... arguments) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("LECTERN_STATE", state.toString());
    environment.put("LECTERN_INGEST_EMBED", "off");
    List<String> all = new ArrayList<>(List.of(command, folder.toString()));
    all.addAll(List.of(arguments));
    return Run.with("", environment, all.toArray(String[]::new));
  }

  private static JsonNode json(Run run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private static Map<String, String> asking(StandIn standIn) {
    return Map.of(
        "KIMI_BASE_URL",
        standIn.baseUrl().toString(),
        "KIMI_API_KEY",
        "sk-of-the-test",
        "LECTERN_LLM_CLASSIFIER",
        "kimi-k2.6");
  }

  @Test
  void theUserTellsIt() throws IOException {
    JsonNode words = json(run(Map.of(), "plan", GERMAN, "--json"));
    assertEquals("untold", words.path("question_kind").asText());
    JsonNode said = json(run(Map.of(), "plan", GERMAN, "--kind", "list-all", "--json"));
    assertEquals("list-all", said.path("question_kind").asText());
    assertTrue(said.path("whole_scope").asBoolean(), said.toString());
    assertTrue(
        said.path("reasons").get(0).asText().contains("everything is read, as --kind says."),
        said.toString());
    JsonNode sought = json(run(Map.of(), "plan", GERMAN, "--kind", "Look-Up", "--json"));
    assertFalse(sought.path("whole_scope").asBoolean(), sought.toString());
    for (String unknown : List.of("untold", "everything", "")) {
      Run refused = run(Map.of(), "plan", GERMAN, "--kind", unknown);
      assertEquals(2, refused.exit(), refused.err());
      assertTrue(refused.err().contains("list-all, summary or absence"), refused.err());
    }
  }

  @Test
  void aModelTellsItOnceAndPlansGoByWhatItSaid() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withReader(SORTING))) {
      Map<String, String> environment = asking(standIn);
      JsonNode before = json(run(environment, "plan", GERMAN, "--json"));
      assertEquals("untold", before.path("question_kind").asText());
      assertEquals(0, standIn.bill().total().requests());
      JsonNode answer = json(run(environment, "ask", GERMAN, "--json"));
      JsonNode plan = answer.path("plan");
      assertEquals("list-all", plan.path("question_kind").asText(), answer.toString());
      assertTrue(plan.path("whole_scope").asBoolean(), plan.toString());
      String reason = plan.path("reasons").get(0).asText();
      assertTrue(reason.contains("as moonshot/kimi-k2.6 says for $0.00"), reason);
      assertEquals(2, standIn.bill().total().requests());
      JsonNode after = json(run(environment, "plan", GERMAN, "--json"));
      assertEquals("list-all", after.path("question_kind").asText());
      json(run(environment, "ask", GERMAN, "--json"));
      assertEquals(2, standIn.bill().total().requests());
      String costs =
          Run.with("", Map.of("LECTERN_STATE", state.toString()), "costs", "--by", "scope").out();
      assertTrue(costs.contains("the kind of a question"), costs);
    }
  }

  @Test
  void ofSeveralQuestionsEachIsToldAndWhatIsNotToldGoesByItsWords() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withReader(SORTING))) {
      Run run = run(asking(standIn), "ask", GERMAN, "Summarise the leases.");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.err().contains("as moonshot/kimi-k2.6 says"), run.err());
      assertTrue(
          run.err().contains("is told by its words, not by moonshot/kimi-k2.6: it named no kind"),
          run.err());
      assertTrue(run.err().contains("asks for a summary, so everything is read."), run.err());
    }
  }

  @Test
  void offlineNobodyIsAsked() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withReader(SORTING))) {
      assertEquals(0, run(asking(standIn), "ask", GERMAN, "--offline").exit());
      assertEquals(0, standIn.bill().total().requests());
    }
  }
}
