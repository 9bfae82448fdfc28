package lectern.synthesize.kimi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// A reply's bytes, of which no line may be longer than is believed, nor all of them together:
/// whoever reads lines would keep one without end in memory, and read lines without end that hold
/// nothing, of which some kilobytes can be the packed form.
final class BoundedBody extends FilterInputStream {
  private final ReplyBounds bounds;
  private final Consumer<String> onTooLong;
  private long inLine;
  private long all;

  /// @param onTooLong is told what is too long before the reading fails
  BoundedBody(InputStream in, ReplyBounds bounds, Consumer<String> onTooLong) {
    super(in);
    this.bounds = bounds;
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
    all += Math.max(0, came);
    if (inLine > bounds.lineBytes()) {
      throw tooLong("a line of the reply", bounds.lineBytes());
    }
    if (all > bounds.streamBytes()) {
      throw tooLong("the reply", bounds.streamBytes());
    }
    return came;
  }

  private IOException tooLong(String what, long most) {
    onTooLong.accept(what + " has more than " + most + " bytes, and was not read on");
    return new IOException("too long");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
