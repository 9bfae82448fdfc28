package lectern.app;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.Calibration;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelListing;
import lectern.synthesize.Outlook;
import lectern.synthesize.Prompt;
import lectern.synthesize.Provider;
import lectern.synthesize.catalogue.ModelCatalogue;
import lectern.synthesize.kimi.Endpoint;
import lectern.synthesize.kimi.EnvironmentProxy;
import lectern.synthesize.kimi.Governor;
import lectern.synthesize.kimi.KimiClient;
import lectern.synthesize.kimi.KimiOptions;
import lectern.synthesize.kimi.KimiSettings;
import lectern.synthesize.kimi.Limits;
import lectern.synthesize.kimi.ModelLister;
import lectern.synthesize.kimi.PreferredModels;
import lectern.synthesize.kimi.Time;
import lectern.synthesize.kimi.TokenEstimator;
import lectern.synthesize.ledger.FileLedger;
import lectern.synthesize.ledger.LedgerAccount;
import lectern.synthesize.offline.ExtractiveReader;
import org.jspecify.annotations.Nullable;

/// Who answers questions: the models of the settings that can be reached with a key, best first, or
/// the extractive reader where there is none. Part of the composition root. Nothing is opened
/// before the first question is asked.
public final class ModelAccess implements ChatClient, AutoCloseable {
  private final ModelCard planned;
  private final List<Reached> reached;
  private final @Nullable String whyOffline;
  private final List<String> notes;
  private final Keys keys;
  private final ModelSettings settings;
  private final ModelCatalogue catalogue;
  private final Calibration calibration;
  private final List<Limits> tiers;
  private final Path ledger;
  private final boolean anew;
  private final Consumer<String> warnings;
  private final CallProgress progress;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Map<LedgerAccount, Account> accounts = new HashMap<>();
  private @Nullable ChatClient client;

  private record Reached(ModelRoute route, Endpoint endpoint) {}

  /// What the models of one key share.
  private record Account(FileLedger ledger, Governor governor) {}

  private ModelAccess(
      ModelCard planned,
      List<Reached> reached,
      @Nullable String whyOffline,
      List<String> notes,
      Keys keys,
      ModelSettings settings,
      ModelCatalogue catalogue,
      Calibration calibration,
      Path ledger,
      boolean anew,
      Consumer<String> warnings,
      CallProgress progress) {
    this.planned = planned;
    this.reached = reached;
    this.whyOffline = whyOffline;
    this.notes = notes;
    this.keys = keys;
    this.settings = settings;
    this.catalogue = catalogue;
    this.calibration = calibration;
    this.tiers = catalogue.tiers().stream().map(Limits::of).toList();
    this.ledger = ledger;
    this.anew = anew;
    this.warnings = warnings;
    this.progress = progress;
  }

  /// What the user says of one question.
  ///
  /// @param model name that goes before the settings', or null
  /// @param today the day of the call
  /// @param pricesOn the day whose prices a plan counts with
  /// @param offline whether nothing may be sent
  /// @param anew whether a reply that the ledger holds is asked, and paid, for again
  public record Options(
      @Nullable String model, LocalDate today, LocalDate pricesOn, boolean offline, boolean anew) {}

