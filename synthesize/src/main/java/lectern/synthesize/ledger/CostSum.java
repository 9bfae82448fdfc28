package lectern.synthesize.ledger;

import java.math.BigDecimal;
import java.util.List;
import lectern.synthesize.Usage;

/// What calls took and cost together.
///
/// @param calls all of them
/// @param failed that failed, were truncated or cancelled
/// @param unknown that may have been billed, and nobody knows
/// @param inFlight that have not ended
/// @param unpriced that may have cost something that nobody can tell, because the model has no
///   price: `paidUsd`, `unknownUsd` and `inFlightUsd` leave it out
/// @param writesDerived whether cache-write tokens of some were worked out here
/// @param usage tokens of all replies
/// @param paidUsd what is known to have been paid
/// @param unknownUsd worst price of those that ended, or lost their process, without a known cost
/// @param inFlightUsd worst price of those that have not ended
public record CostSum(
    int calls,
    int failed,
    int unknown,
    int inFlight,
    int unpriced,
    boolean writesDerived,
    Usage usage,
    BigDecimal paidUsd,
    BigDecimal unknownUsd,
    BigDecimal inFlightUsd) {
  /// Of no calls.
  public static final CostSum NONE =
      new CostSum(
          0, 0, 0, 0, 0, false, Usage.NONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  static CostSum of(RecordedCall call) {
    boolean failed =
        switch (call.state()) {
          case FAILED, TRUNCATED, CANCELLED -> true;
          case REPLIED, UNKNOWN, IN_FLIGHT -> false;
        };
    boolean inFlight = call.state() == RecordedCall.State.IN_FLIGHT;
    RecordedEnd end = call.end();
    Usage usage = end == null ? null : end.usage();
    return new CostSum(
        1,
        failed ? 1 : 0,
        call.state() == RecordedCall.State.UNKNOWN || (!inFlight && call.heldUsd().signum() > 0)
            ? 1
            : 0,
        inFlight ? 1 : 0,
        call.isUnpriced() ? 1 : 0,
        end != null && end.cacheWriteDerived(),
        usage == null ? Usage.NONE : usage,
        call.paidUsd(),
        inFlight ? BigDecimal.ZERO : call.heldUsd(),
        inFlight ? call.heldUsd() : BigDecimal.ZERO);
  }

  /// The sum of all calls.
  public static CostSum of(List<RecordedCall> calls) {
    return calls.stream().map(CostSum::of).reduce(NONE, CostSum::plus);
  }

  CostSum plus(CostSum other) {
    return new CostSum(
        calls + other.calls,
        failed + other.failed,
        unknown + other.unknown,
        inFlight + other.inFlight,
        unpriced + other.unpriced,
        writesDerived || other.writesDerived,
        new Usage(
            usage.promptTokens() + other.usage.promptTokens(),
            usage.cachedTokens() + other.usage.cachedTokens(),
            usage.cacheWriteTokens() + other.usage.cacheWriteTokens(),
            usage.completionTokens() + other.usage.completionTokens()),
        paidUsd.add(other.paidUsd),
        unknownUsd.add(other.unknownUsd),
        inFlightUsd.add(other.inFlightUsd));
  }
}
