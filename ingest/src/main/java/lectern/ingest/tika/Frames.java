package lectern.ingest.tika;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Length-prefixed byte strings, as parser and worker exchange them.
final class Frames {
  /// In place of a length: the file is not coming after all.
  static final int ABORTED = -1;

  private static final int STEP_BYTES = 1 << 20;

  private Frames() {}

  static void write(DataOutputStream out, byte[] bytes, int length) throws IOException {
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  /// Reads one frame. Memory grows with the bytes that come, not with the length that was promised.
  static byte[] read(DataInputStream in, long maxBytes) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > maxBytes) {
      throw new IOException("a frame of " + length + " bytes, where at most " + maxBytes + " fit");
    }
    return body(in, length);
  }

  static byte[] body(InputStream in, int length) throws IOException {
    if (length <= STEP_BYTES) {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("a frame broke off");
      }
      return bytes;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(STEP_BYTES);
    for (int left = length; left > 0; ) {
      byte[] part = body(in, Math.min(left, STEP_BYTES));
      bytes.write(part);
      left -= part.length;
    }
    return bytes.toByteArray();
  }
}
