package lectern.synthesize.ledger;

import java.math.BigDecimal;
import lectern.synthesize.CallEnd;
import lectern.synthesize.ModelCall;
import org.jspecify.annotations.Nullable;

/// One call as the ledger has it.
///
/// @param account name of the account, as in [LedgerAccount]
/// @param end null where none is written down
public record RecordedCall(String account, ModelCall call, State state, @Nullable RecordedEnd end) {
  /// What is known of a call.
  public enum State {
    REPLIED,
    TRUNCATED,
    FAILED,
    CANCELLED,
    /// It may have been billed: its process died, or nobody could tell.
    UNKNOWN,
    /// Its process lives, and it has not ended.
    IN_FLIGHT;

    static State of(CallEnd.Outcome outcome) {
      return switch (outcome) {
        case REPLIED -> REPLIED;
        case TRUNCATED -> TRUNCATED;
        case FAILED -> FAILED;
        case CANCELLED -> CANCELLED;
        case UNKNOWN -> UNKNOWN;
      };
    }
  }

  /// What it cost for sure, in US dollars; 0 where that is not known.
  public BigDecimal paidUsd() {
    BigDecimal cost = end == null || state == State.UNKNOWN ? null : end.costUsd();
    return cost == null ? BigDecimal.ZERO : cost;
  }

  /// What is held back for it at its worst price, in US dollars: 0 where its cost is known, or
  /// where not even its worst price is.
  public BigDecimal heldUsd() {
    BigDecimal most = call.mostUsd();
    return isSettled() || most == null ? BigDecimal.ZERO : most;
  }

  /// Whether it may have cost something that is neither in [#paidUsd] nor in [#heldUsd].
  public boolean isUnpriced() {
    return !isSettled() && call.mostUsd() == null;
  }

  /// A failure is not billed.
  private boolean isSettled() {
    return state == State.FAILED
        || (state != State.UNKNOWN && end != null && end.costUsd() != null);
  }
}
