package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.standin.Account;
import lectern.synthesize.standin.FaultPlan;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job with a model, which the stand-in is: asked, checked, billed, written down.
class AskModelTest {
  private static final String QUESTION = "Who mends the roof?";

  @TempDir private Path folder;
  @TempDir private Path state;

  @BeforeEach
  void collection() throws IOException {
    Files.writeString(folder.resolve("dog.txt"), "No dog may be kept on the premises.");
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.");
  }

  private Map<String, String> environment(String baseUrl) {
    return Map.of(
        "KIMI_BASE_URL",
        baseUrl,
        "KIMI_API_KEY",
        "sk-of-the-test",
        "LECTERN_STATE",
        state.toString(),
        "LECTERN_INGEST_EMBED",
        "off");
  }

  private Run run(StandIn standIn, String... arguments) {
    return Run.with("", environment(standIn.baseUrl().toString()), arguments);
  }

  private Run ask(StandIn standIn, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "ask";
    arguments[1] = folder.toString();
    arguments[2] = QUESTION;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return run(standIn, arguments);
  }

  private static JsonNode json(Run run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void aModelAnswersAndItsCitationIsCheckedAndItsPriceTold() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Run run = ask(standIn, "--json");
      assertEquals(0, run.exit(), run.err());
      JsonNode answer = json(run);
      assertEquals("ANSWERED", answer.path("outcome").asText(), run.out());
      assertEquals("kimi-k3.1-pro", answer.path("model").asText());
      assertEquals("VERIFIED", answer.path("citations").path(0).path("state").asText());
      BigDecimal billed = standIn.bill().total().usd();
      assertEquals(
          0, billed.compareTo(answer.path("usage").path("cost_usd").decimalValue()), run.out());
      assertTrue(run.err().contains("ANSWERED: kimi-k3.1-pro answered; "), run.err());
      assertFalse(run.err().contains("nothing was sent"), run.err());
    }
  }

  @Test
  void theSameQuestionIsNeverPaidForAgain() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      JsonNode first = json(ask(standIn, "--json"));
      Run second = ask(standIn, "--json");
      assertEquals(first.path("answer"), json(second).path("answer"));
      assertEquals(0, json(second).path("usage").path("cost_usd").asInt(-1));
      assertTrue(second.err().contains("stood in the ledger"), second.err());
      assertEquals(1, standIn.bill().total().requests());
      JsonNode costs = json(run(standIn, "costs", "--json"));
      assertEquals(
          0,
          standIn.bill().total().usd().compareTo(costs.findPath("paid_usd").decimalValue()),
          costs.toString());
    }
  }

  @Test
  void whatGoesWrongOnTheWayIsSaidAndSurvived() throws IOException {
    FaultPlan faults = FaultPlan.parse("overload,truncate");
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withFaults(faults))) {
      Run run = ask(standIn, "--json");
      assertEquals(0, run.exit(), run.err());
      assertEquals("ANSWERED", json(run).path("outcome").asText(), run.out());
      assertEquals(3, json(run).path("notes").size(), run.out());
    }
  }

  @Test
  void aWrongKeyIsSaidAndIsNotTriedAgain() {
    StandInSettings strict =
        StandInSettings.DEFAULTS.withAccounts(
            List.of(new Account("another", "sk-another", 1, BigDecimal.TEN)));
    try (StandIn standIn = StandIn.start(strict)) {
      Run run = ask(standIn);
      assertEquals(Exit.MODEL.code(), run.exit(), run.err());
      assertTrue(run.err().contains("401, "), run.err());
      assertTrue(run.err().contains("KIMI_API_KEY"), run.err());
      assertFalse(run.err().contains("sk-of-the-test"), run.err());
    }
  }

  @Test
  void aRetiredFallbackIsLeftOutAndSaid() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Run run = ask(standIn, "--set", "llm.fallback.model=kimi-k2.5");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.err().contains("kimi-k2.5 cannot step in: "), run.err());
    }
  }

  @Test
  void anotherModelStepsInAndThatIsSaid() {
    FaultPlan faults = FaultPlan.parse("quota");
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withFaults(faults))) {
      Run run = ask(standIn, "--set", "llm.fallback.model=kimi-k3");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.err().contains("ANSWERED: kimi-k3 answered; "), run.err());
      assertTrue(run.err().contains("; the next model is asked"), run.err());
    }
  }

  @Test
  void nothingIsSentWithoutAKeyOrOnRequest() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Run offline = ask(standIn, "--offline");
      assertTrue(offline.err().contains("because that was asked for"), offline.err());
      Map<String, String> keyless = new HashMap<>(environment(standIn.baseUrl().toString()));
      keyless.remove("KIMI_API_KEY");
      Run run = Run.with("", keyless, "ask", folder.toString(), QUESTION);
      assertTrue(run.err().contains("because no key is set for moonshot/"), run.err());
      assertEquals(0, standIn.bill().total().requests());
    }
  }

  @Test
  void nobodyThereIsAnErrorOfTheModel() {
    Run run =
        Run.with("", environment("http://127.0.0.1:1/v1"), "ask", folder.toString(), QUESTION);
    assertEquals(Exit.MODEL.code(), run.exit(), run.err());
    assertTrue(run.err().contains("127.0.0.1:1"), run.err());
    assertTrue(run.err().contains("hint: See whether the base URL is right"), run.err());
  }
}
