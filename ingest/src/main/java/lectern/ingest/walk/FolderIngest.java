package lectern.ingest.walk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lectern.ingest.DocumentId;
import lectern.ingest.DocumentParser;
import lectern.ingest.FileTrouble;
import lectern.ingest.HeldFile;
import lectern.ingest.IngestException;
import lectern.ingest.IngestOutcome;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.PassageSink;
import lectern.ingest.Sha256;
import lectern.ingest.SourceFile;
import lectern.ingest.split.PassageSplitter;
import org.jspecify.annotations.Nullable;

/// Brings an index up to date with a folder: every file ends in one [IngestOutcome].
///
/// Files are parsed side by side and given to the sink one after the other in name order, so that
/// the same folder gives the same numbers. A run that is stopped or killed leaves its last commit;
/// the next one goes on from there.
public final class FolderIngest {
  private final DocumentParser parser;
  private final PassageSplitter splitter;
  private final PassageSink sink;
  private final WalkSettings settings;
  private final String pipeline;

  /// What failures are recorded under: under other limits a file is worth another try.
  private final String limited;

  private volatile @Nullable Readings readings;
  private volatile boolean stopped;

  public FolderIngest(
      DocumentParser parser, PassageSplitter splitter, PassageSink sink, WalkSettings settings) {
    this.parser = parser;
    this.splitter = splitter;
    this.sink = sink;
    this.settings = settings;
    this.pipeline = pipeline(parser, splitter);
    this.limited = pipeline + " " + parser.limits();
  }

  /// Names everything that shapes passages, as it is recorded with every file.
  public static String pipeline(DocumentParser parser, PassageSplitter splitter) {
    return parser.name() + " " + splitter.name();
  }

  /// Refuses what is no folder, before anything is made in its place.
  ///
  /// @throws IngestException.NoFolder where the folder is not there or is no folder
  public static void requireFolder(Path folder) {
    FolderListing.require(folder);
  }

  /// Ends the run after the file that the sink is taking; files that are being parsed are given up,
  /// what was done is committed. Any thread may call this, a shutdown hook too; the running thread
  /// returns soon after. A stopped object stays stopped.
  ///
  /// Interrupting the running thread between two files does the same, but an interrupt that meets
  /// the sink at work may break it.
  public void stop() {
    stopped = true;
    Readings current = readings;
    if (current != null) {
      current.stop();
    }
  }

  /// Works through the folder.
  ///
  /// @param onOutcome hears each outcome in name order, then the removed files
  /// @throws IngestException where the run cannot go on; what was done is committed
  public Summary run(Path root, Consumer<IngestOutcome> onOutcome, Progress progress) {
    return run(root, null, onOutcome, progress);
  }

