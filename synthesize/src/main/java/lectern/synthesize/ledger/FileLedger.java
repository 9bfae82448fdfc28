package lectern.synthesize.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import lectern.ingest.FileTrouble;
import lectern.synthesize.CallEnd;
import lectern.synthesize.CallLedger;
import lectern.synthesize.ModelCall;
import lectern.synthesize.PastCall;
import lectern.synthesize.Reply;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.ledger.SegmentWriter.Place;

/// The calls of one account in append-only files. Any number of threads and of processes may write
/// at once: each process has files of its own.
public final class FileLedger implements CallLedger, AutoCloseable {
  /// Sorts as time does, in any file system.
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path account;
  private final String writer;
  private final GroupCommit commit;
  private final ReplyIndex replies;
  private final Consumer<String> warnings;
  private final AtomicLong calls = new AtomicLong();

  private FileLedger(
      List<Path> folders, String writer, InstantSource clock, Consumer<String> warnings) {
    this.account = folders.getFirst();
    this.writer = writer;
    this.commit = new GroupCommit(new SegmentWriter(account, writer));
    this.replies = new ReplyIndex(folders, writer, clock);
    this.warnings = warnings;
  }

  /// Reads what the account's ledger holds. Nothing is made on disk before the first call, but that
  /// many small segments of runs that are over are merged into one.
  ///
  /// @param ledger folder of all accounts
  /// @param random tells apart the files of processes that start in the same millisecond
  /// @param warnings hears of ends of calls that could not be written down, from any thread
  public static FileLedger open(
      Path ledger,
      LedgerAccount account,
      InstantSource clock,
      RandomGenerator random,
      Consumer<String> warnings) {
    List<Path> folders = account.folders().stream().map(ledger::resolve).toList();
    for (Path folder : folders) {
      Compaction.whereMany(folder, () -> name(clock, random));
    }
    return new FileLedger(folders, name(clock, random), clock, warnings);
  }

  private static String name(InstantSource clock, RandomGenerator random) {
    return NAME.format(clock.instant()) + "-" + HexFormat.of().toHexDigits(random.nextLong());
  }

  /// The newest complete reply that was paid for the same request: it came as a whole and holds
  /// text or tool calls, cut off by the request's own limit or not. A filter's stop and all
  /// failures are asked again. What other processes wrote is found at the latest a second after it
  /// was there.
  @Override
  public Optional<Reply> reply(String digest) {
    return replies.find(digest);
  }

  @Override
  public List<PastCall> past(String model) {
    return replies.past(model);
  }

  @Override
  public Entry begin(ModelCall call) {
    String id = Segments.callId(writer, calls.incrementAndGet());
    try {
      commit.append(RecordCodec.begun(id, call));
    } catch (IOException e) {
      throw new SynthesisException.NoLedger(
          "cannot write down the call to "
              + call.provider()
              + "/"
              + call.model()
              + " in "
              + account
              + ": "
              + FileTrouble.words(e),
          "Nothing was sent. Make room there, or name another folder in the setting \"state\".",
          e);
    }
    return new Open(id, call);
  }

  /// Writes what waits. Calls that have not ended by then are unknown.
  @Override
  public void close() {
    try {
      commit.close();
    } catch (IOException e) {
      warnings.accept("the ledger in " + account + " cannot be closed: " + FileTrouble.words(e));
    }
  }

  private final class Open implements Entry {
    private final String id;
    private final ModelCall call;
    private final AtomicBoolean ended = new AtomicBoolean();

    Open(String id, ModelCall call) {
      this.id = id;
      this.call = call;
    }

    @Override
    public void end(CallEnd end) {
      if (ended.getAndSet(true)) {
        throw new IllegalStateException("the call has ended before");
      }
      RecordedEnd recorded = RecordedEnd.of(end);
      try {
        Place place = commit.append(RecordCodec.ended(id, call, recorded, end.reply()));
        replies.add(new LedgerRecord.Ended(id, call, recorded), place);
      } catch (IOException e) {
        warnings.accept(
            "the end of a call to "
                + call.provider()
                + "/"
                + call.model()
                + " cannot be written down in "
                + account
                + ": "
                + FileTrouble.words(e)
                + "; it counts at its worst price, and asking the same again is paid for again");
      }
    }
  }
}
