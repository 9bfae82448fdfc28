package lectern.synthesize.kimi;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.ModelRules.Thinking;
import lectern.synthesize.OutputCharge;
import lectern.synthesize.Pricing;
import lectern.synthesize.Prompt;
import lectern.synthesize.Provider;
import lectern.synthesize.Provider.CachedTokens;
import lectern.synthesize.Provider.Quirks;
import lectern.synthesize.Tier;

/// A client with everything that tests turn, against whatever listens at an address.
final class Wire implements AutoCloseable {
  static final KimiSettings QUICK =
      new KimiSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          4);

  static final String KEY = "sk-secret-of-the-test";

  /// Waits take no time, and are noted.
  static final class Waits implements Time {
    final List<Duration> slept = new ArrayList<>();
    private long passed;

    @Override
    public synchronized long nanos() {
      return System.nanoTime() + passed;
    }

    @Override
    public synchronized void sleep(Duration duration) {
      slept.add(duration);
      passed += duration.toNanos();
    }
  }

  final RecordingLedger ledger = new RecordingLedger();
  final Waits waits = new Waits();
  final List<String> told = new ArrayList<>();
  final Governor governor;
  private final KimiClient client;

  Wire(URI baseUrl) {
    this(baseUrl, QUICK);
  }

  Wire(URI baseUrl, KimiSettings settings) {
    this(new Endpoint(moonshot(), baseUrl, KEY), settings, KimiOptions.DEFAULTS);
  }

  Wire(Endpoint endpoint, KimiSettings settings, KimiOptions options) {
    governor = new Governor(Limits.UNKNOWN, List.of(), OutputCharge.BUDGET, waits);
    client =
        new KimiClient(
            endpoint,
            settings,
            options,
            ledger,
            governor,
            waits,
            InstantSource.system(),
            new Random(7),
            new EnvironmentProxy(Map.of()),
            told::add);
  }

  static Provider moonshot() {
    return new Provider(
        "moonshot",
        URI.create("https://api.moonshot.ai/v1"),
        List.of("KIMI_API_KEY"),
        new Quirks(
            "reasoning_content",
            CachedTokens.TOP_LEVEL,
            true,
            true,
            false,
            "max_completion_tokens",
            true,
            true),
        null,
        URI.create("https://example.org"),
        LocalDate.EPOCH);
  }

  static ModelCard k3() {
    return card(new ModelRules(Thinking.EFFORT, true, true, true, true, true));
  }

  static ModelCard card(ModelRules rules) {
    Pricing pricing =
        new Pricing(
            BigDecimal.valueOf(2),
            new BigDecimal("0.2"),
            BigDecimal.TEN,
            BigDecimal.valueOf(2),
            BigDecimal.valueOf(4),
            null,
            LocalDate.EPOCH,
            false);
    return new ModelCard(
        "kimi-k3.1-pro",
        "moonshot",
        1_048_576,
        1_048_576,
        pricing,
        rules,
        null,
        null,
        URI.create("https://example.org"),
        LocalDate.EPOCH);
  }

  static ChatRequest request(ModelCard model) {
    return new ChatRequest(
        new Prompt("Be exact.", "[d1#0] The rent is £42,000.", "What is the rent?"),
        model,
        2_000,
        Tier.SHORT,
        "everything",
        1_000);
  }

  Completion ask() {
    return client.complete(request(k3()));
  }

  Completion ask(ChatRequest request) {
    return client.complete(request);
  }

  KimiClient client() {
    return client;
  }

  Completion ask(ChatParts parts) {
    return ask(k3(), parts);
  }

  Completion ask(ModelCard model, ChatParts parts) {
    return ask(request(model), parts);
  }

  Completion ask(ChatRequest request, ChatParts parts) {
    return client.complete(request, parts);
  }

  Completion ask(ModelCard model) {
    return client.complete(request(model));
  }

  String failureOf(int call) {
    return String.valueOf(ledger.ends.get(call).failure());
  }

  @Override
  public void close() {
    client.close();
  }
}
