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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plans learn from the ledger what a model counts and what its cache holds. The stand-in counts by
/// ratios that it tells nobody.
class PlansLearnTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> WORDS =
      List.of(
          "the",
          "tenant",
          "pays",
          "rent",
          "of",
          "premises",
          "notice",
          "before",
          "quarter",
          "day",
          "landlord",
          "repairs",
          "roof",
          "and",
          "insures",
          "building",
          "against",
          "fire",
          "within",
          "months",
          "shall",
          "not",
          "assign",
          "lease",
          "without",
          "consent",
          "in",
          "writing");

  @TempDir private Path folder;
  @TempDir private Path state;

  private final Random random = new Random(11);

  private void documents() throws IOException {
    documents(12);
  }

  private void documents(int leases) throws IOException {
    for (int i = 0; i < leases; i++) {
      StringBuilder text = new StringBuilder("Lease " + i + "\n\n");
      for (int sentence = 0; sentence < 80; sentence++) {
        text.append(sentence + 1).append(". ");
        for (int word = 0; word < 18; word++) {
          text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        text.append(1 + random.nextInt(400)).append(".\n\n");
      }
      Files.writeString(folder.resolve("lease-" + i + ".txt"), text);
    }
    Files.writeString(
        folder.resolve("zulin.txt"), "租赁合同\n\n" + "承租人应当在每个季度的第一天支付租金。\n\n".repeat(120));
  }

  private Run run(StandIn standIn, String... arguments) {
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
        arguments);
  }

  private List<JsonNode> calls(StandIn standIn) throws IOException {
    List<JsonNode> calls = new ArrayList<>();
    for (String line :
        run(standIn, "costs", "--calls", "--limit", "100", "--json").out().lines().toList()) {
      calls.add(JSON.readTree(line));
    }
    return calls;
  }

  @Test
  void afterTwentyCallsTokensAndCacheAreForeseenToTwoPerCent() throws IOException {
    documents();
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withSeed(42))) {
      String root = folder.toString();
      for (int i = 0; i < 20; i++) {
        List<String> ask =
            new ArrayList<>(List.of("ask", root, "Who pays what in month " + i + "?"));
        // Some of one document, some of three, some of passages, some of everything.
        if (i % 4 == 0) {
          ask.addAll(List.of("--document", i % 8 == 0 ? "zulin.txt" : "lease-" + i % 12 + ".txt"));
        } else if (i % 4 == 1) {
          for (int j = 0; j < 3; j++) {
            ask.addAll(List.of("--document", "lease-" + (i + 5 * j) % 12 + ".txt"));
          }
        } else if (i % 4 == 2) {
          ask.addAll(List.of("--tier", "short"));
        } else {
          ask.addAll(List.of("--tier", "full"));
        }
        assertEquals(0, run(standIn, ask.toArray(String[]::new)).exit());
      }
      int before = calls(standIn).size();
      Run planned = run(standIn, "plan", root, "Who repairs the roof?", "--tier", "full", "--json");
      JsonNode plan = JSON.readTree(planned.out());
      for (String question : List.of("Who repairs the roof?", "Who insures against fire?")) {
        assertEquals(0, run(standIn, "ask", root, question, "--tier", "full").exit());
        assertEquals(0, run(standIn, "ask", root, question, "--document", "lease-3.txt").exit());
        assertEquals(0, run(standIn, "ask", root, question, "--document", "lease-4.txt").exit());
      }
      List<JsonNode> calls = calls(standIn);
      List<JsonNode> later = calls.subList(before, calls.size());
      assertEquals(6, later.size());
      for (JsonNode call : later) {
        long prompt = call.path("prompt_tokens").asLong();
        assertNear(prompt, call.path("expected_prompt_tokens").asLong(), 0.02 * prompt, call);
        assertNear(
            call.path("cached_tokens").asLong(),
            call.path("expected_cached_tokens").asLong(),
            0.02 * prompt,
            call);
        assertTrue(call.path("predicted_prompt_tokens").asLong() >= prompt, call.toString());
      }
      JsonNode whole = later.getFirst();
      assertTrue(whole.path("cached_tokens").asLong() > 20_000, whole.toString());
      assertNear(
          whole.path("cached_tokens").asLong(),
          plan.path("cached_tokens").asLong(),
          0.02 * whole.path("prompt_tokens").asLong(),
          plan);
      JsonNode total =
          JSON.readTree(run(standIn, "costs", "--json").out().lines().toList().getLast());
      JsonNode foreseen = total.path("total").path("foreseen");
      assertEquals(calls.size(), foreseen.path("calls").asInt(), total.toString());
    }
  }

  /// Passages that were sent a moment ago are in the cache too, and a plan says so beforehand.
  @Test
  void whatPassagesShareWithAnEarlierPromptIsForeseen() throws IOException {
    documents(20);
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withSeed(5))) {
      String root = folder.toString();
      String[] asking = {"plan", root, "Who repairs the roof", "--tier", "short", "--json"};
      JsonNode cold = JSON.readTree(run(standIn, asking).out());
      assertFalse(cold.path("whole_scope").asBoolean(), cold.toString());
      assertEquals(0, cold.path("cached_tokens").asLong(), cold.toString());
      assertEquals(0, run(standIn, "ask", root, "Who repairs the roof?", "--tier", "short").exit());
      JsonNode warm = JSON.readTree(run(standIn, asking).out());
      asking[0] = "ask";
      assertEquals(0, run(standIn, asking).exit());
      JsonNode call = calls(standIn).getLast();
      long cached = call.path("cached_tokens").asLong();
      // The instructions alone have some 500.
      assertTrue(cached > 2_000, call.toString());
      assertNear(
          cached,
          warm.path("cached_tokens").asLong(),
          0.02 * call.path("prompt_tokens").asLong(),
          warm);
    }
  }

  /// What was learned in between would plan some of them otherwise.
  @Test
  void theSameQuestionsAreNotPaidForAgain() throws IOException {
    documents();
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withSeed(7))) {
      String root = folder.toString();
      List<String> questions =
          List.of(
              "Who pays the rent?",
              "How much notice must the tenant give?",
              "List every lease that has a landlord.",
              "When is the roof repaired?",
              "Who insures the building against fire?");
      Map<String, String> answers = new HashMap<>();
      for (String question : questions) {
        answers.put(question, run(standIn, "ask", root, question).out());
      }
      int calls = calls(standIn).size();
      for (String question : questions) {
        Run again = run(standIn, "ask", root, question);
        assertEquals(answers.get(question), again.out());
        assertTrue(again.err().contains("stands in the ledger"), again.err());
      }
      assertEquals(calls, calls(standIn).size());
      assertEquals(0, run(standIn, "ask", root, "Who pays the rent?", "--anew").exit());
      assertEquals(calls + 1, calls(standIn).size());
    }
  }

  /// What stood in the cache behind a document that changed is told, with its price.
  @Test
  void whatAChangedDocumentCostsInLostPrefixIsTold() throws IOException {
    documents();
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withSeed(42))) {
      String root = folder.toString();
      String[] plan = {"plan", root, "Who insures?", "--tier", "full"};
      assertEquals(0, run(standIn, "ask", root, "Who pays?", "--tier", "full").exit());
      assertFalse(run(standIn, plan).out().contains("are of no use now"));
      Files.writeString(folder.resolve("lease-5.txt"), "Lease 5 was surrendered.\n");
      String changed = run(standIn, plan).out();
      assertTrue(changed.contains("are of no use now: a document in front of them"), changed);
      assertTrue(changed.contains("which costs $0.0"), changed);
      assertEquals(0, run(standIn, "ask", root, "Who pays?", "--tier", "full").exit());
      assertFalse(run(standIn, plan).out().contains("are of no use now"));
    }
  }

  private static void assertNear(long actual, long expected, double most, JsonNode context) {
    assertEquals((double) actual, (double) expected, most, context.toString());
  }
}
