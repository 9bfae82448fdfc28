package lectern.synthesize.ledger;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Reads the lines of a segment one by one. Not through channels: those are closed when a thread
/// that reads is interrupted, and what was read would then look like the end.
final class SegmentReader {
  private static final int MOST_BUFFER_BYTES = 1 << 16;

  /// A segment that grows while it is read, from nothing, is read on with this.
  private static final int LEAST_BUFFER_BYTES = 1 << 9;

  private final Visitor visitor;
  private byte[] line;
  private int filled;
  private final CRC32C all = new CRC32C();
  private Mark mark;
  private long number;

  private SegmentReader(Mark mark, int bufferBytes, Visitor visitor) {
    this.line = new byte[bufferBytes];
    this.mark = mark;
    this.visitor = visitor;
  }

  /// How far a segment was read, and what the last line was by which that place is known again.
  ///
  /// @param next offset behind that line, where reading goes on
  /// @param lineBytes its length; 0 where nothing was read
  /// @param lineSum its CRC-32C
  record Mark(long next, int lineBytes, int lineSum) {
    static final Mark START = new Mark(0, 0, 0);
  }

  /// Who is told what a segment holds.
  interface Visitor {
    /// A line as it was written.
    ///
    /// @param offset of its line in the segment, in bytes
    /// @param length of its line, in bytes
    void record(LedgerRecord record, long offset, int length);

    /// A line that is not as it was written.
    ///
    /// @param number one-based, counted from where reading began
    void damaged(long number, String how);

    /// What was told of this reading is void, and all of the segment is told anew: its writer cut
    /// some of it away meanwhile.
    default void anew() {}
  }

  /// Reads a segment. What is behind the last line feed is a record that was being written: it
  /// counts if it is whole, and is no damage if it is not.
  ///
  /// @return where the next reading begins: behind the last line feed
  static Mark read(Path segment, Visitor visitor) throws IOException {
    return readFrom(segment, Mark.START, visitor).mark;
  }

  /// Reads what was added to a segment whose writer may be alive, or all of it anew where that cut
  /// away what was read, as one does whose disk is full, and wrote something else there.
  static Mark readOn(Path segment, Mark mark, Visitor visitor) throws IOException {
    Mark from = stands(segment, mark) ? mark : Mark.START;
    SegmentReader first = readFrom(segment, from, visitor);
    if (first.stillStands(segment, from) && stands(segment, from)) {
      return first.mark;
    }
    visitor.anew();
    SegmentReader second = readFrom(segment, Mark.START, visitor);
    // Where that changed too, the next reading begins anew.
    return second.stillStands(segment, Mark.START) ? second.mark : Mark.START;
  }

  /// Whether the lines that were read stand there still. While a writer cuts, what is read may be
  /// the beginning of what was there and the end of what is.
  private boolean stillStands(Path segment, Mark from) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[MOST_BUFFER_BYTES];
    try (FileInputStream in = new FileInputStream(segment.toFile())) {
      in.skipNBytes(from.next());
      for (long left = mark.next() - from.next(); left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          return false;
        }
        sum.update(buffer, 0, read);
        left -= read;
      }
    } catch (EOFException _) {
      return false;
    }
    return sum.getValue() == all.getValue();
  }

  private static boolean stands(Path segment, Mark mark) throws IOException {
    if (mark.equals(Mark.START)) {
      return true;
    }
    try {
      byte[] line = bytes(segment, mark.next() - mark.lineBytes(), mark.lineBytes());
      return sum(line, line.length) == mark.lineSum();
    } catch (EOFException _) {
      return false;
    }
  }

  private static int sum(byte[] line, int length) {
    CRC32C sum = new CRC32C();
    sum.update(line, 0, length);
    return (int) sum.getValue();
  }

  private static SegmentReader readFrom(Path segment, Mark from, Visitor visitor)
      throws IOException {
    long length = segment.toFile().length();
    // Most segments hold one call: a usual buffer for each would take longer than reading it.
    int bufferBytes = Math.clamp(length - from.next(), LEAST_BUFFER_BYTES, MOST_BUFFER_BYTES);
    SegmentReader reader = new SegmentReader(from, bufferBytes, visitor);
    try (FileInputStream in = new FileInputStream(segment.toFile())) {
      in.skipNBytes(from.next());
      byte[] buffer = new byte[bufferBytes];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!reader.take(buffer, read)) {
          return reader;
        }
      }
    }
    RecordCodec.read(reader.line, reader.filled)
        .ifPresent(torn -> visitor.record(torn, reader.mark.next(), reader.filled));
    return reader;
  }

  /// The bytes of one line, wherever it stands.
  static byte[] bytes(Path segment, long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
      file.seek(offset);
      file.readFully(bytes);
    }
    return bytes;
  }

  /// @return false where the rest of the segment is in a format of later versions
  private boolean take(byte[] buffer, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        keep(buffer, from, i + 1);
        from = i + 1;
        if (!endLine()) {
          return false;
        }
      }
    }
    keep(buffer, from, length);
    return true;
  }

  private void keep(byte[] buffer, int from, int to) {
    int needed = filled + to - from;
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, 2 * line.length));
    }
    System.arraycopy(buffer, from, line, filled, to - from);
    filled = needed;
  }

  private boolean endLine() {
    number++;
    Optional<LedgerRecord> record = RecordCodec.read(line, filled);
    if (record.isPresent()
        && record.get() instanceof LedgerRecord.Header(int format)
        && format > RecordCodec.FORMAT) {
      visitor.damaged(
          number, "is in format " + format + ", and so is the rest: a later version wrote it");
      return false;
    }
    record.ifPresentOrElse(
        read -> visitor.record(read, mark.next(), filled),
        () -> visitor.damaged(number, "is not as it was written"));
    all.update(line, 0, filled);
    mark = new Mark(mark.next() + filled, filled, sum(line, filled));
    filled = 0;
    return true;
  }
}
