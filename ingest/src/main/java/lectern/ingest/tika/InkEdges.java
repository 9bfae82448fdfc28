package lectern.ingest.tika;

import java.util.Arrays;

/// Lower edges of the ink of a page. At the angle of its lines those of a line fall onto each
/// other, which is how the angle is found (projection profile, Postl 1986).
final class InkEdges {
  /// No sheet feeder tilts a page further.
  private static final double MOST_DEGREES = 15;

  private static final double COARSE_DEGREES = 0.5;

  /// On a line of A4 a difference of 0.1 degrees is a quarter of a letter's height.
  private static final double FINE_DEGREES = 0.1;

  /// Fewer edges are a word or two.
  private static final int LEAST_EDGES = 200;

  private final int[] along;
  private final int[] across;
  private final int length;
  private final int height;

  /// The angle at which the edges lie on lines.
  ///
  /// @param degrees clockwise, within 15
  /// @param strength the angle's score in means of the scores of all; 0 where there are too few
  record Slope(double degrees, double strength) {}

  /// @param along where the edges are along the lines, in pixels
  /// @param across where they are down the page
  private InkEdges(int[] along, int[] across, int length, int height) {
    this.along = along;
    this.across = across;
    this.length = length;
    this.height = height;
  }

  /// @param ink row by row
  /// @param lying whether lines are sought along the page's height
  static InkEdges of(boolean[] ink, int width, int height, boolean lying) {
    int[] along = new int[ink.length];
    int[] across = new int[ink.length];
    int next = lying ? 1 : width;
    int count = 0;
    for (int y = 0; y < height - 1; y++) {
      for (int x = 0; x < width - 1; x++) {
        int i = y * width + x;
        if (ink[i] && !ink[i + next]) {
          along[count] = lying ? y : x;
          across[count] = lying ? x : y;
          count++;
        }
      }
    }
    return new InkEdges(
        Arrays.copyOf(along, count),
        Arrays.copyOf(across, count),
        lying ? height : width,
        lying ? width : height);
  }

  Slope slope() {
    if (along.length < LEAST_EDGES) {
      return new Slope(0, 0);
    }
    double sum = 0;
    int count = 0;
    double best = 0;
    double most = 0;
    for (double at = -MOST_DEGREES; at <= MOST_DEGREES; at += COARSE_DEGREES) {
      double score = score(at);
      best = score > most ? at : best;
      most = Math.max(most, score);
      sum += score;
      count++;
    }
    double middle = best;
    for (double off = -COARSE_DEGREES; off <= COARSE_DEGREES; off += FINE_DEGREES) {
      double score = score(middle + off);
      best = score > most ? middle + off : best;
      most = Math.max(most, score);
    }
    return new Slope(best, most * count / sum);
  }

  /// Sum of squares of how many edges fall onto each line of a slope.
  private double score(double degrees) {
    double slope = Math.tan(Math.toRadians(degrees));
    int room = (int) Math.ceil(length * Math.abs(slope)) + 1;
    int[] counts = new int[height + 2 * room];
    for (int i = 0; i < along.length; i++) {
      counts[room + (int) Math.round(across[i] - along[i] * slope)]++;
    }
    double sum = 0;
    for (int count : counts) {
      sum += (double) count * count;
    }
    return sum;
  }
}
