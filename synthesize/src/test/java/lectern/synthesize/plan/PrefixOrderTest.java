package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import lectern.synthesize.Evidence;
import lectern.synthesize.PrefixChain;
import lectern.synthesize.TestCollection;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PrefixOrderTest {
  private static final TestCollection COLLECTION = new TestCollection();

  static {
    for (int i = 1; i <= 9; i++) {
      COLLECTION.add("Document " + i, "One says this.\n\nAnother says that.\n");
    }
  }

  private final Set<String> cached = new HashSet<>();

  private static List<Evidence> documents(int... numbers) {
    List<Evidence> documents = new ArrayList<>();
    for (int number : numbers) {
      documents.add(COLLECTION.evidence().get(number - 1));
    }
    return documents;
  }

  private static PrefixChain instructions() {
    return new PrefixChain("Answer from the evidence.", 5);
  }

  /// Sends a prompt, in the order given, and so puts it in the cache.
  private void sent(List<List<Evidence>> layers) {
    PrefixChain chain = instructions();
    layers.forEach(layer -> layer.forEach(chain::add));
    chain.points().forEach(point -> cached.add(point.digest()));
  }

  private long shared(List<List<Evidence>> layers) {
    PrefixChain chain = instructions();
    layers.forEach(layer -> layer.forEach(chain::add));
    return chain.points().stream().takeWhile(point -> cached.contains(point.digest())).count();
  }

  private static List<Integer> numbers(List<List<Evidence>> layers) {
    return layers.stream().flatMap(List::stream).map(one -> one.document().number()).toList();
  }

  private List<List<Evidence>> order(List<Evidence> evidence) {
    return List.of(
        PrefixOrder.of(
            instructions(), evidence, PrefixChain::add, point -> cached.contains(point.digest())));
  }

  @Test
  void readingOrderStaysWhereNothingIsCached() {
    assertEquals(List.of(1, 4, 7), numbers(order(documents(1, 4, 7))));
  }

  @Test
  void beginsAsAPromptOfLateDid() {
    sent(List.of(documents(4, 7)));
    assertEquals(List.of(4, 7, 1), numbers(order(documents(1, 4, 7))));
    assertEquals(List.of(4, 1, 9), numbers(order(documents(1, 4, 9))));
    assertEquals(List.of(1, 7), numbers(order(documents(1, 7))), "it did not begin with 7");
  }

  @Test
  void takesTheLongerOfTwoBeginnings() {
    sent(List.of(documents(1, 2)));
    sent(List.of(documents(5, 6, 3)));
    assertEquals(List.of(5, 6, 3, 1, 2), numbers(order(documents(1, 2, 3, 5, 6))));
  }

  /// Part of a document is a beginning too, up to the first passage that was not shown.
  @Test
  void passagesOfADocumentAreSharedUpToTheFirstOther() {
    Evidence whole = documents(8).getFirst();
    Evidence part = new Evidence(whole.document(), whole.passages().subList(0, 1));
    sent(List.of(List.of(part)));
    List<List<Evidence>> layers = order(List.of(documents(1).getFirst(), part));
    assertEquals(List.of(8, 1), numbers(layers));
  }

  @Property(tries = 200)
  void holdsTheSameEvidenceAndSharesNoLessThanTheReadingOrder(
      @ForAll @Size(min = 1, max = 8)
          List<@Size(min = 1, max = 6) Set<@IntRange(min = 1, max = 9) Integer>> questions) {
    cached.clear();
    for (Set<Integer> question : questions) {
      SortedSet<Integer> sorted = new TreeSet<>(question);
      List<Evidence> evidence = documents(sorted.stream().mapToInt(Integer::intValue).toArray());
      List<List<Evidence>> layers = order(evidence);
      assertEquals(sorted, new TreeSet<>(numbers(layers)));
      assertEquals(evidence.size(), numbers(layers).size());
      assertTrue(shared(layers) >= shared(List.of(evidence)));
      sent(layers);
    }
  }
}
