package lectern.retrieve;

/// Arithmetic of vectors.
public final class Vectors {
  private Vectors() {}

  /// Inner product; of vectors of unit length, the cosine of the angle between them.
  public static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
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
