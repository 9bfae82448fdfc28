package lectern.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The end of what a worker wrote to standard error. Its pipe is always drained, or a chatty parser
/// would block.
final class LastWords {
  private static final int KEPT_BYTES = 4_096;

  private final byte[] ring = new byte[KEPT_BYTES];
  private long written;

  private LastWords() {}

  static LastWords of(InputStream stream) {
    LastWords words = new LastWords();
    Thread.ofPlatform().daemon().name("worker stderr").start(() -> words.drain(stream));
    return words;
  }

  private void drain(InputStream stream) {
    byte[] buffer = new byte[1_024];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        keep(buffer, read);
      }
    } catch (IOException e) {
      // The worker is gone.
    }
  }

  private synchronized void keep(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (written++ % KEPT_BYTES)] = bytes[i];
    }
  }

  /// The last line that is not blank; empty where nothing was written.
  synchronized String text() {
    int length = (int) Math.min(written, KEPT_BYTES);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((written - length + i) % KEPT_BYTES)];
    }
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce("", (first, second) -> second)
        .strip();
  }
}
