package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import lectern.ingest.Label;
import lectern.retrieve.Scored;
import org.junit.jupiter.api.Test;

class FusionTest {
  @Test
  void stretchesEachRankingFromItsLastToItsFirst() {
    List<Scored> words = List.of(scored(1, 30), scored(2, 20), scored(3, 10));
    List<Scored> vectors = List.of(scored(3, 0.9), scored(4, 0.8), scored(2, 0.7));
    // 0.4 × 1; 0.4 × 0.5 + 0; 0 + 0.6 × 1; 0.6 × 0.5
    assertEquals(
        List.of("d3 0.60", "d1 0.40", "d4 0.30", "d2 0.20"),
        words(Fusion.weighted(words, 0.4, vectors)));
  }

  @Test
  void theBestFewAreTheFirstOfAll() {
    Random random = new Random(1);
    for (int size = 0; size < 40; size++) {
      List<Scored> words = ranking(random, size);
      List<Scored> vectors = ranking(random, size);
      List<Scored> all = FusionMethod.SCORES.weighted(words, 0.4, vectors);
      assertEquals(
          all.subList(0, Math.min(3, all.size())),
          FusionMethod.SCORES.best(words, 0.4, vectors, 3));
    }
  }

  /// Of few scores, so that many are equal.
  private static List<Scored> ranking(Random random, int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> scored(i + 1, random.nextInt(4)))
        .sorted(Scored.BEST_FIRST)
        .toList();
  }

  @Test
  void aRankingOfEqualsCountsInFullAndAnEmptyOneNotAtAll() {
    List<Scored> equals = List.of(scored(1, 5), scored(2, 5));
    assertEquals(List.of("d1 0.40", "d2 0.40"), words(Fusion.weighted(equals, 0.4, List.of())));
    assertEquals(List.of(), Fusion.weighted(List.of(), 0.4, List.of()));
  }

  @Test
  void whatIsLikeTheOthersGoesUp() {
    float[] east = {1, 0};
    float[] north = {0, 1};
    List<Scored> ranking = List.of(scored(1, 1), scored(2, 0.9), scored(3, 0.8));
    Map<Label, float[]> vectors =
        Map.of(new Label(1, 0), north, new Label(2, 0), east, new Label(3, 0), east);
    // d1 has no neighbour that is near; 0.8 × 0.9 + 0.2 × 0.8; 0.8 × 0.8 + 0.2 × 0.9
    assertEquals(List.of("d1 1.00", "d2 0.88", "d3 0.82"), words(Diffusion.over(ranking, vectors)));
    List<Scored> close = List.of(scored(1, 0.87), scored(2, 0.9), scored(3, 0.8));
    assertEquals("d2 0.88", words(Diffusion.over(close, vectors)).getFirst());
  }

  private static Scored scored(int document, double score) {
    return new Scored(new Label(document, 0), score);
  }

  private static List<String> words(List<Scored> ranking) {
    return ranking.stream()
        .map(it -> String.format(Locale.ROOT, "d%d %.2f", it.label().document(), it.score()))
        .toList();
  }
}
