package lectern.retrieve.lucene;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps Lucene's remarks on the Java virtual machine (vector module, native access) off the
/// console, unless someone set a level for them.
final class QuietLucene {
  /// Held here because the log manager forgets loggers that nobody holds, and their levels.
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("org.apache.lucene.internal.vectorization"),
          Logger.getLogger("org.apache.lucene.store"));

  private QuietLucene() {}

  static void quieten() {
    for (Logger logger : LOGGERS) {
      if (logger.getLevel() == null) {
        logger.setLevel(Level.SEVERE);
      }
    }
  }
}
