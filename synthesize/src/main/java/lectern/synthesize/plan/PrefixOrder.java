package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import lectern.synthesize.PrefixChain;
import lectern.synthesize.PrefixPoint;

/// Puts the documents of a prompt in an order of which the cache holds the most: it begins as a
/// prompt of late did, as far as that shows nothing else. The rest stays in reading order, and so
/// do the passages of a document. For one prompt.
///
/// Beside the reading order alone it saves most where questions share some of their documents
/// (CacheWeaver, arXiv 2606.19667, orders whole passages so and finds no loss of quality).
///
/// @param <T> a document as it is shown
final class PrefixOrder<T> {
  /// Digests that are made at most: a few milliseconds.
  private static final int MOST_TRIES = 5_000;

  private final List<T> documents;
  private final BiConsumer<PrefixChain, T> adding;
  private final Predicate<PrefixPoint> cached;
  private final BitSet used;
  private final List<Integer> path = new ArrayList<>();
  private List<Integer> best = List.of();
  private long bestTokens;
  private int tries;

  /// Whether an order was found of which the cache holds all.
  private boolean isWhole;

  private PrefixOrder(
      List<T> documents, BiConsumer<PrefixChain, T> adding, Predicate<PrefixPoint> cached) {
    this.documents = documents;
    this.adding = adding;
    this.cached = cached;
    this.used = new BitSet(documents.size());
  }

  /// The documents in their new order.
  ///
  /// @param start the chain behind the instructions
  /// @param documents in reading order
  /// @param adding adds one to a chain
  /// @param cached whether the cache holds a prompt up to a point
  static <T> List<T> of(
      PrefixChain start,
      List<T> documents,
      BiConsumer<PrefixChain, T> adding,
      Predicate<PrefixPoint> cached) {
    PrefixOrder<T> order = new PrefixOrder<>(documents, adding, cached);
    order.walk(start);
    return order.ordered();
  }

  private void walk(PrefixChain from) {
    for (int i = used.nextClearBit(0); i < documents.size(); i = used.nextClearBit(i + 1)) {
      if (++tries > MOST_TRIES || isWhole) {
        return;
      }
      PrefixChain next = from.fork();
      adding.accept(next, documents.get(i));
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
          isWhole |= path.size() == documents.size();
          walk(next);
        }
        path.removeLast();
        used.clear(i);
      }
    }
  }

  private List<T> ordered() {
    List<T> ordered = new ArrayList<>();
    best.forEach(i -> ordered.add(documents.get(i)));
    for (int i = 0; i < documents.size(); i++) {
      if (!best.contains(i)) {
        ordered.add(documents.get(i));
      }
    }
    return ordered;
  }
}
