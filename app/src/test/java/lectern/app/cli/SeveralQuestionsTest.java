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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.standin.CacheRules;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several questions of one command share what is sent.
class SeveralQuestionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> QUESTIONS =
      List.of("Who mends the roof?", "Who pays rent?", "Who insures the walls?", "What is a roof?");

  @TempDir private Path folder;
  @TempDir private Path state;

  @BeforeEach
  void collection() throws IOException {
    for (int i = 0; i < 6; i++) {
      Files.writeString(
          folder.resolve("lease-" + i + ".txt"),
          "The landlord mends roof "
              + i
              + ".\n\n"
              + String.join(
                  "\n\n",
                  Collections.nCopies(120, "The tenant of flat " + i + " pays rent quarterly.")));
    }
  }

  private Run run(Map<String, String> environment, String... more) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("LECTERN_STATE", state.toString());
    all.put("LECTERN_INGEST_EMBED", "off");
    List<String> arguments = new ArrayList<>(List.of(more));
    return Run.with("", all, arguments.toArray(String[]::new));
  }

  private static List<JsonNode> lines(Run run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private String[] ask(String... options) {
    List<String> arguments = new ArrayList<>(List.of("ask", folder.toString()));
    arguments.addAll(QUESTIONS);
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  /// Even of a provider that keeps a prompt only where a second one was seen to part from it.
  @Test
  void whatTheyShareIsSentOnceAndFoundByEach() throws IOException {
    StandInSettings strict =
        StandInSettings.DEFAULTS.withCache(CacheRules.DEFAULTS.withSecondHit(true));
    try (StandIn standIn = StandIn.start(strict)) {
      Map<String, String> key =
          Map.of("KIMI_BASE_URL", standIn.baseUrl().toString(), "KIMI_API_KEY", "sk-of-the-test");
      Run asked = run(key, ask("--json"));
      assertEquals(0, asked.exit(), asked.err());
      List<JsonNode> answers = lines(asked);
      assertEquals(QUESTIONS, answers.stream().map(one -> one.path("question").asText()).toList());
      for (JsonNode answer : answers) {
        long prompt = answer.path("usage").path("prompt_tokens").asLong();
        long cached = answer.path("usage").path("cached_tokens").asLong();
        assertTrue(cached > 0.9 * prompt, answer.path("usage").toString());
      }
      assertTrue(asked.err().contains("are sent once before them"), asked.err());
      List<JsonNode> calls = lines(run(key, "costs", "--calls", "--limit", "100", "--json"));
      long whole = calls.stream().filter(call -> call.path("cached_tokens").asLong() == 0).count();
      assertEquals(5, calls.size(), calls.toString());
      assertEquals(1, whole, "only what was sent first was new");
      // One by itself, and beside another one, is put as it was put before.
      assertEquals(0, run(key, "ask", folder.toString(), QUESTIONS.get(1)).exit());
      assertEquals(
          0, run(key, "ask", folder.toString(), QUESTIONS.get(3), QUESTIONS.get(0)).exit());
      // All replies are there: nothing is sent again, neither first nor after.
      Run again = run(key, ask("--json"));
      assertEquals(4, lines(again).size());
      assertEquals(5, lines(run(key, "costs", "--calls", "--limit", "100", "--json")).size());
    }
  }

  @Test
  void offlineEachIsAnsweredUnderItsQuestion() {
    Run asked = run(Map.of(), ask("--offline", "--parallel", "2"));
    assertEquals(0, asked.exit(), asked.err());
    int last = -1;
    for (String question : QUESTIONS) {
      int at = asked.out().indexOf("? " + question);
      assertTrue(at > last, asked.out());
      last = at;
    }
    assertTrue(asked.out().contains("mends roof"), asked.out());
  }

  @Test
  void wrongNumbersAndEmptyQuestionsAreRefused() {
    assertEquals(2, run(Map.of(), ask("--offline", "--parallel", "0")).exit());
    Run empty = run(Map.of(), "ask", folder.toString(), "Who pays?", " ", "--offline");
    assertEquals(2, empty.exit());
    assertTrue(empty.err().contains("one of several questions is empty"), empty.err());
  }
}
