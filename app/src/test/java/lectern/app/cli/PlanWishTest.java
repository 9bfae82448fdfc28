package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the user wants of a plan, by command line.
class PlanWishTest {
  private static final String QUESTION = "Who mends the roof?";

  @TempDir private Path folder;
  @TempDir private Path state;

  @BeforeEach
  void collection() throws IOException {
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.\n");
    for (int i = 0; i < 40; i++) {
      Files.writeString(
          folder.resolve("lease-" + i + ".txt"),
          String.join(
              "\n\n",
              Collections.nCopies(90, "The tenant of flat " + i + " pays rent every quarter.")));
    }
  }

  private Run run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, folder.toString(), QUESTION));
    arguments.addAll(List.of(more));
    return Run.with(
        "",
        Map.of("LECTERN_STATE", state.toString(), "LECTERN_INGEST_EMBED", "off"),
        arguments.toArray(String[]::new));
  }

  @Test
  void candidatesAreListedAndOneIsChosen() throws IOException {
    JsonNode plan = new ObjectMapper().readTree(run("plan", "--json").out());
    int chosen = 0;
    for (JsonNode candidate : plan.path("candidates")) {
      if (candidate.path("verdict").asText().equals("chosen")) {
        chosen++;
        assertEquals(plan.path("recall"), candidate.path("recall"));
        assertEquals(plan.path("price_usd"), candidate.path("price_usd"));
      }
    }
    assertEquals(1, chosen, plan.toString());
    assertTrue(plan.path("candidates").size() >= 4, plan.toString());
    String words = run("plan").out();
    assertTrue(words.contains("holds it"), words);
    assertTrue(words.contains("MEDIUM_RAG  everything"), words);
  }

  @Test
  void aPriceThatIsTooLowIsRefusedAndOneThatIsNoneIsTold() {
    Run refused = run("plan", "--max-cost", "0.001");
    assertEquals(5, refused.exit());
    assertTrue(refused.err().contains("no plan costs $0.001 at most"), refused.err());
    assertEquals(2, run("plan", "--max-cost", "-1").exit());
    assertEquals(2, run("plan", "--max-cost", "much").exit());
    Run unknown = run("plan", "--prefer", "best");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.err().contains("cheap, thorough or fast"), unknown.err());
    for (String calls : List.of("0", "4", "many")) {
      assertEquals(2, run("plan", "--calls", calls).exit());
    }
    assertEquals(0, run("plan", "--calls", "1").exit());
  }

  /// The offline reader costs nothing.
  @Test
  void offlineNothingIsPaidSoNothingIsRefused() {
    Run answered = run("ask", "--offline", "--max-cost", "0.001");
    assertEquals(0, answered.exit(), answered.err());
    assertTrue(answered.out().contains("The landlord mends the roof."), answered.out());
  }

  @Test
  void cheapReadsLessAndThoroughEverything() throws IOException {
    JsonNode cheap = new ObjectMapper().readTree(run("plan", "--prefer", "cheap", "--json").out());
    JsonNode usual = new ObjectMapper().readTree(run("plan", "--json").out());
    JsonNode thorough =
        new ObjectMapper().readTree(run("plan", "--prefer", "thorough", "--json").out());
    assertTrue(
        cheap.path("evidence_tokens").asLong() < usual.path("evidence_tokens").asLong(),
        cheap.toString());
    assertTrue(thorough.path("whole_scope").asBoolean(), thorough.toString());
  }
}
