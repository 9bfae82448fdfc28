package lectern.synthesize.kimi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A reply's bytes, of which no line may be longer than is believed: whoever reads lines would keep
/// one without end in memory.
final class BoundedBody extends FilterInputStream {
  private final int most;
  private final Runnable onTooLong;
  private long inLine;

  /// @param onTooLong called before the reading fails
  BoundedBody(InputStream in, int most, Runnable onTooLong) {
    super(in);
    this.most = most;
    this.onTooLong = onTooLong;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int came = in.read(bytes, from, length);
    // Only the last line of what came can go on.
    int last = from + came - 1;
    while (last >= from && bytes[last] != '\n' && bytes[last] != '\r') {
      last--;
    }
    int since = Math.max(0, from + came - 1 - last);
    inLine = last >= from ? since : inLine + since;
    if (inLine > most) {
      onTooLong.run();
      throw new IOException("a line without end");
    }
    return came;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
