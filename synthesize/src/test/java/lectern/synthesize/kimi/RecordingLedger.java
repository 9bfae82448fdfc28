package lectern.synthesize.kimi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallLedger;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Reply;

/// Keeps calls in memory.
final class RecordingLedger implements CallLedger {
  final List<ModelCall> calls = new ArrayList<>();
  final List<CallEnd> ends = new ArrayList<>();
  private final Map<String, Reply> replies = new HashMap<>();

  @Override
  public synchronized Optional<Reply> reply(String digest) {
    return Optional.ofNullable(replies.get(digest));
  }

  @Override
  public synchronized Entry begin(ModelCall call) {
    calls.add(call);
    return end -> {
      synchronized (this) {
        ends.add(end);
        Reply reply = end.reply();
        if (end.outcome() == CallEnd.Outcome.REPLIED && reply != null) {
          replies.put(call.digest(), reply);
        }
      }
    };
  }

  /// Of calls whose cost is known.
  BigDecimal costUsd() {
    return ends.stream()
        .map(CallEnd::costUsd)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  List<CallEnd.Outcome> outcomes() {
    return ends.stream().map(CallEnd::outcome).toList();
  }
}
