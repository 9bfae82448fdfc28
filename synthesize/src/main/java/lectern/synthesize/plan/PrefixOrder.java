package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import lectern.synthesize.Evidence;
import lectern.synthesize.PrefixChain;
import lectern.synthesize.PrefixPoint;

/// Puts the documents of a prompt in an order of which the cache holds the most: it begins as a
/// prompt of late did, as far as that shows nothing else. The rest stays in reading order, and so
/// do the passages of a document. For one prompt.
///
/// Beside the reading order alone it saves most where questions share some of their documents
/// (CacheWeaver, arXiv 2606.19667, orders whole passages so and finds no loss of quality).
final class PrefixOrder {
  /// Digests that are made at most: a few milliseconds.
  private static final int MOST_TRIES = 20_000;

  private final List<Evidence> evidence;
  private final Predicate<PrefixPoint> cached;
  private final BitSet used;
  private final List<Integer> path = new ArrayList<>();
  private List<Integer> best = List.of();
  private long bestTokens;
  private int tries;

  private PrefixOrder(List<Evidence> evidence, Predicate<PrefixPoint> cached) {
    this.evidence = evidence;
    this.cached = cached;
    this.used = new BitSet(evidence.size());
  }

  /// The evidence in layers, each in reading order.
  ///
  /// @param start the chain behind the instructions
  /// @param evidence in reading order
  /// @param cached whether the cache holds a prompt up to a point
  static List<List<Evidence>> of(
      PrefixChain start, List<Evidence> evidence, Predicate<PrefixPoint> cached) {
    PrefixOrder order = new PrefixOrder(evidence, cached);
    order.walk(start);
    return order.layers();
  }

  private void walk(PrefixChain from) {
    for (int i = used.nextClearBit(0); i < evidence.size(); i = used.nextClearBit(i + 1)) {
      if (++tries > MOST_TRIES) {
        return;
      }
      PrefixChain next = from.fork();
      next.add(evidence.get(i));
      int shared = 0;
      for (PrefixPoint point : next.points()) {
        if (!cached.test(point)) {
          break;
        }
        shared++;
      }
      if (shared > 0) {
        used.set(i);
        path.add(i);
        // Of orders that share as much the one found first is nearest to the reading order.
        long tokens = next.points().get(shared - 1).tokens();
        if (tokens > bestTokens) {
          bestTokens = tokens;
          best = List.copyOf(path);
        }
        if (shared == next.points().size()) {
          walk(next);
        }
        path.removeLast();
        used.clear(i);
      }
    }
  }

  private List<List<Evidence>> layers() {
    List<List<Evidence>> layers = new ArrayList<>();
    best.forEach(i -> layers.add(List.of(evidence.get(i))));
    List<Evidence> rest = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      if (!best.contains(i)) {
        rest.add(evidence.get(i));
      }
    }
    if (!rest.isEmpty()) {
      layers.add(rest);
    }
    return layers;
  }
}
