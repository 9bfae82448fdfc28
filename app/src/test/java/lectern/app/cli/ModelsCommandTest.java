package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GUIDES = "--prices-as-of=2026-04-24";

  @TempDir Path folder;

  @Test
  void aLineHasWindowPricesAndSource() {
    Run models = Run.of("models", "--prices-as-of", "2026-11-20");
    assertEquals(0, models.exit(), models.err());
    String line = line(models, "moonshot/kimi-k3.1-pro ");
    assertTrue(
        line.matches(
            ".* 1,048,576 1,048,576 +2\\.00 +0\\.20 +10\\.00 +2\\.00 +4\\.00 +effort +https://.*"
                + " \\(2026-11-20\\)"),
        line);
    String retired = line(models, "moonshot/kimi-k2.5 ");
    assertTrue(retired.contains("from 2026-08-31 on, then moonshot/kimi-k3.1-pro"), retired);
  }

  @Test
  void theGuidesDayGivesTheGuidesFigures() {
    Run models = Run.of("models", GUIDES);
    String k3 = line(models, "moonshot/kimi-k3 ");
    assertTrue(k3.contains("projected: $0.80 to 1.20 in, $3.00 to 4.50 out"), k3);
    String k26 = line(models, "moonshot/kimi-k2.6 ");
    assertTrue(k26.contains("projected: $0.60 in, $2.50 out"), k26);
  }

  @Test
  void aNameMeansAllThatAnswerToIt() {
    Run named = Run.of("models", "kimi-k2-6");
    assertTrue(named.out().startsWith("moonshot/kimi-k2.6\n"), named.out());
    assertTrue(named.out().contains("\ncloudflare/@cf/moonshotai/kimi-k2.6\n"), named.out());
    Run unknown = Run.of("models", "kimi-k9");
    assertEquals(Exit.USAGE.code(), unknown.exit());
    assertTrue(unknown.err().contains("hint: Nearest: kimi-k"), unknown.err());
  }

  @Test
  void jsonHasAllPrices() {
    JsonNode k3 = json(Run.of("models", "moonshot/kimi-k3", GUIDES, "--json")).getFirst();
    assertTrue(k3.get("price").get("projected").asBoolean(), k3.toString());
    assertEquals(0.8, k3.get("price").get("least_input_usd_per_mtok").asDouble());
    assertEquals(3, k3.get("prices").size());
    List<JsonNode> providers = json(Run.of("models", "--providers", "--json"));
    assertEquals(14, providers.size());
    assertEquals(
        List.of("moonshot", "moonshot-cn"),
        providers.stream()
            .filter(row -> row.get("moonshot_tools").asBoolean())
            .filter(row -> row.get("token_estimates").asBoolean())
            .map(row -> row.get("name").asText())
            .toList());
    assertEquals(6, json(Run.of("models", "--tiers", "--json")).size());
  }

  @Test
  void oneThingIsPrintedAtATime() {
    assertEquals(Exit.USAGE.code(), Run.of("models", "--providers", "--tiers").exit());
    assertEquals(Exit.USAGE.code(), Run.of("models", "kimi-k3", "--tiers").exit());
    Run noDate = Run.of("models", "--prices-as-of", "yesterday");
    assertEquals(Exit.USAGE.code(), noDate.exit());
    assertTrue(noDate.err().contains("is no date: yesterday"), noDate.err());
  }

  @Test
  void planAndAskPriceByTheDayAndSayWhatANameBecame() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The notice period is nine months.\n");
    String at = folder.toString();
    Run other = Run.of("plan", at, "What is it?", "--model", "moonshotai/kimi-k3");
    assertEquals(0, other.exit(), other.err());
    Run alias = Run.of("plan", at, "What is it?", "--model", "kimi-k3-1-pro");
    assertTrue(alias.err().contains("kimi-k3-1-pro means moonshot/kimi-k3.1-pro"), alias.err());
    Run plan = Run.of("plan", at, "What is the notice period?", "--model", "kimi-k3", GUIDES);
    assertTrue(plan.err().contains("is projected, not the provider's"), plan.err());
    assertTrue(plan.out().contains(", projected) with moonshot/kimi-k3"), plan.out());
    JsonNode guess =
        json(Run.of("plan", at, "What is it?", "--model", "kimi-k3", GUIDES, "--json")).getFirst();
    JsonNode real =
        json(Run.of("plan", at, "What is it?", "--model", "kimi-k3", "--json")).getFirst();
    assertTrue(guess.get("price_projected").asBoolean());
    assertFalse(real.get("price_projected").asBoolean());
    assertTrue(
        guess.get("price_usd").get("most").asDouble()
            < real.get("price_usd").get("most").asDouble());
    Run ask = Run.of("ask", at, "What is the notice period?", "--model", "kimi-k3", GUIDES);
    assertEquals(0, ask.exit(), ask.err());
    assertTrue(ask.err().contains("$0.80 to 1.20 in"), ask.err());
    Run quiet = Run.of("plan", at, "What is it?", "--model", "kimi-k3", GUIDES, "--quiet");
    assertEquals("", quiet.err());
  }

  @Test
  void oneVariableSwitchesTheModel() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "The notice period is nine months.\n");
    Run plan =
        Run.with(
            "",
            Map.of("LECTERN_INGEST_EMBED", "off", "KIMI_MODEL_PREFERENCE", "kimi-k3,kimi-k2.6"),
            "plan",
            folder.toString(),
            "What is it?",
            "--json");
    assertEquals("kimi-k3", json(plan).getFirst().get("model").asText());
  }

  private static String line(Run run, String start) {
    return run.lines().stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError(run.out()));
  }

  private static List<JsonNode> json(Run run) {
    assertEquals(0, run.exit(), run.err());
    return run.lines().stream().map(ModelsCommandTest::read).toList();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }
}
