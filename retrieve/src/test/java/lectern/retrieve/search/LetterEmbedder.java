package lectern.retrieve.search;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexException;
import lectern.retrieve.Vectors;

/// Counts letters: texts of the same letters are near. Can be slow, and can fail.
final class LetterEmbedder implements Embedder {
  static final String NAME = "letters-26";

  final AtomicInteger calls = new AtomicInteger();
  Duration delay = Duration.ZERO;
  boolean broken;
  boolean closed;

  private static final int LETTERS = 26;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public float[] passage(String text) {
    if (broken) {
      throw new IndexException.NoEmbedder("the letters are worn out", "Buy new ones.", null);
    }
    calls.incrementAndGet();
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexException.NoEmbedder("stopped", "Ask again.", e);
    }
    double[] letters = new double[LETTERS];
    letters[0] = 1e-3; // A text without letters has a direction too.
    text.toLowerCase(Locale.ROOT)
        .chars()
        .filter(c -> c >= 'a' && c <= 'z')
        .forEach(c -> letters[c - 'a']++);
    return Vectors.unit(letters);
  }

  @Override
  public float[] question(String text) {
    return passage(text);
  }

  @Override
  public void close() {
    closed = true;
  }
}
