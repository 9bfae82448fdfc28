package lectern.eval.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedRandomisationTest {
  @Test
  void equalScoresDifferByChance() {
    Map<String, Double> scores = Map.of("a", 0.5, "b", 1.0);
    assertEquals(new PairedRandomisation(0, 1), PairedRandomisation.of(scores, scores));
  }

  /// Of 2^10 ways to toss, two give as large a sum: all for the one, all for the other.
  @Test
  void tenWinsInARowAreSeldomChance() {
    Map<String, Double> one = new HashMap<>();
    Map<String, Double> other = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      one.put("q" + i, 0.6);
      other.put("q" + i, 0.5);
    }
    PairedRandomisation test = PairedRandomisation.of(one, other);
    assertEquals(0.1, test.difference(), 1e-9);
    assertEquals(2.0 / 1024, test.p(), 0.0007);
  }

  /// By its meaning p is below 0.1 in one of ten comparisons of equals.
  @Test
  void equalsAreToldApartAsOftenAsTheLevelSays() {
    Random random = new Random(5);
    int below = 0;
    for (int i = 0; i < 60; i++) {
      Map<String, Double> one = new HashMap<>();
      Map<String, Double> other = new HashMap<>();
      for (int j = 0; j < 30; j++) {
        one.put("q" + j, random.nextDouble());
        other.put("q" + j, random.nextDouble());
      }
      below += PairedRandomisation.of(one, other).p() < 0.1 ? 1 : 0;
    }
    assertTrue(below <= 14, below + " of 60");
  }

  @Test
  void aQueryThatOneDoesNotHaveScoresNothingThere() {
    PairedRandomisation test = PairedRandomisation.of(Map.of("a", 1.0, "b", 1.0), Map.of("a", 1.0));
    assertEquals(0.5, test.difference(), 1e-9);
  }
}
