package lectern.retrieve;

/// Turns texts into vectors whose inner product says how near they are in meaning. Safe for use by
/// many threads.
public interface Embedder extends AutoCloseable {
  /// Names everything that shapes its vectors; those of two names must never be compared.
  String name();

  int dimensions();

  /// The vector of a text that is to be found; of unit length.
  ///
  /// @throws IndexException.NoEmbedder where it cannot be made now
  float[] passage(String text);

  /// The vector of a text that asks; of unit length.
  ///
  /// @throws IndexException.NoEmbedder where it cannot be made now
  float[] question(String text);

  @Override
  void close();
}
