package lectern.retrieve;

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
