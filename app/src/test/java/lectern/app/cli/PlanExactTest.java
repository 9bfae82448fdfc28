package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.synthesize.standin.Account;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A planned prompt as its provider counts it.
class PlanExactTest {
  private static final String QUESTION = "Who mends the roof?";

  @TempDir private Path folder;
  @TempDir private Path state;

  @BeforeEach
  void collection() throws IOException {
    Files.writeString(
        folder.resolve("dog.txt"), "No dog may be kept on the premises.\n".repeat(50));
    Files.writeString(folder.resolve("roof.txt"), "The landlord mends the roof.\n");
  }

  private Map<String, String> environment(String provider, String baseUrl) {
    return Map.of(
        provider + "_BASE_URL",
        baseUrl,
        provider + "_API_KEY",
        "sk-of-the-test",
        "LECTERN_STATE",
        state.toString(),
        "LECTERN_INGEST_EMBED",
        "off");
  }

  private Run run(Map<String, String> environment, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, folder.toString(), QUESTION));
    arguments.addAll(List.of(more));
    return Run.with("", environment, arguments.toArray(String[]::new));
  }

  private Run run(String baseUrl, String command, String... more) {
    return run(environment("KIMI", baseUrl), command, more);
  }

  private static JsonNode json(Run run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void whatIsCountedIsWhatIsBilledLater() throws IOException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withSeed(42))) {
      String url = standIn.baseUrl().toString();
      JsonNode unasked = json(run(url, "plan", "--json"));
      assertTrue(unasked.has("exact_prompt_tokens"), unasked.toString());
      assertTrue(unasked.get("exact_prompt_tokens").isNull(), unasked.toString());
      JsonNode plan = json(run(url, "plan", "--exact", "--json"));
      long exact = plan.path("exact_prompt_tokens").asLong();
      assertEquals(0, standIn.bill().total().requests());
      Run costs = Run.with("", environment("KIMI", url), "costs", "--calls", "--json");
      assertEquals(List.of(), costs.lines(), costs.err());
      String words = run(url, "plan", "--exact").out();
      assertTrue(
          words.contains(
              String.format(
                  Locale.ROOT,
                  "\ncounted by the provider: %,d of %,d planned prompt tokens, ",
                  exact,
                  plan.path("prompt_tokens").asLong())),
          words);
      assertTrue(words.endsWith(" of the counter here\n"), words);
      assertFalse(run(url, "plan").out().contains("counted by the provider"));
      assertEquals(0, run(url, "ask").exit());
      assertEquals(standIn.bill().total().promptTokens(), exact);
    }
  }

  /// Whoever counts far more than anybody expects.
  @Test
  void moreThanPlannedIsTold() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try {
      List<Integer> totals = new ArrayList<>(List.of(20_000, 1_040_000));
      server.createContext(
          "/v1/tokenizers/estimate-token-count",
          exchange -> {
            byte[] body =
                ("{\"data\":{\"total_tokens\":" + totals.removeFirst() + "}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      String url = "http://localhost:" + server.getAddress().getPort() + "/v1";
      String more = run(url, "plan", "--exact").out();
      assertTrue(more.contains("counted by the provider: 20,000 of "), more);
      assertTrue(more.endsWith(" more than planned, which the window still takes\n"), more);
      JsonNode plan = json(run(url, "plan", "--json"));
      long over =
          1_040_000 + plan.path("completion_tokens").asLong() - plan.path("window_tokens").asLong();
      assertTrue(over > 0, plan.toString());
      Run refused = run(url, "plan", "--exact");
      assertEquals(0, refused.exit());
      assertTrue(
          refused
              .out()
              .contains(
                  String.format(
                      Locale.ROOT,
                      "; with the completion that is %,d more than the window takes: the provider"
                          + " would refuse it",
                      over)),
          refused.out());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void withoutAKeyNobodyIsAskedAndThatIsToldAtOnce() {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Map<String, String> keyless =
          new HashMap<>(environment("KIMI", standIn.baseUrl().toString()));
      keyless.remove("KIMI_API_KEY");
      Run run = run(keyless, "plan", "--exact");
      assertEquals(Exit.USAGE.code(), run.exit());
      assertTrue(
          run.err().contains("--exact asks a provider to count, and no key is set for moonshot/"),
          run.err());
      assertTrue(run.err().contains("KIMI_API_KEY"), run.err());
      assertEquals("", run.out());
      assertFalse(Files.exists(folder.resolve(".lectern")), "the folder was not read");
    }
  }

  @Test
  void aProviderThatCountsNothingOnRequestIsNotAsked() throws IOException {
    Path rows =
        Files.writeString(
            state.resolve("mine.toml"),
            """
            [[model]]
            provider = "openai"
            id = "kimi-k3"
            window-tokens = 500_000
            max-completion-tokens = 100_000
            source = "https://example.org"
            as-of = 2026-11-20
            """);
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      Run run =
          run(
              environment("OPENAI", standIn.baseUrl().toString()),
              "plan",
              "--exact",
              "--set",
              "llm.provider=openai",
              "--set",
              "llm.model=kimi-k3",
              "--set",
              "catalogue=" + rows);
      assertEquals(Exit.MODEL.code(), run.exit(), run.err());
      assertTrue(run.err().contains("openai at 127.0.0.1:"), run.err());
      assertTrue(run.err().contains(" counts no tokens on request"), run.err());
      assertTrue(run.err().contains("hint: Moonshot's services do"), run.err());
    }
  }

  @Test
  void whyThereIsNoCountIsToldInTwoLines() {
    StandInSettings strict =
        StandInSettings.DEFAULTS.withAccounts(
            List.of(new Account("another", "sk-another", 1, BigDecimal.TEN)));
    try (StandIn standIn = StandIn.start(strict)) {
      String url = standIn.baseUrl().toString();
      Map<String, String> wrong =
          Map.of(url, "401, ", url.replace("/v1", ""), "404, ", "http://127.0.0.1:1/v1", "nobody");
      wrong.forEach(
          (address, said) -> {
            Run run = run(address, "plan", "--exact", "--json", "-q");
            assertEquals(Exit.MODEL.code(), run.exit(), run.err());
            assertEquals("", run.out());
            List<String> told = run.err().lines().toList();
            assertEquals(2, told.size(), run.err());
            assertTrue(
                told.getFirst()
                    .startsWith("lectern plan: no count of the prompt from moonshot at "),
                run.err());
            assertTrue(told.getFirst().contains(said), run.err());
            assertTrue(told.get(1).startsWith("hint: "), run.err());
            assertFalse(run.err().contains("sk-of-the-test"), run.err());
          });
    }
  }
}
