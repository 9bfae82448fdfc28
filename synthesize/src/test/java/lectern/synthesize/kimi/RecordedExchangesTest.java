package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lectern.synthesize.CallEnd;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelListing;
import lectern.synthesize.Provider;
import lectern.synthesize.Reply;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Usage;
import lectern.synthesize.catalogue.ModelCatalogue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The client before every exchange of `wire/exchanges`: with the models and prices of the shipped
/// catalogue, whole and torn into pieces of five bytes.
class RecordedExchangesTest {
  static final Path FOLDER = Path.of("../wire/exchanges");

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// One try: what the file says is all there is.
  private static final KimiSettings ONCE =
      new KimiSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          1);

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".http")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadAsTheFileSays(Path file) throws IOException {
    RecordedExchange exchange = RecordedExchange.read(file);
    for (int pieceBytes : new int[] {1 << 20, 5}) {
      JsonNode outcome = outcome(exchange, pieceBytes);
      assertEquals(
          pretty(exchange.expected()),
          pretty(outcome),
          "If this is right, it is what \"expect\" of " + file + " should be: " + pretty(outcome));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void saysWhereItIsFromAndHoldsNoSecret(Path file) throws IOException {
    JsonNode front = RecordedExchange.read(file).front();
    assertTrue(
        front.path("source").asText().matches("(reconstructed|recorded) .{20,}"), file.toString());
    assertTrue(front.path("title").asText().length() > 10, file.toString());
    String text = Files.readString(file);
    assertTrue(!text.matches("(?is).*(authorization:|bearer |sk-[a-z0-9]{8}).*"), file.toString());
  }

  /// Whatever comes or goes, these stay covered.
  @Test
  void everyShapeThatIsKnownIsThere() throws IOException {
    Set<String> failures = new HashSet<>();
    Set<String> providers = new HashSet<>();
    for (Path file : files()) {
      RecordedExchange exchange = RecordedExchange.read(file);
      failures.add(exchange.expected().path("failure").asText("none"));
      providers.add(exchange.front().path("provider").asText());
    }
    assertTrue(
        failures.containsAll(
            List.of(
                "none",
                "TRUNCATED",
                "RATE_LIMITED",
                "OVERLOADED",
                "NO_QUOTA",
                "NO_MODEL",
                "OVER_LIMIT",
                "BAD_REQUEST",
                "BAD_KEY")),
        failures.toString());
    assertTrue(
        providers.containsAll(List.of("moonshot", "deepseek", "openrouter", "vllm")),
        providers.toString());
  }

  private static String pretty(JsonNode json) throws JsonProcessingException {
    return JSON.writeValueAsString(JSON.treeToValue(json, java.util.TreeMap.class));
  }

  static JsonNode outcome(RecordedExchange exchange, int pieceBytes) throws IOException {
    ModelCatalogue catalogue = ModelCatalogue.shipped();
    Provider provider = catalogue.provider(exchange.front().path("provider").asText());
    try (ScriptedServer server = new ScriptedServer(exchange.script(pieceBytes))) {
      URI address =
          URI.create("http://" + server.baseUrl().getAuthority() + provider.baseUrl().getPath());
      Endpoint endpoint = new Endpoint(provider, address, Wire.KEY);
      JsonNode outcome =
          exchange.requestLine().startsWith("GET ")
              ? listed(endpoint)
              : asked(
                  endpoint,
                  card(catalogue, exchange.front()),
                  exchange.request().path("stream").asBoolean()
                      ? ChatParts.NONE
                      : ChatParts.NONE.whole());
      assertEquals(1, server.requests.size());
      assertNull(exchange.difference(server.heads.getFirst(), server.requests.getFirst()));
      return outcome;
    }
  }

  private static ModelCard card(ModelCatalogue catalogue, JsonNode front) {
    String provider = front.path("provider").asText();
    String id = front.path("model").asText();
    // Retired ones too.
    return catalogue.cards(DAY).stream()
        .filter(card -> card.name().equals(provider + "/" + id))
        .findFirst()
        .orElseGet(() -> catalogue.find(provider, id, DAY, DAY).card());
  }

  private static JsonNode listed(Endpoint endpoint) {
    ModelListing listing =
        new ModelLister(
                new EnvironmentProxy(Map.of()), Duration.ofSeconds(20), InstantSource.system())
            .list(endpoint);
    ObjectNode json = JSON.createObjectNode();
    switch (listing) {
      case ModelListing.Listed(String _, String _, var models) ->
          models.forEach(
              model ->
                  json.withArray("models")
                      .add(
                          model.id()
                              + " "
                              + model.windowTokens()
                              + " "
                              + model.images()
                              + " "
                              + model.video()
                              + " "
                              + model.reasoning()));
      case ModelListing.Failed failed -> json.put("message", failed.message());
      case ModelListing.KeptBack _ -> json.put("message", "kept back");
    }
    return json;
  }

  private static JsonNode asked(Endpoint endpoint, ModelCard model, ChatParts parts) {
    ObjectNode json = JSON.createObjectNode();
    try (Wire wire = new Wire(endpoint, ONCE, KimiOptions.DEFAULTS)) {
      Completion completion = null;
      try {
        completion = wire.ask(model, parts);
      } catch (SynthesisException.OverLimit e) {
        json.put("counted_tokens", e.countedTokens());
      } catch (SynthesisException.NoCompletion _) {
        // The ledger says why.
      }
      assertEquals(1, wire.ledger.ends.size());
      put(json, wire.ledger.ends.getFirst(), completion);
      put(json, wire.governor.limits());
    }
    return json;
  }

  private static void put(ObjectNode json, CallEnd end, @Nullable Completion completion) {
    json.put("outcome", end.outcome().name());
    if (completion == null) {
      String[] failure = String.valueOf(end.failure()).split(": ", 2);
      json.put("failure", failure[0]);
      json.put("message", failure[1]);
    } else {
      json.put("finish", completion.finish().name());
    }
    Reply reply = end.reply();
    if (reply != null) {
      json.put("text", reply.text());
      if (reply.reasoning() != null) {
        json.put("reasoning", reply.reasoning());
      }
      Usage usage = reply.usage();
      if (!usage.equals(Usage.NONE)) {
        json.putObject("usage")
            .put("prompt_tokens", usage.promptTokens())
            .put("cached_tokens", usage.cachedTokens())
            .put("cache_write_tokens", usage.cacheWriteTokens())
            .put("completion_tokens", usage.completionTokens());
      }
    }
    BigDecimal cost = end.costUsd();
    if (cost != null) {
      json.put("cost_usd", cost.stripTrailingZeros().toPlainString());
    }
    if (end.traceId() != null) {
      json.put("trace_id", end.traceId());
    }
  }

  private static void put(ObjectNode json, Limits limits) {
    if (!limits.equals(Limits.UNKNOWN)) {
      ObjectNode told = json.putObject("limits");
      if (limits.concurrency() != null) {
        told.put("concurrency", limits.concurrency());
      }
      if (limits.requestsPerMinute() != null) {
        told.put("requests_per_minute", limits.requestsPerMinute());
      }
      if (limits.tokensPerMinute() != null) {
        told.put("tokens_per_minute", limits.tokensPerMinute());
      }
    }
  }
}
