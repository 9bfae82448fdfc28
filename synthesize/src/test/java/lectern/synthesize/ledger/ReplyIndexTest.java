package lectern.synthesize.ledger;

import static lectern.synthesize.ledger.Calls.ACCOUNT;
import static lectern.synthesize.ledger.Calls.NOON;
import static lectern.synthesize.ledger.Calls.call;
import static lectern.synthesize.ledger.Calls.open;
import static lectern.synthesize.ledger.Calls.replied;
import static lectern.synthesize.ledger.Calls.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a ledger sees of the segments of others.
class ReplyIndexTest {
  @TempDir private Path folder;

  private Instant now = NOON;
  private Path account = Path.of("");

  @BeforeEach
  void makeAccount() throws IOException {
    account = Files.createDirectory(folder.resolve(ACCOUNT.name()));
  }

  /// As where the disk was full within a group of lines: the writer cuts off those that came whole,
  /// and writes others in their place.
  @Test
  void readsAgainWhereAWriterCutAwayWhatWasReadLast() throws IOException {
    Path segment = Segments.file(account, "w", 1);
    try (ProcessLock _ = ProcessLock.take(Segments.lock(account, "w"));
        FileLedger ledger = open(folder, () -> now, new ArrayList<>())) {
      Files.write(segment, lines(ended("a", "first"), ended("b", "a reply that was cut away")));
      later();
      assertEquals(Optional.of(reply("first")), ledger.reply("a"));
      Files.write(segment, lines(ended("a", "first"), ended("c", "short"), ended("d", "next")));
      later();
      assertEquals(Optional.of(reply("short")), ledger.reply("c"));
      assertEquals(Optional.of(reply("next")), ledger.reply("d"));
      Files.write(segment, lines(ended("a", "first")));
      later();
      assertEquals(Optional.of(reply("first")), ledger.reply("a"));
      assertEquals(Optional.empty(), ledger.reply("d"));
    }
  }

  @Test
  void givesNoRequestTheReplyOfAnotherThatStandsInItsPlace() throws IOException {
    Path segment = Segments.file(account, "w", 1);
    try (ProcessLock _ = ProcessLock.take(Segments.lock(account, "w"));
        FileLedger ledger = open(folder, () -> now, new ArrayList<>())) {
      Files.write(segment, lines(ended("a", "yes")));
      later();
      assertEquals(Optional.of(reply("yes")), ledger.reply("a"));
      Files.write(segment, lines(ended("b", "not")));
      assertEquals(Optional.empty(), ledger.reply("a"));
      later();
      assertEquals(Optional.of(reply("not")), ledger.reply("b"));
    }
  }

  /// The first of two lines failed when each was written by itself, so the second took its place.
  @Test
  void findsAtOnceWhatACutMoved() throws IOException {
    Path segment = Segments.file(account, "w", 1);
    try (ProcessLock _ = ProcessLock.take(Segments.lock(account, "w"));
        FileLedger ledger = open(folder, () -> now, new ArrayList<>())) {
      Files.write(segment, lines(ended("b", "a reply that was cut away"), ended("a", "yes")));
      later();
      assertEquals(Optional.of(reply("yes")), ledger.reply("a"));
      Files.write(segment, lines(ended("a", "yes")));
      assertEquals(Optional.of(reply("yes")), ledger.reply("a"));
    }
  }

  @Test
  void findsAnOlderReplyWhereTheNewestWasCutAway() throws IOException {
    Path segment = Segments.file(account, "w", 1);
    Files.write(Segments.file(account, "gone", 1), lines(ended("a", "old")));
    try (ProcessLock _ = ProcessLock.take(Segments.lock(account, "w"));
        FileLedger ledger = open(folder, () -> now, new ArrayList<>())) {
      Files.write(segment, lines(ended("a", "new")));
      later();
      assertEquals(Optional.empty(), ledger.reply("z"));
      assertEquals(Optional.of(reply("new")), ledger.reply("a"));
      Files.write(segment, lines());
      assertEquals(Optional.of(reply("old")), ledger.reply("a"));
    }
  }

  @Test
  void findsItsOwnReplyWhereAnothersWasCutAway() throws IOException {
    Path segment = Segments.file(account, "w", 1);
    try (ProcessLock _ = ProcessLock.take(Segments.lock(account, "w"));
        FileLedger ledger = open(folder, () -> now, new ArrayList<>())) {
      ledger.begin(call("a")).end(replied("own"));
      Files.write(segment, lines(ended("a", "another's")));
      later();
      assertEquals(Optional.empty(), ledger.reply("z"));
      assertEquals(Optional.of(reply("another's")), ledger.reply("a"));
      Files.write(segment, lines());
      assertEquals(Optional.of(reply("own")), ledger.reply("a"));
    }
  }

  @Test
  void triesASegmentAgainThatCouldNotBeRead() throws IOException {
    // Of a writer that is gone, and not to be read: a folder stands there.
    Path segment = Files.createDirectory(Segments.file(account, "gone", 1));
    try (FileLedger ledger = open(folder, () -> now, new ArrayList<>())) {
      assertEquals(Optional.empty(), ledger.reply("a"));
      Files.delete(segment);
      Files.write(segment, lines(ended("a", "there again")));
      later();
      assertEquals(Optional.of(reply("there again")), ledger.reply("a"));
    }
  }

  private void later() {
    now = now.plusSeconds(1);
  }

  private static byte[] ended(String digest, String text) {
    RecordedEnd end = RecordedEnd.of(replied(text));
    return RecordCodec.ended("w." + digest, call(digest), end, reply(text));
  }

  private static byte[] lines(byte[]... records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(RecordCodec.header());
    for (byte[] record : records) {
      bytes.writeBytes(record);
    }
    return bytes.toByteArray();
  }
}
