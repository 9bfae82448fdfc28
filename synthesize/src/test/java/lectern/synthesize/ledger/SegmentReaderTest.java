package lectern.synthesize.ledger;

import static lectern.synthesize.ledger.Calls.call;
import static lectern.synthesize.ledger.Calls.replied;
import static lectern.synthesize.ledger.Calls.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A segment that its writer cuts, and writes on, while it is read.
class SegmentReaderTest {
  /// Longer than what is read at once, so that a line's end is read after its beginning.
  private static final String LONG = "word ".repeat(40_000);

  @TempDir private Path folder;
  private Path segment = Path.of("");
  private final Deque<byte[]> rewrites = new ArrayDeque<>();
  private final List<String> read = new ArrayList<>();
  private int damaged;
  private int anew;

  @BeforeEach
  void name() {
    segment = folder.resolve("w.jsonl");
  }

  /// Rewrites the segment after the first reply of each reading, as long as there is something.
  private final SegmentReader.Visitor visitor =
      new SegmentReader.Visitor() {
        private boolean began;

        @Override
        public void record(LedgerRecord record, long offset, int length) {
          if (record instanceof LedgerRecord.Ended ended) {
            read.add(ended.call().digest());
            byte[] next = began ? null : rewrites.poll();
            began = true;
            if (next != null) {
              write(next);
            }
          }
        }

        @Override
        public void damaged(long number, String how) {
          damaged++;
        }

        @Override
        public void anew() {
          began = false;
          read.clear();
          damaged = 0;
          anew++;
        }
      };

  private void write(byte[] bytes) {
    try {
      Files.write(segment, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] lines(String... digests) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(RecordCodec.header());
    for (String digest : digests) {
      String text = digest.startsWith("long") ? LONG : digest;
      bytes.writeBytes(
          RecordCodec.ended(
              "w." + digest, call(digest), RecordedEnd.of(replied(text)), reply(text)));
    }
    return bytes.toByteArray();
  }

  @Test
  void isReadAnewWhereWhatWasReadIsGone() throws IOException {
    write(lines("a", "long1", "b"));
    rewrites.add(lines("another", "long2", "c", "d"));
    SegmentReader.Mark mark = SegmentReader.readOn(segment, SegmentReader.Mark.START, visitor);
    assertEquals(List.of("another", "long2", "c", "d"), read);
    assertEquals(0, damaged);
    assertEquals(1, anew);
    assertEquals(Files.size(segment), mark.next());
  }

  /// The end that is there still is the end of other lines.
  @Test
  void isReadAnewWhereItsLinesMoved() throws IOException {
    byte[] before = lines("a", "long1", "b");
    write(before);
    rewrites.add(lines("x", "y", "long1", "b"));
    SegmentReader.readOn(segment, SegmentReader.Mark.START, visitor);
    assertEquals(List.of("x", "y", "long1", "b"), read);
  }

  @Test
  void nextReadingBeginsAnewWhereItIsCutAgainAndAgain() throws IOException {
    write(lines("a", "long1", "b"));
    rewrites.add(lines("another", "long2", "c"));
    rewrites.add(lines("third", "long3", "d"));
    SegmentReader.Mark mark = SegmentReader.readOn(segment, SegmentReader.Mark.START, visitor);
    assertEquals(SegmentReader.Mark.START, mark);
    visitor.anew();
    SegmentReader.readOn(segment, mark, visitor);
    assertEquals(List.of("third", "long3", "d"), read);
  }

  @Test
  void isReadOnFromWhereItWas() throws IOException {
    write(lines("a"));
    SegmentReader.Mark mark = SegmentReader.readOn(segment, SegmentReader.Mark.START, visitor);
    write(lines("a", "long1"));
    SegmentReader.readOn(segment, mark, visitor);
    assertEquals(List.of("a", "long1"), read);
    assertEquals(0, anew);
  }
}
