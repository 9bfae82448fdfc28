package lectern.ingest;

import java.util.List;
import java.util.function.ToIntFunction;

/// Stretches of a text, each told by its start and ending where the next one starts.
final class Stretches {
  private Stretches() {}

  /// @throws IllegalArgumentException where a start is not behind the one before it
  static <T> void requireRising(List<T> stretches, ToIntFunction<T> start) {
    for (int i = 1; i < stretches.size(); i++) {
      if (start.applyAsInt(stretches.get(i)) <= start.applyAsInt(stretches.get(i - 1))) {
        throw new IllegalArgumentException(
            "starts must rise: " + stretches.get(i - 1) + ", then " + stretches.get(i));
      }
    }
  }

  /// Which stretch holds an offset; -1 before the first.
  static <T> int at(List<T> stretches, ToIntFunction<T> start, int offset) {
    int low = 0;
    int high = stretches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start.applyAsInt(stretches.get(middle)) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
