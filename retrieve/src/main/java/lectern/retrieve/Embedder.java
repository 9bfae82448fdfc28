package lectern.retrieve;

import java.util.List;

/// Turns texts into vectors whose inner product says how near they are in meaning. Safe for use by
/// many threads.
public interface Embedder extends AutoCloseable {
  /// Names everything that shapes its vectors; those of two names must never be compared.
  String name();

  /// The vector of a text that is to be found; of unit length.
  ///
  /// @throws IndexException.NoEmbedder where it cannot be made now
  float[] passage(String text);

  /// The vectors of texts that are to be found, in their order.
  ///
  /// @throws IndexException.NoEmbedder where they cannot be made now
  default List<float[]> passages(List<String> texts) {
    return texts.stream().map(this::passage).toList();
  }

  /// Texts that [#passages] is best given at once, at least 1.
  default int batch() {
    return 1;
  }

  /// Whether texts go to nobody, and cost nothing.
  default boolean isLocal() {
    return true;
  }

  /// The vector of a text that asks; of unit length.
  ///
  /// @throws IndexException.NoEmbedder where it cannot be made now
  float[] question(String text);

  @Override
  void close();
}