  /// @param ledger folder of the ledgers of all accounts
  /// @param warnings hears of calls that could not be written down
  /// @param progress hears, while a question waits, for what it does and why
  static ModelAccess of(
      Models models,
      Keys keys,
      ModelSettings settings,
      Path ledger,
      Options options,
      Consumer<String> warnings,
      CallProgress progress) {
    ModelRoute primary = models.primary(options.model(), options.today(), options.pricesOn());
    List<String> notes = new ArrayList<>(primary.notes());
    List<Reached> reached = new ArrayList<>();
    List<String> unreached = new ArrayList<>();
    EnvironmentProxy proxy = new EnvironmentProxy(keys.environment());
    Destinations destinations = new Destinations(keys, settings.named());
    for (ModelRoute route : models.all(options.model(), options.today(), notes::add)) {
      Provider provider = models.provider(route);
      URI baseUrl = models.baseUrl(route);
      String key = keys.key(provider, baseUrl);
      String why = destinations.obstacle(route.card().name(), provider, baseUrl, key);
      if (why != null) {
        unreached.add(why);
        continue;
      }
      reached.add(new Reached(route, new Endpoint(provider, baseUrl, key)));
      if (!options.offline()) {
        Stream.of(proxy.doubt(baseUrl), Destinations.note(provider, baseUrl))
            .filter(note -> note != null && !notes.contains(note))
            .forEach(notes::add);
      }
    }
    String whyOffline = null;
    if (options.offline()) {
      whyOffline = "that was asked for";
    } else if (reached.isEmpty()) {
      whyOffline = unreached.getFirst();
    } else {
      unreached.forEach(why -> notes.add("a model is not asked: " + why));
    }
    ModelRoute first = whyOffline == null ? reached.getFirst().route() : primary;
    ModelCard planned =
        first.card().name().equals(primary.card().name()) ? primary.card() : first.card();
    if (settings.cacheTtl() == CacheTtl.ONE_HOUR) {
      HourOfCache.require(models.catalogue(), first.card().name(), options.today());
      reached.stream()
          .map(one -> one.route().card())
          .filter(card -> !HourOfCache.isKept(models.catalogue(), card))
          .forEach(
              card ->
                  notes.add(
                      card.name() + " keeps prompts for 5 minutes: an hour of it has no price"));
    }
    return new ModelAccess(
        planned,
        List.copyOf(reached),
        whyOffline,
        List.copyOf(notes),
        keys,
        settings,
        models.catalogue(),
        models.calibration(),
        ledger,
        options.anew(),
        warnings,
        progress);
  }

  /// Asks the providers of the settings' models which models their keys may call. Nobody is asked
  /// for whom no key is set.
  public static List<ModelListing> listings(Models models, Keys keys) {
    ModelLister lister =
        new ModelLister(
            new EnvironmentProxy(keys.environment()), ModelLister.LONGEST, InstantSource.system());
    return models.places().stream()
        .flatMap(place -> listing(models, keys, place, lister).stream())
        .toList();
  }

  private static Optional<ModelListing> listing(
      Models models, Keys keys, Models.Place place, ModelLister lister) {
    Provider provider = place.provider();
    try {
      URI baseUrl = models.baseUrl(place);
      String key = keys.key(provider, baseUrl);
      if (key != null) {
        return Optional.of(lister.list(new Endpoint(provider, baseUrl, key)));
      }
      return keys.isSet(provider)
          ? Optional.of(new ModelListing.KeptBack(provider.name(), baseUrl.getAuthority()))
          : Optional.empty();
    } catch (AppException.BadSetting e) {
      return keys.isSet(provider)
          ? Optional.of(new ModelListing.Failed(provider.name(), "", "" + e.getMessage(), e.hint()))
          : Optional.empty();
    }
  }

  private CacheTtl ttl(ModelCard card) {
    return HourOfCache.isKept(catalogue, card) ? settings.cacheTtl() : CacheTtl.FIVE_MINUTES;
  }

  /// The models that plans are made for, the preferred first.
  public List<ModelCard> models() {
    List<ModelCard> models = new ArrayList<>(List.of(planned));
    for (Reached one : asked()) {
      if (!one.route().card().name().equals(planned.name())) {
        models.add(one.route().card());
      }
    }
    return List.copyOf(models);
  }

  /// Why nothing is sent; null where a model is asked.
  public @Nullable String whyOffline() {
    return whyOffline;
  }

  /// What the user must be told of the models that were chosen.
  public List<String> notes() {
    return notes;
  }

  /// What the ledger tells of a model; nothing of one that is not asked.
  @Override
  public synchronized Outlook outlook(ModelCard card) {
    Instant now = InstantSource.system().instant();
    Reached one = asked(card);
    if (one != null) {
      KimiOptions options = options(one);
      return new Outlook(
          variant(card, options),
          options.ttl(),
          account(one).ledger().past(card.name()),
          now,
          calibration);
    }
    // The offline reader is none of the models that were measured.
    return new Outlook("", ttl(card), List.of(), now, Calibration.NONE);
  }

