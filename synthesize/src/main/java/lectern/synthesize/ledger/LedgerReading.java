package lectern.synthesize.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.FileTrouble;
import lectern.synthesize.ModelCall;

/// What a ledger holds at one moment, the words of replies left out.
///
/// @param calls of all accounts, by the time they were sent; of the boundaries of their prompts
///   ([lectern.synthesize.PromptTrace#points()]), of which one may have a thousand, the last alone
/// @param damages what could not be read
public record LedgerReading(List<RecordedCall> calls, List<Damage> damages) {
  public LedgerReading {
    calls = List.copyOf(calls);
    damages = List.copyOf(damages);
  }

  /// A part of a ledger that is not as it was written.
  ///
  /// @param segment its file
  /// @param record one-based number of the line; 0 where it is the file
  /// @param how in words, as the end of a sentence
  public record Damage(Path segment, long record, String how) {}

  /// Reads all accounts; nothing where there is no ledger. It disturbs nobody who writes.
  ///
  /// @param ledger folder of all accounts
  public static LedgerReading of(Path ledger) {
    List<RecordedCall> calls = new ArrayList<>();
    List<Damage> damages = new ArrayList<>();
    try {
      for (Path account : Segments.accounts(ledger)) {
        new Account(account, damages).read(calls);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the ledger: " + FileTrouble.words(e), e);
    }
    calls.sort(Comparator.comparing(call -> call.call().at()));
    return new LedgerReading(calls, damages);
  }

  /// One account as it is read.
  private static final class Account {
    private final Path folder;
    private final List<Damage> damages;
    private final Map<String, ModelCall> sent = new LinkedHashMap<>();
    private final Map<String, RecordedEnd> ended = new HashMap<>();
    private final Set<String> live = new HashSet<>();

    Account(Path folder, List<Damage> damages) {
      this.folder = folder;
      this.damages = damages;
    }

    void read(List<RecordedCall> into) throws IOException {
      Set<Path> seen = new HashSet<>();
      boolean again = true;
      while (again) {
        List<Path> segments =
            Segments.of(folder).stream().filter(segment -> !seen.contains(segment)).toList();
        seen.addAll(segments);
        again = readSegments(segments);
      }
      sent.forEach((id, call) -> into.add(recorded(id, call)));
    }

    /// @return whether segments were taken away meanwhile, as merging does once what they hold
    ///   stands in another
    private boolean readSegments(List<Path> segments) {
      // Asked before anything is read: what a process that is gone wrote is all there by now.
      for (Path segment : segments) {
        String writer = Segments.writer(segment);
        if (ProcessLock.isHeld(Segments.lock(folder, writer))) {
          live.add(writer);
        }
      }
      boolean gone = false;
      for (Path segment : segments) {
        try {
          if (live.contains(Segments.writer(segment))) {
            SegmentReader.readOn(segment, SegmentReader.Mark.START, visitor(segment));
          } else {
            SegmentReader.read(segment, visitor(segment));
          }
        } catch (IOException e) {
          if (Files.exists(segment)) {
            damages.add(new Damage(segment, 0, "cannot be read: " + FileTrouble.words(e)));
          } else {
            gone = true;
          }
        }
      }
      return gone;
    }

    private RecordedCall recorded(String id, ModelCall call) {
      String account = folder.getFileName().toString();
      RecordedEnd end = ended.get(id);
      if (end != null) {
        return new RecordedCall(account, call, RecordedCall.State.of(end.outcome()), end);
      }
      RecordedCall.State state =
          live.contains(Segments.writer(id))
              ? RecordedCall.State.IN_FLIGHT
              : RecordedCall.State.UNKNOWN;
      return new RecordedCall(account, call, state, null);
    }

    private SegmentReader.Visitor visitor(Path segment) {
      return new SegmentReader.Visitor() {
        @Override
        public void record(LedgerRecord record, long offset, int length) {
          switch (record) {
            case LedgerRecord.Header _ -> {}
            case LedgerRecord.Begun(String id, ModelCall call) ->
                sent.computeIfAbsent(id, _ -> call.withoutBoundaries());
            // It repeats its call, so one whose beginning is damaged is not lost.
            case LedgerRecord.Ended(String id, ModelCall call, RecordedEnd end) -> {
              sent.computeIfAbsent(id, _ -> call.withoutBoundaries());
              ended.put(id, end);
            }
          }
        }

        @Override
        public void damaged(long number, String how) {
          damages.add(new Damage(segment, number, how));
        }

        @Override
        public void anew() {
          damages.removeIf(damage -> damage.segment().equals(segment));
        }
      };
    }
  }
}
