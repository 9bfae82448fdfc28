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
import lectern.synthesize.standin.Reader;
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
  void aHeldReplyIsShownWhateverAPlanMayCost() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      JsonNode first = json(ask(standIn, "--json"));
      Run held = ask(standIn, "--json", "--max-cost", "0");
      assertEquals(0, held.exit(), held.err());
      assertEquals(first.path("answer"), json(held).path("answer"));
      assertEquals(0, json(held).path("usage").path("cost_usd").asInt(-1));
      assertTrue(held.err().contains("stood in the ledger"), held.err());
      assertEquals(0, ask(standIn, "--max-cost", "0", "--prefer", "thorough").exit());
      for (String[] unheld :
          new String[][] {{"--anew", "-q"}, {"--document", "dog.txt"}, {"--model", "kimi-k3"}}) {
        Run refused = ask(standIn, "--max-cost", "0", unheld[0], unheld[1]);
        assertEquals(Exit.LIMIT.code(), refused.exit(), refused.err());
        assertTrue(refused.err().contains("no plan costs $0 at most"), refused.err());
      }
      assertEquals(1, standIn.bill().total().requests());
    }
  }

  @Test
  void aReplyWithoutAWordIsNoAnswer() throws IOException {
    Reader silent = asked -> new Reader.Reply("", "");
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withReader(silent))) {
      Run run = ask(standIn, "--json");
      assertEquals("NO_EVIDENCE", json(run).path("outcome").asText(), run.out());
      assertTrue(json(run).path("notes").toString().contains("no word of an answer came"));
      assertEquals(1, standIn.bill().total().requests());
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
  void whatCameBeforeTheLastTryFailedIsShownAsIncomplete() throws IOException {
    StandInSettings breaking =
        StandInSettings.DEFAULTS
            .withReader(_ -> new Reader.Reply("", "The landlord mends the roof. ".repeat(10)))
            .withFaults(FaultPlan.parse("truncate,quota"));
    try (StandIn standIn = StandIn.start(breaking)) {
      Run run = ask(standIn);
      assertEquals(Exit.MODEL.code(), run.exit(), run.err());
      assertTrue(
          run.out().endsWith("\n[incomplete: it broke off here, and nothing of it was checked]\n"),
          run.out());
      assertTrue(run.lines().size() > 1, run.out());
      assertTrue(run.err().contains("429, "), run.err());
    }
    try (StandIn standIn = StandIn.start(breaking)) {
      Run run = ask(standIn, "--json", "--anew");
      assertEquals(Exit.MODEL.code(), run.exit(), run.err());
      assertTrue(json(run).path("answer").isNull(), run.out());
      assertFalse(json(run).path("incomplete").asText().isBlank(), run.out());
    }
  }

  @Test
  void anEmptyReplyIsGivenBackUntilItIsAskedForAnew() throws IOException {
    FaultPlan faults = FaultPlan.parse("null-content");
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withFaults(faults))) {
      assertEquals("", json(ask(standIn, "--json")).path("answer").asText());
      Run again = ask(standIn, "--json");
      assertEquals("LENGTH", json(again).path("finish").asText(), again.out());
      assertTrue(again.err().contains("unless --anew asks, and pays, again"), again.err());
      assertEquals(1, standIn.bill().total().requests());
      Run anew = ask(standIn, "--json", "--anew");
      assertEquals("ANSWERED", json(anew).path("outcome").asText(), anew.out());
      assertEquals(2, standIn.bill().total().requests());
      // From now on the newer one counts.
      assertEquals("ANSWERED", json(ask(standIn, "--json")).path("outcome").asText());
      assertEquals(2, standIn.bill().total().requests());
    }
  }

  @Test
  void costsTellAStandInFromTheProvider() throws IOException {
    try (StandIn one = StandIn.start(StandInSettings.DEFAULTS);
        StandIn other = StandIn.start(StandInSettings.DEFAULTS)) {
      ask(one);
      ask(other);
      Run costs = run(one, "costs", "--by", "account");
      for (StandIn standIn : List.of(one, other)) {
        String host = standIn.baseUrl().getAuthority();
        assertTrue(costs.out().contains("moonshot at " + host + ", key "), costs.out());
      }
      Run days = run(one, "costs");
      assertTrue(days.err().contains("of 2 accounts; --by account"), days.err());
      assertFalse(costs.out().contains("sk-of-the-test"), costs.out());
    }
  }

  @Test
  void aProxyThatIsDeadOrNoneIsNamed() {
    Map<String, String> environment = new HashMap<>(environment("https://api.example.invalid/v1"));
    environment.put("https_proxy", "http://me:secret@127.0.0.1:1");
    Run dead = Run.with("", environment, "ask", folder.toString(), QUESTION);
    assertEquals(Exit.MODEL.code(), dead.exit(), dead.err());
    assertTrue(dead.err().contains("by the proxy 127.0.0.1:1 of https_proxy"), dead.err());
    environment.put("https_proxy", "socks5://me:secret@127.0.0.1:1");
    Run none = Run.with("", environment, "ask", folder.toString(), QUESTION);
    assertTrue(none.err().contains("https_proxy names no proxy that is understood"), none.err());
    assertFalse((dead.err() + none.err()).contains("secret"), dead.err() + none.err());
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