  /// Null where a model is not asked.
  private @Nullable Reached asked(ModelCard card) {
    return asked().stream()
        .filter(one -> one.route().card().name().equals(card.name()))
        .findFirst()
        .orElse(null);
  }

  private List<Reached> asked() {
    return whyOffline == null ? reached : List.of();
  }

  /// What a request of these options puts before its messages.
  private static String variant(ModelCard card, KimiOptions options) {
    return switch (card.rules().thinking()) {
      case EFFORT -> options.effort();
      case TOGGLE -> String.valueOf(options.thinking());
      case ALWAYS, NONE -> "";
    };
  }

  @Override
  public boolean holds(ChatRequest request) {
    return client().holds(request);
  }

  @Override
  public boolean caches(ModelCard card) {
    return whyOffline == null;
  }

  @Override
  public long exactTokens(ModelCard card, Prompt prompt) {
    Reached one = asked(card);
    if (one == null) {
      return ChatClient.super.exactTokens(card, prompt);
    }
    progress.waitsFor("the provider's count of the prompt", TokenEstimator.LONGEST);
    try {
      return new TokenEstimator(
              new EnvironmentProxy(keys.environment()),
              TokenEstimator.LONGEST,
              InstantSource.system())
          .estimate(one.endpoint(), card, prompt);
    } finally {
      progress.over();
    }
  }

  @Override
  public Completion complete(ChatRequest request) {
    return client().complete(request);
  }

  private synchronized ChatClient client() {
    ChatClient ready = client;
    if (ready == null) {
      ready = whyOffline == null ? preferred() : new ExtractiveReader();
      client = ready;
    }
    return ready;
  }

  private ChatClient preferred() {
    return new PreferredModels(
        reached.stream().map(one -> choice(one.route().card(), client(one))).toList());
  }

  private static PreferredModels.Choice choice(ModelCard model, KimiClient client) {
    return new PreferredModels.Choice(model, client, client.patient());
  }

  private KimiClient client(Reached one) {
    Endpoint endpoint = one.endpoint();
    Account account = account(one);
    KimiOptions options = options(one);
    KimiClient asking =
        new KimiClient(
            endpoint,
            limits(settings.times()),
            options,
            anew ? new UnreadLedger(account.ledger()) : account.ledger(),
            account.governor(),
            Time.SYSTEM,
            InstantSource.system(),
            new Random(),
            new EnvironmentProxy(keys.environment()),
            progress);
    opened.add(asking);
    return asking;
  }

  private KimiOptions options(Reached one) {
    return new KimiOptions(
        settings.effort(),
        one.route().thinking() ? Boolean.TRUE : null,
        ttl(one.route().card()),
        KimiOptions.DEFAULTS.extraBody());
  }

  private Account account(Reached one) {
    Endpoint endpoint = one.endpoint();
    String key = endpoint.key();
    LedgerAccount name =
        LedgerAccount.of(
            endpoint.provider().name(),
            String.valueOf(endpoint.baseUrl().getAuthority()),
            key == null ? "" : key);
    return accounts.computeIfAbsent(name, _ -> account(name, one));
  }

  private Account account(LedgerAccount name, Reached one) {
    FileLedger calls =
        FileLedger.open(ledger, name, InstantSource.system(), new SecureRandom(), warnings);
    opened.add(calls);
    return new Account(
        calls, new Governor(limits(one), tiers, settings.outputCharge(), Time.SYSTEM));
  }

  /// The limits of time that are set, and the others as they are shipped.
  static KimiSettings limits(CallTimes times) {
    return new KimiSettings(
        KimiSettings.DEFAULTS.connect(),
        times.headers(),
        times.firstToken(),
        times.idle(),
        times.deadline(),
        KimiSettings.DEFAULTS.tries());
  }

  /// Moonshot's tiers are of Moonshot's accounts alone.
  private Limits limits(Reached one) {
    Integer tier = settings.rateTier();
    return tier == null || !one.endpoint().provider().name().startsWith("moonshot")
        ? Limits.UNKNOWN
        : tiers.get(tier);
  }

  @Override
  public synchronized void close() {
    for (AutoCloseable one : opened.reversed()) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
