package lectern.synthesize.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Merges small segments of writers that are gone into one, line by line as they stand: each run
/// that sends a call leaves a segment, and thousands take long to open.
///
/// The lines are durable in the new segment before the first old one is removed, so a process that
/// is killed in between leaves some of them twice, which readers see once. Segments of writers that
/// live, and those with a damaged line, are left alone.
final class Compaction {
  /// Opening so many takes about 10 ms.
  private static final int MANY = 100;

  /// What is larger is no trouble, and would take time to copy.
  private static final long SMALL_BYTES = 1 << 20;

  /// Of one merge, so that nobody waits long for it; the rest is the next run's.
  private static final long MOST_BYTES = 16 << 20;

  private static final String LOCK = "merge.lock";
  private static final String UNFINISHED = ".merging";

  private final Path account;
  private final String name;
  private final Step step;

  private Compaction(Path account, String name, Step step) {
    this.account = account;
    this.name = name;
    this.step = step;
  }

  /// Is told of each thing that is done on disk. For tests that end the process there.
  @FunctionalInterface
  interface Step {
    void done(String what);
  }

  /// Merges where there are many small segments and nobody else merges. Where it fails, all is as
  /// it was, and is tried again by the next run.
  ///
  /// @param account folder, which may be missing
  /// @param name makes one for the new segment that no writer has
  static void whereMany(Path account, Supplier<String> name) {
    try {
      if (small(account).size() > MANY) {
        new Compaction(account, name.get(), _ -> {}).run();
      }
    } catch (IOException _) {
      // Many files are read more slowly, and no worse.
    }
  }

  /// Merges whatever there is.
  static void run(Path account, String name, Step step) throws IOException {
    new Compaction(account, name, step).run();
  }

  /// Of writers that are gone.
  private static List<Path> small(Path account) throws IOException {
    List<Path> small = new ArrayList<>();
    for (Path segment : Segments.of(account)) {
      if (Files.isRegularFile(segment) && segment.toFile().length() < SMALL_BYTES) {
        small.add(segment);
      }
    }
    return small;
  }

  private void run() throws IOException {
    try (ProcessLock lock = ProcessLock.takeStanding(account.resolve(LOCK))) {
      if (lock == null) {
        return;
      }
      removeUnfinished();
      merge();
    }
  }

  /// What a run left that was killed: all of it stands in its segments still.
  private void removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(account)) {
      for (Path file : files.filter(it -> it.toString().endsWith(UNFINISHED)).toList()) {
        Files.delete(file);
      }
    }
  }

  private void merge() throws IOException {
    List<Path> merged = new ArrayList<>();
    Set<ByteBuffer> lines = new LinkedHashSet<>();
    long bytes = 0;
    for (Path segment : small(account)) {
      bytes += segment.toFile().length();
      if (bytes > MOST_BYTES) {
        break;
      }
      // Looked at before it is read: nobody writes to it after that.
      if (!ProcessLock.isHeld(Segments.lock(account, Segments.writer(segment)))) {
        List<ByteBuffer> whole = lines(segment);
        if (whole != null) {
          lines.addAll(whole);
          merged.add(segment);
        }
      }
    }
    if (merged.size() < 2) {
      return;
    }
    Path unfinished = account.resolve(name + UNFINISHED);
    try (FileChannel channel = PrivateFiles.make(unfinished)) {
      step.done("made");
      write(channel, ByteBuffer.wrap(RecordCodec.header()));
      step.done("header written");
      for (ByteBuffer line : lines) {
        write(channel, line.duplicate());
      }
      step.done("lines written");
      channel.force(true);
      step.done("durable");
    }
    publish(unfinished);
    for (Path segment : merged) {
      Files.delete(segment);
      step.done("removed " + segment.getFileName());
    }
    for (Path segment : merged) {
      // A process that was killed left its lock; nobody takes that name again.
      Files.deleteIfExists(Segments.lock(account, Segments.writer(segment)));
    }
    step.done("locks removed");
  }

  private void publish(Path unfinished) throws IOException {
    Path segment = Segments.file(account, name, 1);
    try {
      Files.move(unfinished, segment, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.delete(unfinished);
      throw e;
    }
    step.done("named");
    PrivateFiles.sync(account);
    step.done("name durable");
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// The records of a segment as they stand, each with a line feed; null where one is damaged, so
  /// that it goes on being told of. What was being written when its process died is no record.
  private static @Nullable List<ByteBuffer> lines(Path segment) throws IOException {
    List<ByteBuffer> lines = new ArrayList<>();
    List<String> damages = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(segment);
    SegmentReader.read(
        segment,
        new SegmentReader.Visitor() {
          @Override
          public void record(LedgerRecord record, long offset, int length) {
            if (!(record instanceof LedgerRecord.Header)) {
              int from = (int) offset;
              byte[] line = Arrays.copyOfRange(bytes, from, from + length);
              if (line[length - 1] != '\n') {
                line = Arrays.copyOf(line, length + 1);
                line[length] = '\n';
              }
              lines.add(ByteBuffer.wrap(line));
            }
          }

          @Override
          public void damaged(long number, String how) {
            damages.add(how);
          }
        });
    return damages.isEmpty() ? lines : null;
  }
}
