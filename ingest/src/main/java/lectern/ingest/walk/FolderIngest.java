package lectern.ingest.walk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
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
  /// Files read ahead of the one that the sink takes, as a multiple of those parsed at a time.
  private static final int AHEAD = 2;

  private final DocumentParser parser;
  private final PassageSplitter splitter;
  private final PassageSink sink;
  private final WalkSettings settings;
  private final String pipeline;
  private volatile boolean stopped;

  public FolderIngest(
      DocumentParser parser, PassageSplitter splitter, PassageSink sink, WalkSettings settings) {
    this.parser = parser;
    this.splitter = splitter;
    this.sink = sink;
    this.settings = settings;
    this.pipeline = pipeline(parser, splitter);
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

  /// Ends the run after the file in hand; what was done is committed. Interrupting the running
  /// thread between two files does the same. A stopped object stays stopped.
  public void stop() {
    stopped = true;
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
      commits.end();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return tallying.summary(Duration.ofNanos(System.nanoTime() - begin), stopped || interrupted);
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

  /// Whether the thread was interrupted; its mark is taken off, because an index must not commit
  /// with it on.
  private boolean files(FolderListing listing, HeldFiles held, Tallying tallying, Commits commits) {
    Semaphore parsing = new Semaphore(settings.parallel());
    Deque<Future<Reading>> ahead = new ArrayDeque<>();
    Iterator<FolderListing.Entry> entries = listing.entries().iterator();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      while (entries.hasNext() || !ahead.isEmpty()) {
        while (entries.hasNext() && ahead.size() < settings.parallel() * AHEAD) {
          FolderListing.Entry entry = entries.next();
          ahead.add(threads.submit(() -> read(entry, held, parsing)));
        }
        if (stopped || Thread.interrupted()) {
          return !stopped;
        }
        Reading reading = ahead.remove().get();
        tallying.add(taken(reading, held, commits), reading.entry().sizeBytes());
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case CancellationException _ -> true;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      };
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  /// A file as far as it can be brought without the sink.
  ///
  /// @param result null where it need not be parsed, or may have moved
  private record Reading(
      FolderListing.Entry entry,
      @Nullable SourceFile file,
      @Nullable ParseResult result,
      Duration elapsed) {}

  private Reading read(FolderListing.Entry entry, HeldFiles held, Semaphore parsing)
      throws InterruptedException {
    if (entry.rejected() != null) {
      return new Reading(entry, null, entry.rejected(), Duration.ZERO);
    }
    parsing.acquire();
    long begin = System.nanoTime();
    try {
      SourceFile file = hashed(entry);
      HeldFile before = held.of(entry.id());
      boolean settled = before == null ? held.mayHaveMoved(file.revision()) : stands(before, file);
      ParseResult result = settled ? null : parser.parse(file);
      return new Reading(entry, file, result, Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException e) {
      Rejected rejected = new Rejected(Reason.UNREADABLE, FileTrouble.words(e));
      return new Reading(entry, null, rejected, Duration.ofNanos(System.nanoTime() - begin));
    } finally {
      parsing.release();
    }
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
    if (!before.revision().equals(file.revision()) || !before.pipeline().equals(pipeline)) {
      return false;
    }
    return before.failure() == null
        || !before.failure().reason().mayPass()
        || before.attempts() >= settings.maxAttempts();
  }

  private IngestOutcome taken(Reading reading, HeldFiles held, Commits commits) {
    HeldFile before = held.of(reading.entry().id());
    SourceFile file = reading.file();
    if (file == null) {
      Rejected rejected = (Rejected) Objects.requireNonNull(reading.result());
      file = new SourceFile(reading.entry().id(), reading.entry().path(), "", 0);
      return failed(reading, file, rejected, before, commits);
    }
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
      result = parser.parse(file);
    }
    return switch (result) {
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
    } else {
      sink.fail(file, pipeline, rejected, attempts);
      commits.changed();
    }
    return new IngestOutcome.Failed(file.id(), rejected, attempts, true, reading.elapsed());
  }

  private boolean failedAlike(HeldFile before, SourceFile file) {
    return before.failure() != null
        && before.revision().equals(file.revision())
        && before.pipeline().equals(pipeline);
  }
}
