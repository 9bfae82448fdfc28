package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PrefixTreeTest {
  enum Workload {
    /// Sets that differ in one document.
    LOCAL,
    RANDOM,
    /// The first document in reading order is another one each time.
    ADVERSARIAL
  }

  private static List<List<Integer>> prompts(Workload workload, int count, Random random) {
    List<List<Integer>> prompts = new ArrayList<>();
    List<Integer> base = some(random, 0, 6, 3);
    for (int i = 0; i < count; i++) {
      Set<Integer> prompt =
          switch (workload) {
            case LOCAL -> {
              Set<Integer> near = new HashSet<>(base.subList(0, 2));
              near.add(random.nextBoolean() ? base.get(2) : random.nextInt(6));
              yield near;
            }
            case RANDOM -> new HashSet<>(some(random, 0, 6, 3));
            case ADVERSARIAL -> {
              Set<Integer> far = new HashSet<>(some(random, 3, 6, 2));
              far.add(i % 3);
              yield far;
            }
          };
      prompts.add(List.copyOf(new TreeSet<>(prompt)));
    }
    return prompts;
  }

  private static List<Integer> some(Random random, int from, int to, int count) {
    List<Integer> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(i);
    }
    Collections.shuffle(all, random);
    return all.subList(0, count);
  }

  /// The smallest tree there is, by a look at all orders.
  private static long smallest(List<List<Integer>> prompts, int from, Set<List<Integer>> tree) {
    if (from == prompts.size()) {
      return tree.size();
    }
    long least = Long.MAX_VALUE;
    for (List<Integer> order : orders(prompts.get(from))) {
      Set<List<Integer>> more = new HashSet<>(tree);
      for (int i = 1; i <= order.size(); i++) {
        more.add(order.subList(0, i));
      }
      least = Math.min(least, smallest(prompts, from + 1, more));
    }
    return least;
  }

  private static List<List<Integer>> orders(List<Integer> parts) {
    if (parts.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> orders = new ArrayList<>();
    for (Integer first : parts) {
      List<Integer> rest = parts.stream().filter(part -> !part.equals(first)).toList();
      for (List<Integer> order : orders(rest)) {
        List<Integer> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  private static long parts(List<List<Integer>> prompts) {
    return prompts.stream().mapToLong(List::size).sum();
  }

  @ParameterizedTest
  @EnumSource
  void savesAlmostWhatTheBestOrdersSave(Workload workload) {
    Random random = new Random(5);
    long saved = 0;
    long best = 0;
    for (int i = 0; i < 15; i++) {
      List<List<Integer>> prompts = prompts(workload, 5, random);
      saved += parts(prompts) - PrefixTree.size(PrefixTree.order(prompts, _ -> 1), _ -> 1);
      best += parts(prompts) - smallest(prompts, 0, Set.of());
    }
    assertTrue(saved >= 0.97 * best, saved + " of " + best);
  }

  @Test
  void readingOrderStaysWhereNothingIsShared() {
    List<List<Integer>> prompts = List.of(List.of(1, 2, 3), List.of(4, 5), List.of());
    assertEquals(prompts, PrefixTree.order(prompts, _ -> 1));
    assertEquals(List.of(), PrefixTree.<Integer>order(List.of(), _ -> 1));
  }

  @Test
  void whatIsLargeStandsFirst() {
    List<List<Integer>> prompts = List.of(List.of(1, 2), List.of(1, 3), List.of(2, 4));
    assertEquals(
        List.of(List.of(2, 1), List.of(1, 3), List.of(2, 4)),
        PrefixTree.order(prompts, part -> part == 2 ? 100 : 1));
  }

  @Property(tries = 200)
  void holdsTheSamePartsAndNeverMoreThanTheReadingOrder(
      @ForAll @Size(max = 30) List<@Size(max = 8) Set<@IntRange(max = 12) Integer>> sets) {
    List<List<Integer>> prompts =
        sets.stream().map(set -> List.copyOf(new TreeSet<>(set))).toList();
    List<List<Integer>> order = PrefixTree.order(prompts, part -> part + 1);
    assertTrue(
        PrefixTree.size(order, part -> part + 1) <= PrefixTree.size(prompts, part -> part + 1));
    for (int i = 0; i < prompts.size(); i++) {
      assertEquals(prompts.get(i), List.copyOf(new TreeSet<>(order.get(i))));
      assertEquals(prompts.get(i).size(), order.get(i).size());
    }
    assertEquals(order, PrefixTree.order(prompts, part -> part + 1), "always the same");
  }
}
