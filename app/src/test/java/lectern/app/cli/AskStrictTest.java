package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lectern.synthesize.standin.Reader;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reader is told of sentences that their quotes do not bear out, and what `--strict`
/// leaves.
class AskStrictTest {
  private static final String PROVED =
      "The landlord mends the roof (“The landlord mends the roof.” [d1#0]).";

  private static final String MORE = "It costs £500 (“The landlord mends the roof.” [d1#0]).";

  private static final String FALSE = "It leaks (“The tenant broke the whole roof.” [d1#0]).";

  @TempDir private Path folder;
  @TempDir private Path state;

  @BeforeEach
  void collection() throws IOException {
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.");
  }

  @Test
  void whatIsMissingIsToldUnderTheAnswer() {
    Run run = ask(PROVED + " " + MORE + " It is old.");
    assertEquals(0, run.exit(), run.err());
    String out = run.out().replaceAll("\\s+", " ");
    assertTrue(out.contains(MORE), out);
    assertTrue(out.contains("Not everything above is proved by the sources:"), out);
    assertTrue(out.contains("not in its sources: “£500” (money)"), out);
    assertTrue(out.contains("- “It is old.”: cites nothing"), out);
    assertFalse(out.contains("- “The landlord"), out);
    assertTrue(run.err().contains("PARTLY_SUPPORTED"), run.err());
  }

  @Test
  void strictLeavesOutWhatIsNotBorneOutAndSaysHowMuch() throws IOException {
    Run run = ask(PROVED + " " + MORE + "\n" + FALSE, "--strict");
    assertEquals(Exit.LIMIT.code(), run.exit(), run.err());
    assertTrue(run.out().startsWith(PROVED + "\n"), run.out());
    assertFalse(run.out().contains("£500") || run.out().contains("leaks"), run.out());
    assertTrue(
        run.out().endsWith("\n2 sentences were left out: the sources do not bear them out.\n"),
        run.out());
    JsonNode json =
        new ObjectMapper().readTree(ask(PROVED + " " + MORE, "--strict", "--json").out());
    assertEquals(PROVED, json.get("answer").asText());
    assertEquals(1, json.get("left_out").asInt());
    assertEquals(1, json.get("sentences").size());
    assertEquals(1, json.get("citations").size());
  }

  @Test
  void strictSaysThatNothingIsLeft() {
    Run run = ask(FALSE, "--strict");
    assertEquals(Exit.LIMIT.code(), run.exit(), run.err());
    assertEquals(
        "Nothing is left of the answer: 1 sentence was not borne out by the sources.\n", run.out());
  }

  @Test
  void strictChangesNothingOfAnAnswerThatHolds() {
    Run run = ask(PROVED, "--strict");
    assertEquals(0, run.exit(), run.err());
    assertEquals(ask(PROVED).out(), run.out());
  }

  @Test
  void jsonHasEverySentenceWithItsMissingFacts() throws IOException {
    JsonNode json = new ObjectMapper().readTree(ask(PROVED + " " + MORE, "--json").out());
    String answer = json.get("answer").asText();
    JsonNode first = json.get("sentences").get(0);
    assertEquals("BORNE_OUT", first.get("state").asText());
    assertEquals(0, first.get("citations").get(0).asInt());
    JsonNode second = json.get("sentences").get(1);
    assertEquals("FACTS_MISSING", second.get("state").asText());
    assertEquals(MORE, answer.substring(second.get("start").asInt(), second.get("end").asInt()));
    assertEquals(1, second.get("citations").get(0).asInt());
    JsonNode missing = second.get("missing").get(0);
    assertEquals("MONEY", missing.get("kind").asText());
    assertEquals("£500", missing.get("words").asText());
    assertEquals(
        "£500", answer.substring(missing.get("start").asInt(), missing.get("end").asInt()));
    assertEquals(0, json.get("left_out").asInt());
  }

  private Run ask(String reply, String... more) {
    StandInSettings saying = StandInSettings.DEFAULTS.withReader(_ -> new Reader.Reply("", reply));
    try (StandIn standIn = StandIn.start(saying)) {
      String[] arguments = new String[more.length + 4];
      arguments[0] = "ask";
      arguments[1] = folder.toString();
      arguments[2] = "Who mends the roof?";
      arguments[3] = "--anew";
      System.arraycopy(more, 0, arguments, 4, more.length);
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
      return Run.with("", environment, arguments);
    }
  }
}
