package lectern.app.cli;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import lectern.app.AppException;
import lectern.synthesize.standin.Account;
import lectern.synthesize.standin.Bill;
import lectern.synthesize.standin.CacheRules;
import lectern.synthesize.standin.FaultPlan;
import lectern.synthesize.standin.LimitRules;
import lectern.synthesize.standin.ReaderKind;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import lectern.synthesize.standin.TimeModel;
import lectern.synthesize.standin.WireShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the stand-in until it is told to end.
@Command(
    name = "standin",
    header = {
      "Run a server on this machine that behaves like Moonshot's Kimi interface.",
      "",
      "Example:  lectern standin --port 8089 --faults overload,ok,truncate:0.05",
      "          KIMI_BASE_URL=http://127.0.0.1:8089/v1 KIMI_API_KEY=any lectern ask leases \"Who pays?\"",
      ""
    },
    description = {
      "Its first line is its address. It answers from the prompt alone, counts and bills by rules of its"
          + " own (/metrics), keeps a prefix cache and the limits of a tier, and refuses what Moonshot"
          + " refuses. Ctrl-C ends it and prints what it billed. See docs/standin.md."
    })
final class StandInCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port on 127.0.0.1; 0, the default, takes a free one.")
  int port = StandInSettings.DEFAULTS.port();

  @Option(
      names = "--reader",
      paramLabel = "NAME",
      description =
          "What answers: extractive (the default), lazy, fabricating, position-biased, decaying,"
              + " obedient.")
  String reader = ReaderKind.EXTRACTIVE.written();

  @Option(
      names = "--faults",
      paramLabel = "PLAN",
      description =
          "What goes wrong: `overload,ok*2,truncate` for the first calls, `stall:0.01` for a share of"
              + " the others, `slow=20s` for how long slow things take.")
  String faults = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all that is drawn. Default: 1.")
  long seed = StandInSettings.DEFAULTS.seed();

  @Option(
      names = "--key",
      paramLabel = "[NAME=]KEY",
      description =
          "A good key, and its account's name; may be repeated. Without it every key is good.")
  List<String> keys = new ArrayList<>();

  @Option(
      names = "--tier",
      paramLabel = "0-5",
      description = "Rate tier of the accounts. Default: 1.")
  int tier = 1;

  @Option(
      names = "--balance",
      paramLabel = "USD",
      description = "What each account may spend. Default: 1000000.")
  BigDecimal balanceUsd = StandInSettings.DEFAULTS.balanceUsd();

  @Option(names = "--no-limits", description = "Hold no limit of the tier.")
  boolean noLimits;

  @Option(
      names = "--retry-after",
      description = "Say in a header when to ask again; Moonshot does not.")
  boolean retryAfter;

  @Option(
      names = "--second-hit",
      description = "Find branches of a prompt in the cache only from the second time on.")
  boolean secondHit;

  @Option(
      names = "--usage",
      paramLabel = "SHAPE",
      description = "How usage says what was cached: moonshot (the default), openai, deepseek.")
  WireShape.UsageShape usage = WireShape.UsageShape.MOONSHOT;

  @Option(
      names = "--slow",
      description = "Take as long as kimi-k3 did in August 2026, 30 s and more to the first token.")
  boolean slow;

  StandInCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    var ended = new CountDownLatch(1);
    try (StandIn standIn = started()) {
      if (common.json) {
        JsonLines.print(
            console.out(), JsonLines.object().put("base_url", standIn.baseUrl().toString()));
      } else {
        console.out().println(standIn.baseUrl());
      }
      console.out().flush();
      interruption.begun(ended::countDown);
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      interruption.over();
      common.note(console, words(standIn.bill()));
    }
    return Exit.OK.code();
  }

  private StandIn started() {
    StandInSettings settings = settings();
    try {
      return StandIn.start(settings);
    } catch (UncheckedIOException e) {
      throw new AppException.BadArgument(
          "" + e.getMessage(), "Choose another port, or leave --port out for a free one.");
    }
  }

  private StandInSettings settings() {
    if (port < 0 || port > 65_535) {
      throw new AppException.BadArgument("--port " + port + " is no port", "Ports are 0 to 65535.");
    }
    if (tier < 0 || tier > 5) {
      throw new AppException.BadArgument("--tier " + tier + " does not exist", "Tiers are 0 to 5.");
    }
    if (balanceUsd.signum() < 0) {
      throw new AppException.BadArgument(
          "--balance " + balanceUsd.toPlainString() + " is less than nothing",
          "Give dollars, 0 or more; with 0 every call is refused as one without money.");
    }
    LimitRules limits = LimitRules.DEFAULTS.withRetryAfter(retryAfter);
    return StandInSettings.DEFAULTS
        .withPort(port)
        .withSeed(seed)
        .withTier(tier)
        .withBalanceUsd(balanceUsd)
        .withAccounts(accounts())
        .withReader(kind().reader())
        .withFaults(plan())
        .withLimits(noLimits ? limits.withCharge(LimitRules.Charge.NOTHING) : limits)
        .withCache(CacheRules.DEFAULTS.withSecondHit(secondHit))
        .withWire(WireShape.DEFAULTS.withUsage(usage))
        .withTime(slow ? TimeModel.RECORDED : TimeModel.INSTANT);
  }

  private List<Account> accounts() {
    List<Account> accounts = keys.stream().map(this::account).toList();
    if (accounts.stream().map(Account::key).distinct().count() < accounts.size()
        || accounts.stream().map(Account::name).distinct().count() < accounts.size()) {
      throw new AppException.BadArgument(
          "--key: two accounts have the same key or name", "Give each a key and name of its own.");
    }
    return accounts;
  }

  private Account account(String named) {
    int equals = named.indexOf('=');
    String name = equals < 0 ? "account-" + (keys.indexOf(named) + 1) : named.substring(0, equals);
    String key = named.substring(equals + 1);
    try {
      return new Account(name, key, tier, balanceUsd);
    } catch (IllegalArgumentException e) {
      throw new AppException.BadArgument(
          "--key: " + e.getMessage(), "Write --key KEY or --key NAME=KEY.");
    }
  }

  private ReaderKind kind() {
    return ReaderKind.written(reader)
        .orElseThrow(
            () ->
                new AppException.BadArgument(
                    "no reader is called " + reader,
                    "There are "
                        + Arrays.stream(ReaderKind.values())
                            .map(ReaderKind::written)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private FaultPlan plan() {
    try {
      return FaultPlan.parse(faults);
    } catch (IllegalArgumentException e) {
      throw new AppException.BadArgument(
          "" + e.getMessage(),
          "Write names for the first calls and name:share for the others, as in"
              + " overload,ok*2,stall:0.01,slow=20s.");
    }
  }

  private static String words(Bill bill) {
    Bill.Line all = bill.total();
    long refused = bill.refusals().values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "billed %,d calls: %,d prompt tokens (%,d cached, %,d written), %,d completion tokens,"
            + " %s USD; refused %,d",
        all.requests(),
        all.promptTokens(),
        all.cachedTokens(),
        all.writtenTokens(),
        all.completionTokens(),
        all.usd().stripTrailingZeros().toPlainString(),
        refused);
  }
}
