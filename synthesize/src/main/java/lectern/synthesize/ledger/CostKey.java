package lectern.synthesize.ledger;

import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import lectern.synthesize.Tier;

/// What calls are summed by.
public enum CostKey {
  /// Day in UTC on which the call was sent: `2026-11-20`.
  DAY,
  /// Provider and model that were asked: `moonshot/kimi-k3`.
  MODEL,
  /// Provider, address and key that were asked: a stand-in is no provider.
  ACCOUNT,
  /// Size class of the prompt, smallest first.
  TIER,
  /// What the question was about, in words.
  SCOPE;

  private String of(RecordedCall recorded) {
    return switch (this) {
      case DAY -> recorded.call().at().atZone(ZoneOffset.UTC).toLocalDate().toString();
      case MODEL -> recorded.call().provider() + "/" + recorded.call().model();
      case ACCOUNT -> LedgerAccount.words(recorded.account());
      case TIER -> recorded.call().tier().name();
      case SCOPE -> recorded.call().scope();
    };
  }

  /// Sums calls by this key, in its order.
  public SequencedMap<String, CostSum> sum(List<RecordedCall> calls) {
    Comparator<String> order =
        this == TIER ? Comparator.comparing(Tier::valueOf) : Comparator.naturalOrder();
    SequencedMap<String, CostSum> sums = new TreeMap<>(order);
    calls.forEach(call -> sums.merge(of(call), CostSum.of(call), CostSum::plus));
    return sums;
  }
}
