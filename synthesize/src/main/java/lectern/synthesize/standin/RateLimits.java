package lectern.synthesize.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Holds accounts to their tiers: calls at once, calls and tokens in any 60 seconds, tokens in a
/// day (UTC). A call that is refused counts for nothing. Thread-safe.
final class RateLimits {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private record Charged(Instant at, long tokens, boolean call) {}

  private static final class Spent {
    private int running;
    private int calls;
    private long tokens;
    private long today;
    private LocalDate day = LocalDate.EPOCH;
    private final Deque<Charged> minute = new ArrayDeque<>();

    void charge(Charged charged) {
      minute.add(charged);
      tokens += charged.tokens();
      today += charged.tokens();
      calls += charged.call() ? 1 : 0;
    }

    void forget(Instant now) {
      while (!minute.isEmpty() && !minute.getFirst().at().isAfter(now.minus(MINUTE))) {
        Charged old = minute.removeFirst();
        tokens -= old.tokens();
        calls -= old.call() ? 1 : 0;
      }
      LocalDate date = now.atZone(ZoneOffset.UTC).toLocalDate();
      if (!date.equals(day)) {
        day = date;
        today = 0;
      }
    }

    /// How long until one call more is allowed.
    Duration untilCall(Instant now) {
      for (Charged old : minute) {
        if (old.call()) {
          return Duration.between(now, old.at().plus(MINUTE));
        }
      }
      return Duration.ZERO;
    }

    /// How long until enough of the minute is over for so many tokens to fit.
    Duration untilFits(long wanted, long limit, Instant now) {
      long over = tokens + wanted - limit;
      for (Charged old : minute) {
        over -= old.tokens();
        if (over <= 0) {
          return Duration.between(now, old.at().plus(MINUTE));
        }
      }
      return MINUTE;
    }
  }

  private final LimitRules rules;
  private final InstantSource clock;
  private final Map<String, Spent> accounts = new HashMap<>();

  RateLimits(LimitRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /// Lets a call begin, or says why not.
  synchronized void begin(Account account, long promptTokens, long completionTokens)
      throws Refused {
    if (rules.charge() == LimitRules.Charge.NOTHING) {
      return;
    }
    RateTier tier = RateTier.of(account.tier());
    Spent spent = accounts.computeIfAbsent(account.name(), _ -> new Spent());
    Instant now = clock.instant();
    spent.forget(now);
    boolean budget = rules.charge() == LimitRules.Charge.BUDGET;
    long wanted = promptTokens + (budget ? completionTokens : 0);
    String who = account.addressed();
    if (spent.running >= tier.concurrent()) {
      throw new Refused(Refusal.concurrency(who, tier.concurrent()));
    }
    if (spent.calls >= tier.requestsPerMinute()) {
      throw new Refused(
          Refusal.requestsPerMinute(who, tier.requestsPerMinute(), spent.untilCall(now)));
    }
    if (spent.tokens + wanted > tier.tokensPerMinute()) {
      throw new Refused(
          Refusal.tokens(
              who,
              "TPM",
              spent.tokens + wanted,
              tier.tokensPerMinute(),
              spent.untilFits(wanted, tier.tokensPerMinute(), now)));
    }
    if (spent.today + wanted > tier.tokensPerDay()) {
      Instant tomorrow = spent.day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
      throw new Refused(
          Refusal.tokens(
              who,
              "TPD",
              spent.today + wanted,
              tier.tokensPerDay(),
              Duration.between(now, tomorrow)));
    }
    spent.running++;
    spent.charge(new Charged(now, wanted, true));
  }

  /// A call that was begun is over.
  synchronized void end(Account account, long completionTokens) {
    Spent spent = accounts.get(account.name());
    if (spent == null) {
      return;
    }
    spent.running--;
    if (rules.charge() == LimitRules.Charge.ACTUAL) {
      Instant now = clock.instant();
      spent.forget(now);
      spent.charge(new Charged(now, completionTokens, false));
    }
  }
}