  /// Works through the folder, but for one folder in it.
  ///
  /// @param leftOut folder that holds no documents, such as the index's own; null for none
  public Summary run(
      Path root, @Nullable Path leftOut, Consumer<IngestOutcome> onOutcome, Progress progress) {
    long begin = System.nanoTime();
    FolderListing listing = FolderListing.of(root, leftOut);
    refuseEmpty(listing, root);
    Commits commits = new Commits(sink, settings);
    rename(listing, commits);
    HeldFiles held = new HeldFiles(sink.held(), listing, pipeline);
    Tallying tallying = new Tallying(listing, onOutcome, progress);
    boolean interrupted = false;
    try {
      interrupted = files(listing, held, tallying, commits);
      if (!stopped && !interrupted) {
        for (var id : held.gone()) {
          sink.remove(id);
          tallying.add(new IngestOutcome.Removed(id), 0);
          commits.changed();
        }
      }
    } finally {
      // An index must not commit with the mark on.
      boolean marked = Thread.interrupted() || interrupted;
      try {
        commits.end();
      } finally {
        if (marked) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return tallying.summary(Duration.ofNanos(System.nanoTime() - begin), stopped || interrupted);
  }

  /// A folder without a single file is more often a disk that is not there than a wish.
  private void refuseEmpty(FolderListing listing, Path root) {
    long texts = sink.held().stream().filter(file -> file.documents() > 0).count();
    if (listing.entries().isEmpty() && texts > 0) {
      throw new IngestException.NoFolder(
          "there is no file in " + root + ", but its index holds " + texts,
          "Check that the folder's disk is mounted. To begin with an empty index, move the index"
              + " folder away.",
          null);
    }
  }

  /// Files that stayed where they are, but whose ids could now stand for a member of another.
  private void rename(FolderListing listing, Commits commits) {
    Set<DocumentId> held = sink.held().stream().map(HeldFile::id).collect(Collectors.toSet());
    Set<DocumentId> there =
        listing.entries().stream().map(FolderListing.Entry::id).collect(Collectors.toSet());
    for (FolderListing.Entry entry : listing.entries()) {
      if (held.contains(entry.plain())
          && !there.contains(entry.plain())
          && !held.contains(entry.id())) {
        sink.move(entry.plain(), entry.id());
        commits.changed();
      }
    }
  }

  /// Whether the thread was interrupted; its mark is taken off.
  private boolean files(FolderListing listing, HeldFiles held, Tallying tallying, Commits commits) {
    try (Readings ahead =
        new Readings(
            listing.entries(),
            settings.parallel(),
            Readings.Ahead.USUAL,
            entry -> read(entry, held))) {
      readings = ahead;
      while (!stopped) {
        if (Thread.interrupted()) {
          return true;
        }
        Reading reading = ahead.next();
        IngestOutcome outcome = reading == null ? null : taken(reading, held, commits, ahead);
        if (reading == null || outcome == null) {
          return false;
        }
        tallying.add(outcome, reading.entry().sizeBytes());
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    } catch (CancellationException e) {
      // The parser was closed: this process is ending.
      stopped = true;
      return false;
    } finally {
      readings = null;
    }
  }

  private Reading read(FolderListing.Entry entry, HeldFiles held) {
    if (entry.rejected() != null) {
      return new Reading(entry, null, entry.rejected(), Duration.ZERO);
    }
    long begin = System.nanoTime();
    HeldFile before = held.of(entry.id());
    try {
      SourceFile file = source(entry, before);
      boolean settled = before == null ? held.mayHaveMoved(file.revision()) : stands(before, file);
      ParseResult result = settled ? null : parser.parse(file);
      return new Reading(entry, file, result, Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException e) {
      Rejected rejected = new Rejected(Reason.UNREADABLE, FileTrouble.words(e));
      return new Reading(entry, null, rejected, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  /// The file with its hash; with its size and time where it is too large to be read and no text of
  /// it is held.
  private SourceFile source(FolderListing.Entry entry, @Nullable HeldFile before)
      throws IOException {
    BasicFileAttributes now = Files.readAttributes(entry.path(), BasicFileAttributes.class);
    boolean hasText = before != null && before.documents() > 0;
    if (hasText || now.size() <= parser.maxFileBytes()) {
      return hashed(entry);
    }
    String state = now.size() + " bytes, " + now.lastModifiedTime();
    return new SourceFile(entry.id(), entry.path(), state, now.size());
  }

  private static SourceFile hashed(FolderListing.Entry entry) throws IOException {
    Sha256 hash = new Sha256();
    long size = 0;
    try (InputStream in = Files.newInputStream(entry.path())) {
      byte[] part = new byte[1 << 16];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        hash.update(part, read);
        size += read;
      }
    }
    return new SourceFile(entry.id(), entry.path(), hash.hex(), size);
  }

  /// Whether what the sink holds is what parsing would come to.
  private boolean stands(HeldFile before, SourceFile file) {
    Rejected failure = before.failure();
    if (failure == null) {
      return before.revision().equals(file.revision()) && before.pipeline().equals(pipeline);
    }
    return failedAlike(before, file)
        && (!failure.reason().mayPass() || before.attempts() >= settings.maxAttempts());
  }

  /// What became of a file; null where the run was stopped before that was known.
  private @Nullable IngestOutcome taken(
      Reading reading, HeldFiles held, Commits commits, Readings ahead)
      throws InterruptedException {
    HeldFile before = held.of(reading.entry().id());
    if (reading.file() == null) {
      Rejected rejected = (Rejected) Objects.requireNonNull(reading.result());
      SourceFile unopened = new SourceFile(reading.entry().id(), reading.entry().path(), "", 0);
      return failed(reading, unopened, rejected, before, commits);
    }
    SourceFile file = reading.file();
    ParseResult result = reading.result();
    if (result == null && before != null) {
      return before.failure() == null
          ? new IngestOutcome.Unchanged(before.id(), before.passages(), before.tokens())
          : new IngestOutcome.Failed(
              before.id(), before.failure(), before.attempts(), false, Duration.ZERO);
    }
    if (result == null) {
      HeldFile from = held.claim(file.revision());
      if (from != null) {
        sink.move(from.id(), file.id());
        commits.changed();
        return new IngestOutcome.Moved(file.id(), from.id(), from.passages(), from.tokens());
      }
      Reading twin = ahead.now(() -> parsed(reading, file));
      return twin == null ? null : outcome(twin, file, before, held, commits);
    }
    return outcome(reading, file, before, held, commits);
  }

  private Reading parsed(Reading reading, SourceFile file) {
    long begin = System.nanoTime();
    ParseResult result = parser.parse(file);
    Duration elapsed = reading.elapsed().plusNanos(System.nanoTime() - begin);
    return new Reading(reading.entry(), file, result, elapsed);
  }

  private IngestOutcome outcome(
      Reading reading,
      SourceFile file,
      @Nullable HeldFile before,
      HeldFiles held,
      Commits commits) {
    return switch (Objects.requireNonNull(reading.result())) {
      case ParseResult.Parsed parsed -> {
        held.displacedBy(parsed.documents()).forEach(sink::remove);
        Family family = Family.of(parsed, splitter, sink);
        sink.replace(file, pipeline, family.documents());
        commits.changed();
        yield family.indexed(file.id(), reading.elapsed());
      }
      case Rejected rejected -> failed(reading, file, rejected, before, commits);
    };
  }

  private IngestOutcome failed(
      Reading reading,
      SourceFile file,
      Rejected rejected,
      @Nullable HeldFile before,
      Commits commits) {
    HeldFile earlier = before != null && failedAlike(before, file) ? before : null;
    if (earlier != null
        && file.revision().isEmpty()
        && !rejected.reason().mayPass()
        && rejected.equals(earlier.failure())) {
      return new IngestOutcome.Failed(
          file.id(), rejected, earlier.attempts(), false, Duration.ZERO);
    }
    int attempts = earlier == null ? 1 : earlier.attempts() + 1;
    if (rejected.reason() == Reason.UNREADABLE && before != null) {
      // Its text was read once, or it is known to be unreadable: the index stays as it is.
      attempts = Math.max(1, before.attempts());
    } else if (before != null
        && keeps(before, file, rejected)
        && attempts < settings.maxAttempts()) {
      rejected =
          new Rejected(rejected.reason(), rejected.detail() + "; the text read before stays");
      sink.keep(file, limited, rejected, attempts);
      commits.changed();
    } else {
      sink.fail(file, limited, rejected, attempts);
      commits.changed();
    }
    return new IngestOutcome.Failed(file.id(), rejected, attempts, true, reading.elapsed());
  }

  /// Whether an older pipeline's text of the same bytes is better than a failure that may pass.
  private static boolean keeps(HeldFile before, SourceFile file, Rejected rejected) {
    return before.documents() > 0
        && before.revision().equals(file.revision())
        && rejected.reason().mayPass();
  }

  private boolean failedAlike(HeldFile before, SourceFile file) {
    return before.failure() != null
        && before.revision().equals(file.revision())
        && before.pipeline().equals(limited);
  }
}
