package lectern.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.Calibration;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Outlook;
import lectern.synthesize.Prompt;
import lectern.synthesize.answer.Classifier;
import lectern.synthesize.answer.Judge;
import lectern.synthesize.catalogue.ModelCatalogue;
import lectern.synthesize.kimi.Endpoint;
import lectern.synthesize.kimi.EnvironmentProxy;
import lectern.synthesize.kimi.Governor;
import lectern.synthesize.kimi.KimiClient;
import lectern.synthesize.kimi.KimiOptions;
import lectern.synthesize.kimi.KimiSettings;
import lectern.synthesize.kimi.Limits;
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
  /// A word or two are asked for, which need no thought where a model can do without.
  private static final KimiOptions ERRANDS =
      new KimiOptions("low", false, CacheTtl.FIVE_MINUTES, Map.of());

  private final ModelCard planned;
  private final List<ReachedModel> reached;
  private final @Nullable ReachedModel classifying;
  private final @Nullable ReachedModel judging;
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

  /// What the models of one key share.
  private record Account(FileLedger ledger, Governor governor) {}

  private ModelAccess(
      ModelCard planned,
      List<ReachedModel> reached,
      @Nullable ReachedModel classifying,
      @Nullable ReachedModel judging,
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
    this.classifying = classifying;
    this.judging = judging;
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
  /// @param judge name of a model that is to judge answers, or null
  public record Options(
      @Nullable String model,
      LocalDate today,
      LocalDate pricesOn,
      boolean offline,
      boolean anew,
      @Nullable String judge) {}

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
    List<ReachedModel> reached = new ArrayList<>();
    List<String> unreached = new ArrayList<>();
    EnvironmentProxy proxy = new EnvironmentProxy(keys.environment());
    for (ModelRoute route : models.all(options.model(), options.today(), notes::add)) {
      ReachedModel.of(models, keys, settings, route, unreached::add).ifPresent(reached::add);
    }
    if (!options.offline()) {
      reached.stream()
          .flatMap(one -> one.notes(proxy))
          .filter(note -> !notes.contains(note))
          .forEach(notes::add);
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
      List<ModelCard> cards = reached.stream().map(one -> one.route().card()).toList();
      notes.addAll(HourOfCache.notes(models.catalogue(), cards));
    }
    ReachedModel classifying =
        whyOffline != null
            ? null
            : ReachedModel.named(
                models, keys, settings, settings.classifier(), options.today(), notes::add);
    if (options.judge() != null && whyOffline != null) {
      throw ReachedModel.noJudge(options.offline() ? "--offline sends nothing" : whyOffline);
    }
    ReachedModel judging =
        ReachedModel.named(
            models,
            keys,
            settings,
            options.judge(),
            options.today(),
            why -> {
              throw ReachedModel.noJudge(why);
            });
    return new ModelAccess(
        planned,
        List.copyOf(reached),
        classifying,
        judging,
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

  private CacheTtl ttl(ModelCard card) {
    return HourOfCache.isKept(catalogue, card) ? settings.cacheTtl() : CacheTtl.FIVE_MINUTES;
  }

  /// The models that plans are made for, the preferred first.
  public List<ModelCard> models() {
    List<ModelCard> models = new ArrayList<>(List.of(planned));
    for (ReachedModel one : asked()) {
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
    ReachedModel one = asked(card);
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
  private @Nullable ReachedModel asked(ModelCard card) {
    return asked().stream()
        .filter(one -> one.route().card().name().equals(card.name()))
        .findFirst()
        .orElse(null);
  }

  private List<ReachedModel> asked() {
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
    ReachedModel one = asked(card);
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
      ready =
          whyOffline == null
              ? new PreferredModels(reached.stream().map(this::choice).toList())
              : new ExtractiveReader();
      client = ready;
    }
    return ready;
  }

  private PreferredModels.Choice choice(ReachedModel one) {
    KimiClient asking = client(one, options(one));
    return new PreferredModels.Choice(one.route().card(), asking, asking.patient());
  }

  /// What has a model tell the kind of a question; null where none is set, or can be asked.
  ///
  /// @param notes hears from any thread why the model did not tell one
  public synchronized @Nullable Classifier classifier(Consumer<String> notes) {
    ReachedModel one = classifying;
    return one == null ? null : new Classifier(client(one, ERRANDS), one.route().card(), notes);
  }

  /// What has a model judge sentences; null where none was named, or can be asked.
  ///
  /// @param notes hears from any thread what it took, or why it said nothing
  public synchronized @Nullable Judge judge(Consumer<String> notes) {
    ReachedModel one = judging;
    return one == null ? null : new Judge(client(one, ERRANDS), one.route().card(), notes);
  }

  private KimiClient client(ReachedModel one, KimiOptions options) {
    Endpoint endpoint = one.endpoint();
    Account account = account(one);
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

  private KimiOptions options(ReachedModel one) {
    return new KimiOptions(
        settings.effort(),
        one.route().thinking() ? Boolean.TRUE : null,
        ttl(one.route().card()),
        KimiOptions.DEFAULTS.extraBody());
  }

  private Account account(ReachedModel one) {
    Endpoint endpoint = one.endpoint();
    String key = endpoint.key();
    LedgerAccount name =
        LedgerAccount.of(
            endpoint.provider().name(),
            String.valueOf(endpoint.baseUrl().getAuthority()),
            key == null ? "" : key);
    return accounts.computeIfAbsent(name, _ -> account(name, one));
  }

  private Account account(LedgerAccount name, ReachedModel one) {
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
  private Limits limits(ReachedModel one) {
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
