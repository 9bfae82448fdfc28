package lectern.synthesize.standin;

import java.math.BigDecimal;
import java.util.List;

/// How the stand-in behaves.
///
/// @param port on loopback; 0 for one that is free
/// @param seed of everything that is drawn: token ratios, faults, waits, what readers get wrong
/// @param accounts whose keys are good; where there is none, every key is, each an account of its
///   own
/// @param tier of keys that are not in `accounts`, 0 to 5
/// @param balanceUsd of keys that are not in `accounts`
/// @param reader what answers
/// @param faults which calls go wrong
/// @param cache how prefixes are found again
/// @param limits how strictly the limits of a tier are held
/// @param wire how replies look on the wire
/// @param time how long replies take
/// @param clock the time it lives in
public record StandInSettings(
    int port,
    long seed,
    List<Account> accounts,
    int tier,
    BigDecimal balanceUsd,
    Reader reader,
    FaultPlan faults,
    CacheRules cache,
    LimitRules limits,
    WireShape wire,
    TimeModel time,
    StandInClock clock) {

  /// A stand-in for tests: any free port, every key good, tier 5, a million dollars each, an honest
  /// reader, no faults, no waiting.
  public static final StandInSettings DEFAULTS =
      new StandInSettings(
          0,
          1,
          List.of(),
          5,
          new BigDecimal("1000000"),
          new QuotingReader(),
          FaultPlan.NONE,
          CacheRules.DEFAULTS,
          LimitRules.DEFAULTS,
          WireShape.DEFAULTS,
          TimeModel.INSTANT,
          StandInClock.SYSTEM);

  public StandInSettings {
    accounts = List.copyOf(accounts);
    if (port < 0 || port > 65_535 || tier < 0 || tier > 5) {
      throw new IllegalArgumentException("port " + port + ", tier " + tier);
    }
  }

  public StandInSettings withPort(int value) {
    return new StandInSettings(
        value, seed, accounts, tier, balanceUsd, reader, faults, cache, limits, wire, time, clock);
  }

  public StandInSettings withSeed(long value) {
    return new StandInSettings(
        port, value, accounts, tier, balanceUsd, reader, faults, cache, limits, wire, time, clock);
  }

  public StandInSettings withAccounts(List<Account> value) {
    return new StandInSettings(
        port, seed, value, tier, balanceUsd, reader, faults, cache, limits, wire, time, clock);
  }

  public StandInSettings withTier(int value) {
    return new StandInSettings(
        port, seed, accounts, value, balanceUsd, reader, faults, cache, limits, wire, time, clock);
  }

  public StandInSettings withBalanceUsd(BigDecimal value) {
    return new StandInSettings(
        port, seed, accounts, tier, value, reader, faults, cache, limits, wire, time, clock);
  }

  public StandInSettings withReader(Reader value) {
    return new StandInSettings(
        port, seed, accounts, tier, balanceUsd, value, faults, cache, limits, wire, time, clock);
  }

  public StandInSettings withFaults(FaultPlan value) {
    return new StandInSettings(
        port, seed, accounts, tier, balanceUsd, reader, value, cache, limits, wire, time, clock);
  }

  public StandInSettings withCache(CacheRules value) {
    return new StandInSettings(
        port, seed, accounts, tier, balanceUsd, reader, faults, value, limits, wire, time, clock);
  }

  public StandInSettings withLimits(LimitRules value) {
    return new StandInSettings(
        port, seed, accounts, tier, balanceUsd, reader, faults, cache, value, wire, time, clock);
  }

  public StandInSettings withWire(WireShape value) {
    return new StandInSettings(
        port, seed, accounts, tier, balanceUsd, reader, faults, cache, limits, value, time, clock);
  }

  public StandInSettings withTime(TimeModel value) {
    return new StandInSettings(
        port, seed, accounts, tier, balanceUsd, reader, faults, cache, limits, wire, value, clock);
  }

  public StandInSettings withClock(StandInClock value) {
    return new StandInSettings(
        port, seed, accounts, tier, balanceUsd, reader, faults, cache, limits, wire, time, value);
  }
}
