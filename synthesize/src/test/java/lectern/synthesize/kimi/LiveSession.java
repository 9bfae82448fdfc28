package lectern.synthesize.kimi;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import lectern.ingest.TokenCounter;
import lectern.ingest.tokens.O200kCounter;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelListing;
import lectern.synthesize.OutputCharge;
import lectern.synthesize.Prompt;
import lectern.synthesize.Tier;
import lectern.synthesize.catalogue.ModelCatalogue;

/// A client as the product puts it together, at Moonshot or a server in its place, within a cap.
final class LiveSession implements AutoCloseable {
  /// As the planner's, for what a provider's template adds.
  private static final int TEMPLATE_TOKENS = 64;

  final ModelCard model;
  final CappedLedger ledger;
  private final Endpoint endpoint;
  private final EnvironmentProxy proxy = new EnvironmentProxy(System.getenv());
  private final TokenCounter counter = new O200kCounter();
  private final KimiClient client;

  LiveSession(LiveTarget target, CappedLedger ledger) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    ModelCatalogue catalogue = ModelCatalogue.shipped();
    this.model = catalogue.find("moonshot", target.model(), today, today).card();
    this.ledger = ledger;
    this.endpoint = new Endpoint(catalogue.provider("moonshot"), target.baseUrl(), target.key());
    this.client =
        new KimiClient(
            endpoint,
            KimiSettings.DEFAULTS,
            KimiOptions.DEFAULTS,
            ledger,
            new Governor(Limits.UNKNOWN, List.of(), OutputCharge.BUDGET, Time.SYSTEM),
            Time.SYSTEM,
            InstantSource.system(),
            new Random(),
            proxy,
            System.out::println);
  }

  Completion ask(Prompt prompt, int completionTokens) {
    return ask(model, prompt, completionTokens);
  }

  Completion ask(ModelCard card, Prompt prompt, int completionTokens) {
    return client.complete(
        new ChatRequest(
            prompt, card, completionTokens, Tier.SHORT, "live test", predictedTokens(prompt)));
  }

  /// As our counter counts, without any margin.
  int countedTokens(Prompt prompt) {
    return counter.count(prompt.instructions())
        + counter.count(prompt.evidence())
        + counter.count(prompt.question());
  }

  /// As a plan counts.
  long predictedTokens(Prompt prompt) {
    return (long) Math.ceil(countedTokens(prompt) * (1 + counter.margin())) + TEMPLATE_TOKENS;
  }

  ModelListing models() {
    return new ModelLister(proxy, ModelLister.LONGEST, InstantSource.system()).list(endpoint);
  }

  /// What the provider's `tokenizers/estimate-token-count` says of a prompt; asking is free.
  long estimatedTokens(Prompt prompt) {
    return new TokenEstimator(proxy, TokenEstimator.LONGEST, InstantSource.system())
        .estimate(endpoint, model, prompt);
  }

  @Override
  public void close() {
    client.close();
  }
}
