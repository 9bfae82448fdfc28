package lectern.synthesize.kimi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallLedger;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Reply;
import lectern.synthesize.SynthesisException;

/// Lets no call be sent whose worst price, with those of all calls before it, passes a cap: what
/// cannot be written down is not sent. Nothing is given back for calls that cost less. Thread-safe.
final class CappedLedger implements CallLedger {
  final List<CallEnd> ends = new ArrayList<>();
  private final BigDecimal capUsd;
  private BigDecimal worstUsd = BigDecimal.ZERO;

  CappedLedger(BigDecimal capUsd) {
    this.capUsd = capUsd;
  }

  @Override
  public Optional<Reply> reply(String digest) {
    return Optional.empty();
  }

  @Override
  public synchronized Entry begin(ModelCall call) {
    BigDecimal worst = call.mostUsd();
    if (worst == null || worstUsd.add(worst).compareTo(capUsd) > 0) {
      throw new SynthesisException.NoLedger(
          "a call of "
              + call.model()
              + " for at most "
              + (worst == null ? "nobody knows how much" : "$" + worst)
              + " is not sent: $"
              + worstUsd
              + " of $"
              + capUsd
              + " are spoken for",
          "Ask a model that costs less.",
          null);
    }
    worstUsd = worstUsd.add(worst);
    return end -> {
      synchronized (this) {
        ends.add(end);
      }
    };
  }

  /// Of all calls so far.
  synchronized BigDecimal worstUsd() {
    return worstUsd;
  }

  @Override
  public synchronized String toString() {
    BigDecimal paid =
        ends.stream()
            .map(end -> end.costUsd() == null ? BigDecimal.ZERO : end.costUsd())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return ends.size()
        + " requests, $"
        + paid
        + " by their usage, at most $"
        + worstUsd
        + " of $"
        + capUsd;
  }
}
