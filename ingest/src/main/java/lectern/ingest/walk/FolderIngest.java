package lectern.ingest.walk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
import lectern.ingest.SourceFile;
import lectern.ingest.split.PassageSplitter;
import lectern.ingest.walk.Decisions.Decision;
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
  private final InstantSource clock;
  private final Pipeline pipeline;
  private final FailureRecords failures;

  private volatile @Nullable Readings readings;
  private volatile boolean stopped;

  public FolderIngest(
      DocumentParser parser,
      PassageSplitter splitter,
      PassageSink sink,
      WalkSettings settings,
      InstantSource clock) {
    this.parser = parser;
    this.splitter = splitter;
    this.sink = sink;
    this.settings = settings;
    this.clock = clock;
    this.pipeline = Pipeline.of(parser, splitter);
    this.failures = new FailureRecords(sink, pipeline, settings.maxAttempts());
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

  /// Works through a folder.
  ///
  /// @param onOutcome hears each outcome in name order, then the removed files
  /// @throws IngestException where the run cannot go on; what was done is committed
  public Summary run(IngestRequest request, Consumer<IngestOutcome> onOutcome, Progress progress) {
    long begin = System.nanoTime();
    if (request.adding()) {
      Additions.require(
          request.root(), difference(parser, splitter, settings, clock, request, sink.held()));
    }
    FolderListing listing = FolderListing.of(request.root(), request.leftOut());
    Commits commits = new Commits(sink, settings);
    rename(listing, commits);
    Survey survey =
        Survey.of(
            listing,
            sink.held(),
            new FileReader(parser.maxFileBytes(), request, clock),
            request,
            pipeline,
            settings.maxAttempts());
    Turn turn = new Turn(survey, commits, request.retry());
    Tallying tallying = new Tallying(survey.entries(), onOutcome, progress);
    boolean interrupted = false;
    try {
      interrupted = files(survey.entries(), turn, tallying);
      if (!stopped && !interrupted && !request.retry()) {
        for (var id : survey.held().gone()) {
          sink.remove(id);
          commits.changed();
          if (!Parked.is(id)) {
            tallying.add(new IngestOutcome.Removed(id), 0);
          }
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
    return tallying.summary(
        Duration.ofNanos(System.nanoTime() - begin),
        stopped || interrupted,
        request
            .manifest()
            .unmatched(listing.entries().stream().map(FolderListing.Entry::plain).toList()));
  }

  /// What a run would do with each file, in name order, the files that are gone last; nothing is
  /// parsed or written.
  ///
  /// @param held what the sink holds
  public static List<Difference> difference(
      DocumentParser parser,
      PassageSplitter splitter,
      WalkSettings settings,
      InstantSource clock,
      IngestRequest request,
      List<HeldFile> held) {
    Pipeline pipeline = Pipeline.of(parser, splitter);
    Survey survey =
        Survey.of(
            FolderListing.of(request.root(), request.leftOut()),
            held,
            new FileReader(parser.maxFileBytes(), request, clock),
            request,
            pipeline,
            settings.maxAttempts());
    HeldFiles files = survey.held();
    List<Difference> found = new ArrayList<>();
    for (FolderListing.Entry entry : survey.entries()) {
      found.add(
          Differences.of(
              entry, files.of(entry.id()), survey.reader(), survey.decisions(), pipeline));
    }
    if (!request.retry()) {
      files.gone().forEach(id -> found.add(new Difference(id, Difference.Kind.REMOVED, null, "")));
    }
    return found;
  }

  /// What one run works with.
  ///
  /// @param retry whether only files with a failure are walked, so that of others nothing is known
  private record Turn(Survey survey, Commits commits, boolean retry) {
    HeldFiles held() {
      return survey.held();
    }

    Decisions decisions() {
      return survey.decisions();
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
  private boolean files(List<FolderListing.Entry> entries, Turn turn, Tallying tallying) {
    try (Readings ahead =
        new Readings(
            entries, settings.parallel(), Readings.Ahead.USUAL, entry -> read(entry, turn))) {
      readings = ahead;
      while (!stopped) {
        if (Thread.interrupted()) {
          return true;
        }
        Reading reading = ahead.next();
        IngestOutcome outcome = reading == null ? null : taken(reading, turn, ahead);
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

  private Reading read(FolderListing.Entry entry, Turn turn) {
    if (entry.rejected() != null) {
      return new Reading(entry, null, entry.rejected(), Duration.ZERO);
    }
    long begin = System.nanoTime();
    try {
      SourceFile file = turn.survey().reader().read(entry, turn.held().of(entry.id()));
      ParseResult result = turn.decisions().worthParsing(file) ? parser.parse(file) : null;
      return new Reading(entry, file, result, Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException e) {
      Rejected rejected = new Rejected(Reason.UNREADABLE, FileTrouble.words(e));
      return new Reading(entry, null, rejected, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  /// What became of a file; null where the run was stopped before that was known.
  private @Nullable IngestOutcome taken(Reading reading, Turn turn, Readings ahead)
      throws InterruptedException {
    HeldFile before = turn.held().of(reading.entry().id());
    SourceFile file = reading.file();
    if (file == null) {
      Rejected rejected = (Rejected) Objects.requireNonNull(reading.result());
      return failed(
          reading, turn.survey().reader().unopened(reading.entry(), before), rejected, turn);
    }
    Decision decision = turn.decisions().of(file);
    if (!(decision instanceof Decision.Stands)
        && before != null
        && isReplaced(before, file, turn)) {
      DocumentId parked = Parked.name(before.id());
      sink.move(before.id(), parked);
      turn.held().park(before, parked);
      turn.commits().changed();
    }
    return switch (decision) {
      case Decision.Stands stands -> stands(stands, file, turn);
      case Decision.Twin(DocumentId original, boolean recorded, boolean described) -> {
        if (!recorded) {
          sink.duplicate(file, pipeline.name(), original);
          turn.commits().changed();
        }
        yield described
            ? new IngestOutcome.Described(file.id(), 0, 0)
            : new IngestOutcome.Duplicate(file.id(), original);
      }
      case Decision.Moved(HeldFile from) -> {
        move(from, file, turn);
        sink.touch(file);
        yield new IngestOutcome.Moved(
            file.id(), Parked.before(from.id()), from.passages(), from.tokens());
      }
      case Decision.Parse _ -> {
        Reading parsed =
            reading.result() != null ? reading : ahead.now(() -> parsed(reading, file));
        yield parsed == null ? null : outcome(parsed, file, turn);
      }
    };
  }

  /// Gives documents of a file the name of another that has its bytes.
  private void move(HeldFile from, SourceFile file, Turn turn) {
    sink.move(from.id(), file.id());
    turn.held().forget(from);
    if (!from.fields().equals(file.fields())) {
      sink.describe(file.id(), file.fields());
    }
    turn.decisions().took(file);
    turn.commits().changed();
  }

  /// Whether documents that are held under a file's name are of other bytes than it has now, and a
  /// file that comes later has those.
  private static boolean isReplaced(HeldFile before, SourceFile file, Turn turn) {
    return before.isIndexed()
        && !before.revision().equals(file.revision())
        && turn.decisions().hasHeir(before);
  }

  private IngestOutcome stands(Decision.Stands stands, SourceFile file, Turn turn) {
    HeldFile held = stands.held();
    if (stands.described()) {
      sink.describe(file.id(), file.fields());
    }
    if (stands.touched()) {
      sink.touch(file);
    }
    if (stands.described() || stands.touched()) {
      turn.commits().changed();
    }
    Rejected failure = held.failure();
    if (failure != null && !held.isIndexed()) {
      return new IngestOutcome.Failed(held.id(), failure, held.attempts(), false, Duration.ZERO);
    }
    turn.decisions().took(file);
    return stands.described()
        ? new IngestOutcome.Described(held.id(), held.passages(), held.tokens())
        : new IngestOutcome.Unchanged(held.id(), held.passages(), held.tokens());
  }

  private Reading parsed(Reading reading, SourceFile file) {
    long begin = System.nanoTime();
    ParseResult result = parser.parse(file);
    Duration elapsed = reading.elapsed().plusNanos(System.nanoTime() - begin);
    return new Reading(reading.entry(), file, result, elapsed);
  }

  private IngestOutcome outcome(Reading reading, SourceFile file, Turn turn) {
    return switch (Objects.requireNonNull(reading.result())) {
      case ParseResult.Parsed parsed -> {
        turn.held().displacedBy(parsed.documents()).forEach(sink::remove);
        Family family = Family.of(parsed, splitter, sink);
        sink.replace(
            file, parsed.isWhole() ? pipeline.name() : pipeline.limited(), family.documents());
        turn.decisions().took(file);
        turn.commits().changed();
        yield family.indexed(file.id(), reading.elapsed());
      }
      case Rejected rejected -> failed(reading, file, rejected, turn);
    };
  }

  /// What is held of a copy that cannot be opened, once it has followed its original: the documents
  /// may have another name now, or none but the copy's own. Null where they are gone.
  private @Nullable HeldFile heldNow(HeldFile before, SourceFile copy, Turn turn) {
    return switch (turn.decisions().of(copy)) {
      case Decision.Twin(DocumentId original, _, _) -> {
        if (original.equals(before.original())) {
          yield before;
        }
        sink.duplicate(copy, pipeline.name(), original);
        turn.commits().changed();
        yield HeldFile.duplicate(copy, pipeline.name(), original);
      }
      case Decision.Moved(HeldFile from) -> {
        move(from, copy, turn);
        yield from.called(copy.id());
      }
      case Decision.Stands(HeldFile held, _, _) -> held;
      case Decision.Parse _ -> null;
    };
  }

  private IngestOutcome failed(Reading reading, SourceFile file, Rejected rejected, Turn turn) {
    HeldFile before = turn.held().of(file.id());
    if (before != null
        && before.original() != null
        && rejected.reason() == Reason.UNREADABLE
        && !turn.retry()) {
      before = heldNow(before, FailureRecords.asHeld(file, before), turn);
    }
    boolean alike = before != null && turn.decisions().failedAlike(before, file);
    return failures.record(reading, file, rejected, before, alike, turn.commits());
  }
}
