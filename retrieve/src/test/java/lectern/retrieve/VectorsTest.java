package lectern.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorsTest {
  @Test
  void productsOfPairsAreThoseOfEachPair() {
    Random random = new Random(1);
    for (int dimensions : new int[] {1, 4, 7, 384}) {
      List<float[]> vectors = new ArrayList<>();
      for (int i = 0; i < 21; i++) {
        float[] vector = new float[dimensions];
        for (int k = 0; k < dimensions; k++) {
          vector[k] = random.nextFloat() - 0.5f;
        }
        vectors.add(vector);
      }
      double[][] products = Vectors.products(vectors);
      for (int i = 0; i < vectors.size(); i++) {
        for (int j = 0; j < vectors.size(); j++) {
          assertEquals(Vectors.product(vectors.get(i), vectors.get(j)), products[i][j]);
        }
      }
    }
    assertEquals(0, Vectors.products(List.of()).length);
  }
}
