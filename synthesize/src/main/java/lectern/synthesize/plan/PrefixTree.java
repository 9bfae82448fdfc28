package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Orders the parts of several prompts that are known beforehand, so that their beginnings make a
/// small tree: what most of them hold stands first, and each branch goes on in the same way.
///
/// Some orders are tried, by chance but always the same, and the best is taken. Held against the
/// best of all orders of small ones, it saves 97 % or more (`PrefixTreeTest`).
///
/// @param <T> a part; equal ones are the same bytes
public final class PrefixTree<T> {
  /// Orders that are tried.
  private static final int TRIES = 48;

  /// Of more prompts fewer orders are tried.
  private static final int ENOUGH_PARTS = 20_000;

  private final List<List<T>> prompts;
  private final ToLongFunction<T> tokens;
  private final SplittableRandom random = new SplittableRandom(1);

  /// How far chance may raise what a part is worth.
  private double chance;

  private PrefixTree(List<List<T>> prompts, ToLongFunction<T> tokens) {
    this.prompts = prompts;
    this.tokens = tokens;
  }

  /// The prompts' parts in their new order.
  ///
  /// @param prompts parts of each, no part twice, in the order that counts where nothing else does
  /// @param tokens of a part
  public static <T> List<List<T>> order(List<List<T>> prompts, ToLongFunction<T> tokens) {
    PrefixTree<T> tree = new PrefixTree<>(prompts, tokens);
    long parts = Math.max(1, prompts.stream().mapToLong(List::size).sum());
    long tries = Math.clamp(ENOUGH_PARTS / parts, 1, TRIES);
    List<List<T>> best = prompts;
    long least = size(prompts, tokens);
    for (int i = 0; i < tries; i++) {
      tree.chance = i == 0 ? 0 : 0.6;
      List<List<T>> order = tree.order();
      long size = size(order, tokens);
      if (size < least) {
        least = size;
        best = order;
      }
    }
    return best;
  }

  /// Tokens of the tree: each beginning once, however many prompts have it.
  static <T> long size(List<List<T>> prompts, ToLongFunction<T> tokens) {
    Set<List<T>> beginnings = new HashSet<>();
    long size = 0;
    for (List<T> prompt : prompts) {
      for (int i = prompt.size(); i > 0 && beginnings.add(prompt.subList(0, i)); i--) {
        size += tokens.applyAsLong(prompt.get(i - 1));
      }
    }
    return size;
  }

  private List<List<T>> order() {
    List<List<T>> order = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      order.add(new ArrayList<>());
      all.add(i);
    }
    branch(all, new HashSet<>(), order);
    return order;
  }

  /// @param above parts that all of these prompts begin with
  private void branch(List<Integer> some, Set<T> above, List<List<T>> order) {
    List<Integer> left = new ArrayList<>(some);
    while (!left.isEmpty()) {
      T next = worthMost(left, above);
      if (next == null) {
        left.forEach(i -> rest(i, above, order));
        return;
      }
      List<Integer> within = left.stream().filter(i -> prompts.get(i).contains(next)).toList();
      within.forEach(i -> order.get(i).add(next));
      above.add(next);
      branch(within, above, order);
      above.remove(next);
      left.removeAll(within);
    }
  }

  private void rest(int prompt, Set<T> above, List<List<T>> order) {
    prompts.get(prompt).stream()
        .filter(part -> !above.contains(part))
        .forEach(order.get(prompt)::add);
  }

  /// The part that saves most where it stands next; null where no two prompts share another one.
  private @Nullable T worthMost(List<Integer> some, Set<T> above) {
    Map<T, Integer> holders = new HashMap<>();
    List<T> seen = new ArrayList<>();
    for (int i : some) {
      for (T part : prompts.get(i)) {
        if (!above.contains(part) && holders.merge(part, 1, Integer::sum) == 1) {
          seen.add(part);
        }
      }
    }
    T best = null;
    double most = 0;
    for (T part : seen) {
      int more = holders.getOrDefault(part, 1) - 1;
      double worth = more * (double) tokens.applyAsLong(part) * (1 + chance * random.nextDouble());
      if (worth > most) {
        most = worth;
        best = part;
      }
    }
    return best;
  }
}
