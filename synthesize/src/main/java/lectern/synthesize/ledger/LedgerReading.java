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

/// What a ledger holds at one moment, the words of replies left out.
///
/// @param calls of all accounts, by the time they were sent
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
    private final Map<String, LedgerRecord.Begun> begun = new LinkedHashMap<>();
    private final Map<String, LedgerRecord.Ended> ended = new HashMap<>();
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
      // An end repeats its call, so a call whose beginning is damaged is not lost.
      ended.forEach((id, end) -> begun.putIfAbsent(id, new LedgerRecord.Begun(id, end.call())));
      begun.values().forEach(call -> into.add(recorded(call)));
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
          SegmentReader.read(segment, visitor(segment));
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

    private RecordedCall recorded(LedgerRecord.Begun call) {
      String account = folder.getFileName().toString();
      LedgerRecord.Ended end = ended.get(call.id());
      if (end != null) {
        RecordedCall.State state = RecordedCall.State.of(end.end().outcome());
        return new RecordedCall(account, call.call(), state, end.end());
      }
      RecordedCall.State state =
          live.contains(Segments.writer(call.id()))
              ? RecordedCall.State.IN_FLIGHT
              : RecordedCall.State.UNKNOWN;
      return new RecordedCall(account, call.call(), state, null);
    }

    private SegmentReader.Visitor visitor(Path segment) {
      return new SegmentReader.Visitor() {
        @Override
        public void record(LedgerRecord record, long offset, int length) {
          switch (record) {
            case LedgerRecord.Header _ -> {}
            case LedgerRecord.Begun call -> begun.put(call.id(), call);
            case LedgerRecord.Ended end -> ended.put(end.id(), end);
          }
        }

        @Override
        public void damaged(long number, String how) {
          damages.add(new Damage(segment, number, how));
        }
      };
    }
  }
}
