package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.ingest.Label;
import lectern.retrieve.Scored;
import org.junit.jupiter.api.Test;

class ReciprocalRankTest {
  private static final List<Scored> WORDS = List.of(scored(1, 900), scored(2, 3));
  private static final List<Scored> MEANING = List.of(scored(3, 0.9), scored(2, 0.8));

  @Test
  void countsPlacesAndNotScores() {
    List<Scored> fused = ReciprocalRank.weighted(WORDS, 0.5, MEANING);
    assertEquals(List.of(2, 1, 3), documents(fused));
    assertEquals(1.0 / 62, fused.get(0).score(), 1e-12);
    assertEquals(0.5 / 61, fused.get(1).score(), 1e-12);
    assertEquals(List.of(), ReciprocalRank.weighted(List.of(), 0.5, List.of()));
  }

  @Test
  void undampedTheFirstOfOneStandsBeforeTheMiddleOfAll() {
    List<Scored> one = List.of(scored(1, 9), scored(4, 8), scored(5, 7), scored(9, 6));
    List<Scored> two = List.of(scored(2, 9), scored(6, 8), scored(7, 7), scored(9, 6));
    List<Scored> three = List.of(scored(3, 9), scored(8, 8), scored(4, 7), scored(9, 6));
    List<Scored> fused = ReciprocalRank.undamped(List.of(one, two, three));
    assertEquals(List.of(1, 2, 3, 4, 9), documents(fused).subList(0, 5));
    assertEquals(0.75, fused.get(4).score(), 1e-12);
    assertEquals(List.of(), ReciprocalRank.undamped(List.of(List.of(), List.of())));
  }

  @Test
  void weighsRankings() {
    List<Scored> fused = ReciprocalRank.weighted(WORDS, 0.9, MEANING);
    assertEquals(List.of(2, 1, 3), documents(fused));
    assertEquals(0.9 / 61, fused.get(1).score(), 1e-12);
    assertEquals(0.1 / 61, fused.get(2).score(), 1e-12);
  }

  @Test
  void ranksAreStretchedAsScoresAre() {
    List<Scored> fused = FusionMethod.RANKS.weighted(WORDS, 0.4, MEANING);
    assertEquals(List.of(2, 3, 1), documents(fused));
    assertEquals(1, fused.getFirst().score());
    assertEquals(0, fused.getLast().score());
  }

  private static Scored scored(int document, double score) {
    return new Scored(new Label(document, 0), score);
  }

  private static List<Integer> documents(List<Scored> ranking) {
    return ranking.stream().map(scored -> scored.label().document()).toList();
  }
}
