package lectern.retrieve.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BgeEmbedderTest {
  private static final BgeEmbedder EMBEDDER = new BgeEmbedder();

  @AfterAll
  static void close() {
    EMBEDDER.close();
  }

  @Test
  void findsThePassageThatAnswersThoughItSharesNoWord() {
    float[] question = EMBEDDER.question("How much does the lessee pay every month?");
    double answer =
        product(question, EMBEDDER.passage("Rent is due in instalments of 4,200 pounds."));
    double other =
        product(question, EMBEDDER.passage("The roof shall be repaired by the landlord."));
    assertTrue(answer > other, answer + " > " + other);
  }

  @Test
  void everyVectorIsOfUnitLength() {
    for (String text : List.of("", " ", "a", "租金", "\u0000", "word ".repeat(50_000))) {
      float[] vector = EMBEDDER.passage(text);
      assertEquals(384, vector.length);
      assertEquals(1, product(vector, vector), 1e-5);
    }
  }

  @Test
  void aQuestionIsNotAPassage() {
    assertFalse(Arrays.equals(EMBEDDER.question("rent"), EMBEDDER.passage("rent")));
  }

  @Test
  void manyCallersGetTheVectorThatOneGets() {
    List<String> texts = IntStream.range(0, 40).mapToObj(i -> "clause ".repeat(i) + i).toList();
    List<float[]> alone = texts.stream().map(EMBEDDER::passage).toList();
    List<float[]> together = texts.parallelStream().map(EMBEDDER::passage).toList();
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(alone.get(i), together.get(i), 0);
    }
  }

  /// Where the stack is too small for loading, the whole process ends.
  @Test
  void theFirstCallerMayHaveASmallStack() throws InterruptedException {
    List<float[]> made = new ArrayList<>();
    try (BgeEmbedder fresh = new BgeEmbedder()) {
      Thread caller =
          new Thread(null, () -> made.add(fresh.passage("rent")), "small stack", 256 << 10);
      caller.start();
      caller.join();
    }
    assertArrayEquals(EMBEDDER.passage("rent"), made.getFirst(), 0);
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
