package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Prompt;
import lectern.synthesize.Provider;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEstimatorTest {
  private static final Prompt PROMPT =
      new Prompt(
          "Be exact.",
          "[d1#0] The rent is £42,000 a year. 租金每年四万二千镑。\n".repeat(300),
          "What is the rent?");

  private static long estimate(URI baseUrl, @Nullable String key, Prompt prompt) {
    return estimate(
        new Endpoint(Wire.moonshot(), baseUrl, key), Duration.ofSeconds(30), Map.of(), prompt);
  }

  private static long estimate(
      Endpoint endpoint, Duration longest, Map<String, String> environment, Prompt prompt) {
    return new TokenEstimator(new EnvironmentProxy(environment), longest, InstantSource.system())
        .estimate(endpoint, Wire.k3(), prompt);
  }

  private static ScriptedServer.Script counting(String total) {
    return ScriptedServer.reply(
        200, "application/json", "{\"data\":{\"total_tokens\":" + total + "}}");
  }

  @Test
  void sendsTheModelAndTheMessagesAloneAndReadsTheTotal() throws IOException {
    try (ScriptedServer server = new ScriptedServer(counting("80"))) {
      Prompt prompt = new Prompt("Be \"exact\".", "Evidence.\n", "What?");
      assertEquals(80, estimate(server.baseUrl(), Wire.KEY, prompt));
      assertEquals(
          new ObjectMapper()
              .readTree(
                  "{\"model\":\"kimi-k3.1-pro\",\"messages\":["
                      + "{\"role\":\"system\",\"content\":\"Be \\\"exact\\\".\"},"
                      + "{\"role\":\"user\",\"content\":\"Evidence.\\n\"},"
                      + "{\"role\":\"user\",\"content\":\"What?\"}]}"),
          new ObjectMapper().readTree(server.requests.getFirst()));
      String head = server.heads.getFirst();
      assertTrue(head.startsWith("POST /v1/tokenizers/estimate-token-count HTTP/1.1\r\n"), head);
      assertTrue(head.contains("Authorization: Bearer " + Wire.KEY + "\r\n"), head);
      assertTrue(head.contains("Content-Type: application/json\r\n"), head);
    }
  }

  /// Whose ratios are hidden: what it counts is what it bills for the same messages.
  @Test
  void theStandInCountsWhatItBills() {
    ModelCard model = Wire.k3();
    for (long seed : List.of(1L, 42L)) {
      try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS.withSeed(seed));
          Wire wire = new Wire(standIn.baseUrl())) {
        long counted = estimate(standIn.baseUrl(), Wire.KEY, PROMPT);
        assertEquals(0, standIn.bill().total().requests());
        wire.ask(new ChatRequest(PROMPT, model, 2_000, Tier.SHORT, "everything", 20_000));
        assertEquals(standIn.bill().total().promptTokens(), counted);
      }
    }
  }

  @Test
  void aProviderWithoutTheEndpointIsNotAsked() throws IOException {
    Provider moonshot = Wire.moonshot();
    Provider other =
        new Provider(
            "elsewhere",
            moonshot.baseUrl(),
            moonshot.keyVariables(),
            new Provider.Quirks(
                "reasoning",
                Provider.CachedTokens.DETAILS,
                false,
                false,
                false,
                "max_tokens",
                false,
                false),
            null,
            moonshot.source(),
            moonshot.asOf());
    try (ScriptedServer server = new ScriptedServer(counting("80"))) {
      Endpoint endpoint = new Endpoint(other, server.baseUrl(), Wire.KEY);
      var none =
          assertThrows(
              SynthesisException.NoTokenCount.class,
              () -> estimate(endpoint, Duration.ofSeconds(5), Map.of(), PROMPT));
      assertTrue(
          String.valueOf(none.getMessage()).startsWith("elsewhere at 127.0.0.1:"), none.toString());
      assertTrue(none.hint().contains("--model"), none.hint());
      assertEquals(List.of(), server.requests);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|application/json|{'error':{'type':'incorrect_api_key_error','message':'Incorrect API key provided: sk-secret-of-the-test'}}|401, Incorrect API key provided: [key]|in the environment anew",
        "404|text/html|<html><body>Not Found</body></html>|404, Not Found|need not count tokens",
        "404|application/json|{'error':{'type':'resource_not_found_error','message':'Not found the model kimi-k3'}}|404, Not found the model kimi-k3|`lectern models`",
        "400|application/json|{'error':{'type':'invalid_request_error','message':'content must not be empty'}}|400, content must|take the planned tokens",
        "413|text/html|<html><title>413 Request Entity Too Large</title></html>|413, an HTML page: Request Entity|take the planned tokens",
        "429|application/json|{'error':{'type':'rate_limit_reached_error','message':'slow down'}}|429, slow down|again later",
        "500|text/plain|oh dear|500, oh dear|again later",
        "200|text/html|<html><title>Sign in sk-secret-of-the-test</title></html>|no count of tokens: an HTML page: Sign in [key]|mostly in /v1",
        "200|application/json|{'data':{'total_tokens':-3}}|no count of tokens: {'data'|mostly in /v1",
        "200|application/json|{'data':{'total_tokens':0}}|no count of tokens|mostly in /v1",
        "200|application/json|{'data':{'total_tokens':1.5}}|no count of tokens|mostly in /v1",
        "200|application/json|{'data':{'total_tokens':'80'}}|no count of tokens|mostly in /v1",
        "200|application/json|{'data':{'total_tokens':99999999999999999999}}|no count of tokens|mostly in /v1",
        "200|application/json|{'data':{}}|no count of tokens|mostly in /v1",
        "200|application/json|[]|no count of tokens|mostly in /v1",
        "200|application/json|{'data':{'tot|no count of tokens|mostly in /v1",
        "200|application/json|''|no count of tokens|mostly in /v1",
        "307|text/plain|moved|307, redirects to 127.0.0.1:1, which is not followed|the base URL"
      })
  void saysInALineWhyThereIsNoCount(
      int status, String type, String body, String message, String hint) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.reply(
                status, type, body.replace('\'', '"'), "Location: http://127.0.0.1:1/v1/there"))) {
      var none =
          assertThrows(
              SynthesisException.NoTokenCount.class,
              () -> estimate(server.baseUrl(), Wire.KEY, PROMPT));
      String said = String.valueOf(none.getMessage());
      assertTrue(said.startsWith("no count of the prompt from moonshot at 127.0.0.1:"), said);
      assertTrue(said.contains(message.replace('\'', '"')), said);
      assertEquals(1, said.lines().count());
      assertTrue(none.hint().contains(hint), none.hint());
      assertFalse((said + none.hint()).contains(Wire.KEY), said);
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void nobodyThereIsSaid() {
    for (String address : List.of("http://127.0.0.1:1/v1", "http://no-such-host.invalid/v1")) {
      var none =
          assertThrows(
              SynthesisException.NoTokenCount.class,
              () -> estimate(URI.create(address), Wire.KEY, PROMPT));
      assertTrue(none.hint().contains("base URL"), none.toString());
    }
  }

  @Test
  void aReplyThatDoesNotEndIsGivenUpAndOneThatIsInterruptedEnds() throws IOException {
    AtomicReference<ScriptedServer> self = new AtomicReference<>();
    ScriptedServer.Script stalling =
        out -> {
          ScriptedServer.write(
              out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"data\":");
          self.get().ending.await();
        };
    try (ScriptedServer server = new ScriptedServer(stalling)) {
      self.set(server);
      Endpoint endpoint = new Endpoint(Wire.moonshot(), server.baseUrl(), Wire.KEY);
      var none =
          assertThrows(
              SynthesisException.NoTokenCount.class,
              () -> estimate(endpoint, Duration.ofMillis(300), Map.of(), PROMPT));
      assertTrue(
          String.valueOf(none.getMessage()).endsWith(": no count of tokens within 0.3 s"),
          none.toString());
      Thread.currentThread().interrupt();
      assertThrows(
          CancellationException.class,
          () -> estimate(endpoint, Duration.ofMinutes(5), Map.of(), PROMPT));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void goesByTheProxyOfTheEnvironment() throws IOException {
    try (ScriptedServer proxy = new ScriptedServer(counting("7"))) {
      URI baseUrl = URI.create("http://models.invalid/v1");
      assertEquals(
          7,
          estimate(
              new Endpoint(Wire.moonshot(), baseUrl, null),
              Duration.ofSeconds(30),
              Map.of("http_proxy", proxy.baseUrl().getAuthority()),
              PROMPT));
      assertTrue(
          proxy.heads.getFirst().startsWith("POST http://models.invalid/v1/tokenizers/"),
          proxy.heads.getFirst());
    }
  }
}
