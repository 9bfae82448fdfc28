package lectern.eval.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Expected values are worked out by hand: 1/log2(3) = 0.630930, 1/log2(4) = 0.5, 1/log2(5) =
/// 0.430677.
class RankMeasureTest {
  private static final Map<String, Integer> GRADES = Map.of("a", 2, "b", 1, "c", 1, "x", 0);
  private static final List<String> RANKED = List.of("x", "b", "y", "a");

  @Test
  void discountsGainByTheLogarithmOfTheRank() {
    // b at 2, a at 4; ideal a, b, c.
    double dcg = 1 * 0.630930 + 2 * 0.430677;
    double ideal = 2 + 0.630930 + 0.5;
    assertEquals(dcg / ideal, new RankMeasure.NDcg(10).score(RANKED, GRADES), 1e-6);
    assertEquals(0.630930 / (2 + 0.630930), new RankMeasure.NDcg(2).score(RANKED, GRADES), 1e-6);
  }

  @Test
  void countsRelevantOnesAmongTheFirst() {
    assertEquals(0.2, new RankMeasure.Precision(10).score(RANKED, GRADES), 1e-12);
    assertEquals(0.5, new RankMeasure.Precision(2).score(RANKED, GRADES), 1e-12);
    assertEquals(2 / 3.0, new RankMeasure.Recall(10).score(RANKED, GRADES), 1e-12);
    assertEquals(1 / 3.0, new RankMeasure.Recall(3).score(RANKED, GRADES), 1e-12);
    assertEquals(0.5, new RankMeasure.ReciprocalRank().score(RANKED, GRADES), 1e-12);
  }

  @Test
  void averagesPrecisionOverAllRelevantOnes() {
    assertEquals(
        (1 / 2.0 + 2 / 4.0) / 3, new RankMeasure.AveragePrecision().score(RANKED, GRADES), 1e-12);
  }

  @Test
  void wantsAllEvidenceOrAsMuchAsFits() {
    assertEquals(0, new RankMeasure.AllFound(4).score(RANKED, GRADES));
    assertEquals(1, new RankMeasure.AllFound(4).score(List.of("a", "b", "x", "c"), GRADES));
    assertEquals(1, new RankMeasure.AllFound(2).score(List.of("c", "a"), GRADES));
    assertEquals(0, new RankMeasure.AllFound(2).score(List.of("c", "x"), GRADES));
    assertEquals(0, new RankMeasure.AllFound(2).score(List.of("x"), Map.of("x", 0)));
  }

  @Test
  void breaksTiesByTheGreaterId() {
    Run run = new Run(Map.of("q", Map.of("10", 1.0, "9", 1.0, "é", 1.0, "z", 2.0, "a", 0.5)));
    assertEquals(List.of("z", "é", "9", "10", "a"), run.ranked("q"));
  }

  @Test
  void refusesScoresThatCannotBeOrdered() {
    for (double score : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new Run(Map.of("q", Map.of("a", score))));
    }
  }

  @Test
  void leavesOutTheQueryItselfWhereAsked() {
    Run run = new Run(Map.of("q", Map.of("q", 3.0, "a", 2.0), "a", Map.of("b", 1.0)));
    assertEquals(
        new Run(Map.of("q", Map.of("a", 2.0), "a", Map.of("b", 1.0))), run.withoutNamesakes());
  }

  @Test
  void countsAQueryThatWasNotRunAsZero() {
    Qrels qrels = new Qrels(Map.of("1", Map.of("a", 1), "2", Map.of("b", 1), "3", Map.of("c", 0)));
    Run run = new Run(Map.of("1", Map.of("a", 1.0), "4", Map.of("b", 1.0)));
    RankMeasure measure = new RankMeasure.NDcg(10);
    assertEquals(Map.of("1", 1.0, "2", 0.0, "3", 0.0), measure.each(qrels, run));
    assertEquals(1 / 3.0, measure.mean(qrels, run), 1e-12);
    assertEquals(0, measure.mean(new Qrels(Map.of()), run));
  }

  @Test
  void refusesADepthOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> new RankMeasure.NDcg(0));
  }
}
