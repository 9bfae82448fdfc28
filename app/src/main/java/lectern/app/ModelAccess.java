package lectern.app;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.CallLedger;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCall;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Provider;
import lectern.synthesize.Reply;
import lectern.synthesize.kimi.Endpoint;
import lectern.synthesize.kimi.EnvironmentProxy;
import lectern.synthesize.kimi.Governor;
import lectern.synthesize.kimi.KimiClient;
import lectern.synthesize.kimi.KimiOptions;
import lectern.synthesize.kimi.KimiSettings;
import lectern.synthesize.kimi.Limits;
import lectern.synthesize.kimi.PreferredModels;
import lectern.synthesize.kimi.Time;
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
      List<Limits> tiers,
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
    this.tiers = tiers;
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
  public record Wish(
      @Nullable String model, LocalDate today, LocalDate pricesOn, boolean offline, boolean anew) {}

  /// @param ledger folder of the ledgers of all accounts
  /// @param warnings hears of calls that could not be written down
  /// @param progress hears, while a question waits, for what it does and why
  static ModelAccess of(
      Models models,
      Keys keys,
      ModelSettings settings,
      Path ledger,
      Wish wish,
      Consumer<String> warnings,
      CallProgress progress) {
    ModelRoute primary = models.primary(wish.model(), wish.today(), wish.pricesOn());
    List<String> notes = new ArrayList<>(primary.notes());
    List<Reached> reached = new ArrayList<>();
    List<String> unreached = new ArrayList<>();
    EnvironmentProxy proxy = new EnvironmentProxy(keys.environment());
    for (ModelRoute route : models.all(wish.model(), wish.today(), notes::add)) {
      Provider provider = models.provider(route);
      URI baseUrl = models.baseUrl(route);
      String key = keys.key(provider, baseUrl);
      if (key != null || provider.keyVariables().isEmpty()) {
        reached.add(new Reached(route, new Endpoint(provider, baseUrl, key)));
        String doubt = wish.offline() ? null : proxy.doubt(baseUrl);
        if (doubt != null && !notes.contains(doubt)) {
          notes.add(doubt);
        }
      } else {
        unreached.add(noKey(route, provider, baseUrl, keys));
      }
    }
    String whyOffline = null;
    if (wish.offline()) {
      whyOffline = "that was asked for";
    } else if (reached.isEmpty()) {
      whyOffline = unreached.getFirst();
    } else {
      unreached.forEach(why -> notes.add("a model is not asked: " + why));
    }
    boolean asPlanned =
        whyOffline != null
            || reached.getFirst().route().card().name().equals(primary.card().name());
    return new ModelAccess(
        asPlanned ? primary.card() : reached.getFirst().route().card(),
        List.copyOf(reached),
        whyOffline,
        List.copyOf(notes),
        keys,
        settings,
        models.catalogue().tiers().stream().map(Limits::of).toList(),
        ledger,
        wish.anew(),
        warnings,
        progress);
  }

  private static String noKey(ModelRoute route, Provider provider, URI baseUrl, Keys keys) {
    boolean set = provider.keyVariables().stream().anyMatch(name -> !keys.value(name).isEmpty());
    return set
        ? "the key of " + provider.name() + " does not go to " + baseUrl.getAuthority()
        : "no key is set for " + route.card().name() + " (" + names(provider) + ")";
  }

  private static String names(Provider provider) {
    return String.join(" or ", provider.keyVariables());
  }

  /// The model that plans are made for.
  public ModelCard planned() {
    return planned;
  }

  /// Why nothing is sent; null where a model is asked.
  public @Nullable String whyOffline() {
    return whyOffline;
  }

  /// What the user must be told of the models that were chosen.
  public List<String> notes() {
    return notes;
  }

  @Override
  public Completion complete(ChatRequest request) {
    return client().complete(request);
  }

  private synchronized ChatClient client() {
    ChatClient ready = client;
    if (ready == null) {
      ready = whyOffline == null ? models() : new ExtractiveReader();
      client = ready;
    }
    return ready;
  }

  private ChatClient models() {
    return new PreferredModels(
        reached.stream()
            .map(one -> new PreferredModels.Choice(one.route().card(), client(one)))
            .toList());
  }

  private KimiClient client(Reached one) {
    Endpoint endpoint = one.endpoint();
    String key = endpoint.key();
    LedgerAccount name =
        LedgerAccount.of(
            endpoint.provider().name(),
            String.valueOf(endpoint.baseUrl().getAuthority()),
            key == null ? "" : key);
    Account account = accounts.computeIfAbsent(name, _ -> account(name, one));
    KimiOptions options =
        new KimiOptions(
            settings.effort(),
            one.route().thinking() ? Boolean.TRUE : null,
            CacheTtl.FIVE_MINUTES,
            KimiOptions.DEFAULTS.extraBody());
    KimiClient asking =
        new KimiClient(
            endpoint,
            KimiSettings.DEFAULTS,
            options,
            anew ? unread(account.ledger()) : account.ledger(),
            account.governor(),
            Time.SYSTEM,
            InstantSource.system(),
            new Random(),
            new EnvironmentProxy(keys.environment()),
            progress);
    opened.add(asking);
    return asking;
  }

  /// Writes down as ever, and gives nothing back.
  private static CallLedger unread(CallLedger ledger) {
    return new CallLedger() {
      @Override
      public Optional<Reply> reply(String digest) {
        return Optional.empty();
      }

      @Override
      public Entry begin(ModelCall call) {
        return ledger.begin(call);
      }
    };
  }

  private Account account(LedgerAccount name, Reached one) {
    FileLedger calls =
        FileLedger.open(ledger, name, InstantSource.system(), new SecureRandom(), warnings);
    opened.add(calls);
    return new Account(calls, new Governor(limits(one), tiers, Time.SYSTEM));
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
