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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.standin.Account;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The catalogue beside what a key may call, which the stand-in says.
class ModelsListingTest {
  private static final String ROWS =
      """
      [[model]]
      provider = "moonshot"
      id = "kimi-k3"
      window-tokens = 500_000
      max-completion-tokens = 10_000
      source = "https://example.org"
      as-of = 2026-11-20
      [[model]]
      provider = "moonshot"
      id = "kimi-k9"
      window-tokens = 500_000
      max-completion-tokens = 10_000
      source = "https://example.org"
      as-of = 2026-11-20
      [[model]]
      provider = "moonshot"
      id = "kimi-k3.1-pro-highspeed"
      window-tokens = 1_048_576
      max-completion-tokens = 10_000
      retired = 2026-11-01
      source = "https://example.org"
      as-of = 2026-11-20
      """;

  @TempDir Path folder;

  private static Run models(String baseUrl, String... arguments) {
    return models(Map.of("KIMI_BASE_URL", baseUrl, "KIMI_API_KEY", "sk-of-the-test"), arguments);
  }

  private static Run models(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    return Run.with("", environment, all.toArray(String[]::new));
  }

  private String rows() throws IOException {
    return "catalogue=" + Files.writeString(folder.resolve("mine.toml"), ROWS);
  }

  private static String line(Run run, String start) {
    return run.lines().stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError(run.out() + run.err()));
  }

  @Test
  void aColumnSaysWhichModelsTheKeyMayCall() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Run run = models(standIn.baseUrl().toString());
      assertEquals(0, run.exit(), run.err());
      assertEquals("", run.err());
      assertTrue(run.lines().getFirst().matches("model +key +window .*"), run.out());
      assertTrue(line(run, "moonshot/kimi-k3.1-pro ").matches("\\S+ +yes +1,048,576 .*"));
      assertTrue(line(run, "moonshot/kimi-k2.5 ").matches("\\S+ +no +262,144 .*"));
      assertTrue(line(run, "openrouter/moonshotai/kimi-k3 ").matches("\\S+ +- +1,048,576 .*"));
      assertTrue(
          line(run, "moonshot (127.0.0.1:")
              .endsWith(" lists 6 of the catalogue's models for this key, and 0 others"));
      assertEquals(0, standIn.bill().total().requests());
    }
  }

  @Test
  void whatDiffersIsSaidBelow() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Run run = models(standIn.baseUrl().toString(), "--set", rows());
      assertTrue(line(run, "  not listed, so not to be called: ").endsWith("kimi-k9"), run.out());
      assertTrue(
          run.lines().contains("  kimi-k3: window 1,048,576 tokens there, 500,000 in its row"),
          run.out());
      assertTrue(
          run.lines()
              .contains(
                  "  kimi-k3.1-pro-highspeed: listed, though its row says that it is refused from"
                      + " 2026-11-01 on"),
          run.out());
      Run named = models(standIn.baseUrl().toString(), "--set", rows(), "kimi-k3");
      assertTrue(named.out().contains("\n  the key may call it (127.0.0.1:"), named.out());
      assertTrue(named.out().contains("\n  window 1,048,576 tokens there"), named.out());
      Run missing = models(standIn.baseUrl().toString(), "--set", rows(), "kimi-k9");
      assertTrue(missing.out().contains("\n  the key may not call it ("), missing.out());
    }
  }

  @Test
  void jsonCarriesTheSame() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      List<JsonNode> lines = json(models(standIn.baseUrl().toString(), "--set", rows(), "--json"));
      JsonNode k3 = named(lines, "moonshot/kimi-k3");
      assertTrue(k3.get("callable").asBoolean());
      assertEquals(1_048_576, k3.get("listed").get("window_tokens").asInt());
      assertTrue(k3.get("differences").get(0).asText().startsWith("window "), k3.toString());
      assertFalse(named(lines, "moonshot/kimi-k9").get("callable").asBoolean(true));
      assertTrue(named(lines, "vercel/moonshotai/kimi-k3.1-pro").get("callable").isNull());
      JsonNode listing = lines.getLast().get("listing");
      assertEquals(6, listing.get("models").asInt());
      assertEquals(0, listing.get("unknown").size());
      assertTrue(listing.get("failure").isNull());
      JsonNode offline =
          json(models(standIn.baseUrl().toString(), "--offline", "--json")).getLast();
      assertTrue(offline.get("callable").isNull() && offline.get("listed").isNull());
    }
  }

  @Test
  void idsWithoutARowAreNamed() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      // At a provider that has no row for them, all are unknown.
      Map<String, String> openai =
          Map.of("OPENAI_BASE_URL", standIn.baseUrl().toString(), "OPENAI_API_KEY", "sk-x");
      Run run = models(openai, "--set", "llm.provider=openai");
      assertEquals(0, run.exit(), run.err());
      assertTrue(
          line(run, "  in no row of the catalogue: ")
              .contains("kimi-k3.1-pro (window 1,048,576), "),
          run.out());
      JsonNode listing =
          json(models(openai, "--set", "llm.provider=openai", "--json")).getLast().get("listing");
      assertEquals(6, listing.get("unknown").size());
      assertEquals("kimi-k3.1-pro", listing.get("unknown").get(0).get("id").asText());
    }
  }

  @Test
  void withoutAKeyOrOfflineNothingIsAskedAndNothingChanges() {
    String nobody = "http://127.0.0.1:1/v1";
    Run bare = models(Map.of());
    assertEquals(0, bare.exit(), bare.err());
    for (Run run :
        List.of(
            models(Map.of("KIMI_BASE_URL", nobody)),
            models(Map.of("KIMI_BASE_URL", nobody, "KIMI_API_KEY", " ")),
            models(nobody, "--offline"))) {
      assertEquals(bare, run);
    }
    assertEquals(0, models(nobody, "--providers").exit());
    assertEquals(0, models(nobody, "--tiers").exit());
  }

  @Test
  void whoCannotBeAskedIsSaidBelowTheTable() throws IOException {
    Run bare = models(Map.of());
    StandInSettings strict =
        StandInSettings.DEFAULTS.withAccounts(
            List.of(new Account("another", "sk-another", 1, BigDecimal.TEN)));
    try (StandIn standIn = StandIn.start(strict)) {
      String path = standIn.baseUrl().toString().replace("/v1", "");
      Map<String, String> wrong = new HashMap<>();
      wrong.put(standIn.baseUrl().toString(), "401, ");
      wrong.put(path, "404, ");
      wrong.put("http://127.0.0.1:1/v1", "nobody listens there");
      wrong.put(
          "https://u:secret@example.org/v1", "KIMI_BASE_URL is no plain http or https address");
      wrong.forEach(
          (url, said) -> {
            Run run = models(url);
            assertEquals(Exit.MODEL.code(), run.exit(), url);
            assertEquals(bare.out(), run.out(), url);
            List<String> told = run.err().lines().toList();
            assertEquals(2, told.size(), run.err());
            assertTrue(told.getFirst().startsWith("lectern models: "), run.err());
            assertTrue(told.getFirst().contains(said), run.err());
            assertTrue(told.get(1).startsWith("hint: "), run.err());
            assertFalse(run.err().contains("sk-of-the-test") || run.err().contains("secret"));
          });
      JsonNode line = jsonOf(models(standIn.baseUrl().toString(), "--json")).getLast();
      assertTrue(line.get("listing").get("failure").asText().contains("401, "), line.toString());
    }
  }

  @Test
  void aKeyGoesNowhereThatAFileNames() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Path file =
          Files.writeString(
              folder.resolve("lectern.toml"),
              "[llm]\nprovider = \"moonshot\"\nbase_url = \"" + standIn.baseUrl() + "\"\n");
      Run run = models(Map.of("KIMI_API_KEY", "sk-x"), "--settings", file.toString());
      assertEquals(0, run.exit());
      assertTrue(run.err().contains("the key of moonshot does not go to 127.0.0.1:"), run.err());
      assertEquals(models(Map.of()).out(), run.out());
    }
  }

  @Test
  void aRetiredModelInTheSettingsIsNoReasonNotToAsk() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      for (String model : List.of("kimi-k2.5", "kimi-k2.6-thinking")) {
        Run run = models(standIn.baseUrl().toString(), "--set", "llm.model=" + model);
        assertTrue(run.out().contains(" lists 6 of "), run.out() + run.err());
      }
    }
  }

  private static JsonNode named(List<JsonNode> lines, String name) {
    return lines.stream()
        .filter(line -> line.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> json(Run run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return jsonOf(run);
  }

  private static List<JsonNode> jsonOf(Run run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.lines()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }
}
