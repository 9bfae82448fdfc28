package lectern.synthesize.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes lines at the end of a segment, which it makes with the first of them. For one thread,
/// which nobody may interrupt: a channel is closed by that.
final class SegmentWriter implements AutoCloseable {
  private final Path account;
  private final String writer;
  private @Nullable ProcessLock lock;
  private @Nullable FileChannel channel;
  private int number = 1;

  /// One for all places in it, which are kept as long as the process runs.
  private Path segment;

  /// Behind the last line that is safe.
  private long end;

  SegmentWriter(Path account, String writer) {
    this.account = account;
    this.writer = writer;
    this.segment = Segments.file(account, writer, number);
  }

  /// Where a line stands.
  record Place(Path segment, long offset, int length) {}

  /// Writes lines; durable when it returns. Where it fails, none of them is there: the segment ends
  /// where it did, or is left for a new one.
  List<Place> append(List<byte[]> lines) throws IOException {
    FileChannel open = open();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (end == 0) {
      bytes.writeBytes(RecordCodec.header());
    }
    List<Place> places = new ArrayList<>(lines.size());
    for (byte[] line : lines) {
      places.add(new Place(segment, end + bytes.size(), line.length));
      bytes.writeBytes(line);
    }
    boolean written = false;
    try {
      write(open, ByteBuffer.wrap(bytes.toByteArray()), end);
      written = true;
      open.force(false);
    } catch (IOException e) {
      // What a failed fsync leaves on disk is anybody's guess, so nothing is added behind it.
      if (written || !cut(open)) {
        leave(open);
      }
      throw e;
    }
    end += bytes.size();
    return places;
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
    for (long at = from; bytes.hasRemaining(); ) {
      at += channel.write(bytes, at);
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      if (lock == null) {
        PrivateFiles.makeFolder(account.resolveSibling(""));
        PrivateFiles.makeFolder(account);
        lock = ProcessLock.take(Segments.lock(account, writer));
      }
      open = PrivateFiles.makeDurable(segment);
      channel = open;
      end = 0;
    }
    return open;
  }

  private boolean cut(FileChannel open) {
    try {
      open.truncate(end);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private void leave(FileChannel open) {
    channel = null;
    try (open) {
      if (end == 0) {
        Files.deleteIfExists(segment);
      }
    } catch (IOException _) {
      // It holds nothing that counts, and the failure that led here is what is told.
    }
    number++;
    segment = Segments.file(account, writer, number);
  }

  @Override
  public void close() throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
