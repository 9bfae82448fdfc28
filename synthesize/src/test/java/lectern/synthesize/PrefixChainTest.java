package lectern.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Scope;
import lectern.synthesize.prompt.PromptLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PrefixChainTest {
  private static final TestCollection TEXTS = new TestCollection();

  static {
    for (int i = 0; i < 6; i++) {
      TEXTS.add("Title " + i, "One " + i + ".\n\n \n\nTwo " + i + ".\n\nThree " + i + ".\n");
    }
  }

  /// Chosen passages, by bits.
  private static List<Evidence> chosen(List<Integer> bits) {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < bits.size(); i++) {
      Evidence all = TEXTS.evidence().get(i);
      int chosen = bits.get(i);
      var passages =
          IntStream.range(0, all.passages().size())
              .filter(ordinal -> (chosen >> ordinal & 1) == 1)
              .mapToObj(all.passages()::get)
              .toList();
      if (!passages.isEmpty()) {
        evidence.add(new Evidence(all.document(), passages));
      }
    }
    return evidence;
  }

  private static Prompt prompt(List<Evidence> evidence, String question) {
    return PromptLayout.layOut(evidence, new Question(question, new Scope.Everything(), null));
  }

  private static PromptTrace trace(List<Evidence> evidence, String question) {
    return PromptLayout.trace(List.of(evidence), prompt(evidence, question), 600, 9);
  }

  /// As far as the points of two prompts are the same, their bytes are, and where the points part
  /// the prompts soon do.
  @Property
  void equalPointsStandBehindEqualBytes(
      @ForAll @Size(6) List<@IntRange(max = 15) Integer> one,
      @ForAll @Size(6) List<@IntRange(max = 15) Integer> other) {
    List<Evidence> first = chosen(one);
    List<Evidence> second = chosen(other);
    List<PrefixPoint> points = trace(first, "?").points();
    List<PrefixPoint> others = trace(second, "Another question?").points();
    String prefix = prompt(first, "?").prefix();
    String otherPrefix = prompt(second, "Another question?").prefix();
    int shared = 0;
    while (shared < Math.min(points.size(), others.size())
        && points.get(shared).equals(others.get(shared))) {
      shared++;
    }
    assertTrue(shared >= 1, "the instructions are the same");
    if (shared == points.size() && shared == others.size()) {
      assertEquals(prefix, otherPrefix);
    }
    // Digests are chained: nothing behind the first that differs is the same.
    for (int i = shared; i < points.size(); i++) {
      assertTrue(!others.contains(points.get(i)), "a point is met again");
    }
  }

  @Test
  void aDocumentOfAnotherRevisionIsAnother() {
    var old = TestCollection.sized(1, 100);
    var other = TestCollection.sized(1, 101);
    assertNotEquals(digest("Be exact.", old), digest("Be exact.", other));
    assertNotEquals(digest("Be exact.", old), digest("Be exact!", old));
    assertEquals(digest("Be exact.", old), digest("Be exact.", TestCollection.sized(1, 100)));
  }

  private static String digest(String instructions, IndexedDocument document) {
    PrefixChain chain = new PrefixChain(instructions, 3);
    chain.whole(document);
    return chain.points().getLast().digest();
  }

  @Test
  void ofManyPointsTheSameFewAreKept() {
    PrefixChain chain = new PrefixChain("Be exact.", 3);
    IntStream.range(1, 40_000).forEach(i -> chain.whole(TestCollection.sized(i, 20)));
    TextCount text = new TextCount(800_000, 0, 0, 0);
    PromptTrace whole = new PromptTrace(chain.points(), text, text);
    PromptTrace shorter = new PromptTrace(chain.points().subList(0, 30_000), text, text);
    List<PrefixPoint> kept = whole.thinned().points();
    assertTrue(kept.size() > 50 && kept.size() <= 1_024, "" + kept.size());
    assertEquals(chain.points().getLast(), kept.getLast());
    List<PrefixPoint> both = new ArrayList<>(kept);
    both.retainAll(shorter.thinned().points());
    assertTrue(both.getLast().tokens() > 0.95 * 600_000, "" + both.getLast());
  }
}
