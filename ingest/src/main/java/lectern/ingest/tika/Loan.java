package lectern.ingest.tika;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Time that a worker asks for, beyond a file's limit, to read a picture; or gives back.
///
/// @param time negative where it is given back
record Loan(Duration time) {
  /// Tells it from parse results.
  private static final byte KIND = 'T';

  byte[] toBytes() {
    return ByteBuffer.allocate(1 + Long.BYTES).put(KIND).putLong(time.toMillis()).array();
  }

  /// Null where a frame is no loan.
  static @Nullable Loan of(byte[] frame) {
    return frame.length == 1 + Long.BYTES && frame[0] == KIND
        ? new Loan(Duration.ofMillis(ByteBuffer.wrap(frame).getLong(1)))
        : null;
  }
}
