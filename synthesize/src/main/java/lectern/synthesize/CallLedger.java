package lectern.synthesize;

import java.util.List;
import java.util.Optional;

/// Where the calls of one account are written down, before they are sent and after. Any number of
/// threads may use it at once.
public interface CallLedger {
  /// The newest complete reply that was paid for the same request; empty where there is none.
  ///
  /// @param digest as in [ModelCall#digest()]
  Optional<Reply> reply(String digest);

  /// Calls of a model that were replied to, as far as they tell of the next one; the oldest first,
  /// of many the last.
  ///
  /// @param model name across providers, as of [ModelCard#name()]
  default List<PastCall> past(String model) {
    return List.of();
  }

  /// Writes down a call that is about to be sent. Durable when it returns.
  ///
  /// @throws SynthesisException.NoLedger where it cannot be written: the call must not be sent
  Entry begin(ModelCall call);

  /// A call that was written down and has not ended.
  interface Entry {
    /// Writes down how the call ended; exactly once. Durable when it returns. Where it cannot be
    /// written the ledger warns and keeps the call as unknown, at its worst price: nothing is
    /// thrown, so that a reply that was paid for still reaches the user.
    void end(CallEnd end);
  }
}
