package lectern.retrieve;

import java.util.Arrays;
import java.util.List;

/// Arithmetic of vectors.
public final class Vectors {
  private Vectors() {}

  /// Inner product; of vectors of unit length, the cosine of the angle between them.
  public static double product(float[] one, float[] other) {
    return product(wide(one), other);
  }

  /// The same values, to be multiplied with many others: widening them each time takes a third of
  /// the product.
  public static double[] wide(float[] vector) {
    double[] wide = new double[vector.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = vector[i];
    }
    return wide;
  }

  /// As of two vectors, one of them made [wide][#wide].
  public static double product(double[] one, float[] other) {
    // Four sums do not wait for each other; which values go to which never changes.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int whole = one.length & -4;
    for (int i = 0; i < whole; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (int i = whole; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return a + b + (c + d);
  }

  /// Inner products of all pairs, each to the last bit what [#product(float[], float[])] gives. One
  /// dimension after the other, so that many products grow side by side: a third of the time.
  ///
  /// @param vectors of the same length
  /// @return by the indexes of the two, in either order
  public static double[][] products(List<float[]> vectors) {
    int count = vectors.size();
    double[][] products = new double[count][count];
    if (count == 0) {
      return products;
    }
    double[][] columns = columns(vectors);
    int whole = columns.length & -4;
    double[] a = new double[count];
    double[] b = new double[count];
    double[] c = new double[count];
    double[] d = new double[count];
    for (int i = 0; i < count; i++) {
      Arrays.fill(a, 0, i + 1, 0);
      Arrays.fill(b, 0, i + 1, 0);
      Arrays.fill(c, 0, i + 1, 0);
      Arrays.fill(d, 0, i + 1, 0);
      for (int k = 0; k < whole; k += 4) {
        addMultiple(a, columns[k], i);
        addMultiple(b, columns[k + 1], i);
        addMultiple(c, columns[k + 2], i);
        addMultiple(d, columns[k + 3], i);
      }
      for (int k = whole; k < columns.length; k++) {
        addMultiple(a, columns[k], i);
      }
      for (int j = 0; j <= i; j++) {
        products[i][j] = a[j] + b[j] + (c[j] + d[j]);
        products[j][i] = products[i][j];
      }
    }
    return products;
  }

  /// Adds to each sum up to the one at `own` what its vector and that one have in a dimension.
  private static void addMultiple(double[] sums, double[] column, int own) {
    double factor = column[own];
    for (int j = 0; j <= own; j++) {
      sums[j] += factor * column[j];
    }
  }

  /// Values by dimension, then by vector.
  private static double[][] columns(List<float[]> vectors) {
    double[][] columns = new double[vectors.getFirst().length][vectors.size()];
    for (int j = 0; j < vectors.size(); j++) {
      float[] vector = vectors.get(j);
      for (int k = 0; k < columns.length; k++) {
        columns[k][j] = vector[k];
      }
    }
    return columns;
  }

  /// Adds a multiple of one vector to another.
  public static void add(double[] to, double weight, float[] vector) {
    for (int i = 0; i < to.length; i++) {
      to[i] += weight * vector[i];
    }
  }

  /// The vector of the same direction and of unit length.
  ///
  /// @param vector not zero
  public static float[] unit(double[] vector) {
    double square = 0;
    for (double value : vector) {
      square += value * value;
    }
    double length = Math.sqrt(square);
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
