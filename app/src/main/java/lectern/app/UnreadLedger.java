package lectern.app;

import java.util.List;
import java.util.Optional;
import lectern.synthesize.CallLedger;
import lectern.synthesize.ModelCall;
import lectern.synthesize.PastCall;
import lectern.synthesize.Reply;

/// Writes down as ever, and gives no reply back, so that a model is asked anew.
record UnreadLedger(CallLedger ledger) implements CallLedger {
  @Override
  public Optional<Reply> reply(String digest) {
    return Optional.empty();
  }

  @Override
  public List<PastCall> past(String model) {
    return ledger.past(model);
  }

  @Override
  public Entry begin(ModelCall call) {
    return ledger.begin(call);
  }
}
