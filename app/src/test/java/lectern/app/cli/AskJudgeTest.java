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
import java.util.List;
import java.util.Map;
import lectern.synthesize.standin.Reader;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a second model says of an answer, on request.
class AskJudgeTest {
  private static final String RIGHT =
      "The landlord mends the roof (“The landlord mends the roof.” [d1#0]).";

  private static final String WRONG =
      "The tenant left the house early (“The landlord mends the roof.” [d1#0]).";

  @TempDir private Path folder;
  @TempDir private Path state;

  @BeforeEach
  void collection() throws IOException {
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.");
  }

  /// Answers, and judges what was answered.
  private Run ask(String verdicts, String... more) {
    Reader reader =
        asked ->
            new Reader.Reply(
                "",
                asked.turns().getFirst().text().contains("quoted words bear it out")
                    ? verdicts
                    : RIGHT + " " + WRONG);
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withReader(reader))) {
      List<String> arguments =
          new ArrayList<>(List.of("ask", folder.toString(), "Who mends the roof?"));
      arguments.addAll(List.of(more));
      return Run.with(
          "",
          Map.of(
              "KIMI_BASE_URL",
              standIn.baseUrl().toString(),
              "KIMI_API_KEY",
              "sk-of-the-test",
              "LECTERN_STATE",
              state.toString(),
              "LECTERN_INGEST_EMBED",
              "off"),
          arguments.toArray(String[]::new));
    }
  }

  @Test
  void whatItDoubtsIsToldAndChangesNoState() throws IOException {
    Run run = ask("1: yes\n2: no", "--judge", "kimi-k2.6");
    assertEquals(0, run.exit(), run.err());
    String out = run.out().replaceAll("\\s+", " ");
    assertTrue(
        out.contains(
            "Worth a look at the source: - “The tenant left the house early (“The landlord mends the roof.”"),
        out);
    assertTrue(out.contains("the judge finds that its quotes do not say so"), out);
    assertFalse(out.contains("- “The landlord mends"), out);
    assertTrue(
        run.err().contains("moonshot/kimi-k2.6 judged 2 of 2 sentences, for $0.0"), run.err());
    JsonNode json =
        new ObjectMapper().readTree(ask("1: yes\n2: no", "--judge", "kimi-k2.6", "--json").out());
    assertEquals("YES", json.at("/sentences/0/verdict").asText());
    assertEquals("NO", json.at("/sentences/1/verdict").asText());
    assertEquals("BORNE_OUT", json.at("/sentences/1/state").asText());
    assertTrue(json.at("/sentences/1/likeness").isNull(), json.toString());
  }

  @Test
  void strictLeavesOutWhatItDoubts() {
    Run run = ask("1: yes\n2: partly", "--judge", "kimi-k2.6", "--strict");
    assertEquals(Exit.LIMIT.code(), run.exit(), run.err());
    assertTrue(run.out().startsWith(RIGHT + "\n"), run.out());
    assertFalse(run.out().contains("left the house"), run.out());
  }

  @Test
  void unaskedNobodyJudges() throws IOException {
    JsonNode json = new ObjectMapper().readTree(ask("1: no\n2: no", "--json").out());
    assertTrue(json.at("/sentences/0/verdict").isNull(), json.toString());
    assertEquals(0, ask("1: no\n2: no", "--strict").exit());
  }

  @Test
  void aJudgeThatCannotBeAskedIsRefusedBeforeAnythingIsPaid() {
    for (String[] more :
        List.of(
            new String[] {"--judge", "kimi-k2.6", "--offline"},
            new String[] {"--judge", "deepseek-v4-flash"},
            new String[] {"--judge", "nobody-9"})) {
      Run run = ask("1: yes", more);
      assertTrue(run.exit() == 2 || run.exit() == 4, run.err());
      assertEquals("", run.out());
    }
  }
}
