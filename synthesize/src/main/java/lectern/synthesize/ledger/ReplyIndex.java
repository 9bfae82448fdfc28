package lectern.synthesize.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lectern.synthesize.PastCall;
import lectern.synthesize.Reply;
import lectern.synthesize.ledger.SegmentWriter.Place;

/// Where the replies of an account stand, by the digest of their request. Their words stay on disk:
/// what is held of each reply, as long as the process runs, is digest, place and time, some 250
/// bytes.
final class ReplyIndex {
  /// How long after a look at the disk the next digest that is not known waits for another: what
  /// other processes wrote meanwhile is found a little later, and many calls do not each read the
  /// folder.
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final List<Path> folders;
  private final String own;
  private final InstantSource clock;
  private final Map<String, Found> byDigest = new ConcurrentHashMap<>();
  private final PastCalls past = new PastCalls();

  /// How far segments have been read whose writers were alive.
  private final Map<Path, SegmentReader.Mark> growing = new HashMap<>();

  private final Set<Path> read = new HashSet<>();
  private Instant lastLook = Instant.MIN;

  /// Reads what is there.
  ///
  /// @param folders all that hold calls of the account
  /// @param own name of the writer whose replies are put in by [#add]
  ReplyIndex(List<Path> folders, String own, InstantSource clock) {
    this.folders = List.copyOf(folders);
    this.own = own;
    this.clock = clock;
    look();
  }

  private record Found(Place place, Instant ended) {}

  /// The newest complete reply to a request.
  Optional<Reply> find(String digest) {
    Found found = byDigest.get(digest);
    if (found == null) {
      look();
      found = byDigest.get(digest);
    }
    if (found == null) {
      return Optional.empty();
    }
    Optional<Reply> reply = read(digest, found);
    if (reply.isPresent()) {
      return reply;
    }
    // Somebody has merged the segment with others since, or cut it and written the reply elsewhere,
    // or an older one stands somewhere: nothing is paid for again before all has been looked
    // through.
    lookThrough();
    found = byDigest.get(digest);
    return found == null ? Optional.empty() : read(digest, found);
  }

  private synchronized void lookThrough() {
    read.clear();
    growing.clear();
    lookNow(true);
  }

  private Optional<Reply> read(String digest, Found found) {
    Place place = found.place();
    Optional<Reply> reply;
    try {
      byte[] line = SegmentReader.bytes(place.segment(), place.offset(), place.length());
      reply = RecordCodec.reply(line, digest);
    } catch (IOException _) {
      reply = Optional.empty();
    }
    if (reply.isEmpty()) {
      // It was whole when it was looked at, and is no more: the request is paid for again.
      byDigest.remove(digest, found);
    }
    return reply;
  }

  /// Calls of a model that were replied to, the oldest first.
  List<PastCall> past(String model) {
    look();
    return past.of(model);
  }

  /// Puts in a call that ended, if its reply is complete.
  void add(LedgerRecord.Ended ended, Place place) {
    past.add(ended);
    if (ended.end().isComplete()) {
      Instant at = ended.call().at().plus(ended.end().elapsed());
      byDigest.merge(
          ended.call().digest(),
          new Found(place, at),
          (old, fresh) -> fresh.ended().isBefore(old.ended()) ? old : fresh);
    }
  }

  private synchronized void look() {
    Instant now = clock.instant();
    // A clock that was set back must not keep it from looking.
    if (!now.isBefore(lastLook) && now.isBefore(lastLook.plus(BETWEEN_LOOKS))) {
      return;
    }
    lookNow(false);
  }

  /// @param ownToo whether its own writer's segments are read, whose replies are put in as they end
  private synchronized void lookNow(boolean ownToo) {
    lastLook = clock.instant();
    for (Path folder : folders) {
      try {
        List<Path> segments = Segments.of(folder);
        forgetOthers(folder, Set.copyOf(segments));
        for (Path segment : segments) {
          String writer = Segments.writer(segment);
          if ((ownToo || !writer.equals(own)) && !read.contains(segment)) {
            look(segment, writer);
          }
        }
      } catch (IOException _) {
        // Nothing is found then, and the call goes out; where calls cannot be written down it does
        // not.
      }
    }
  }

  /// Segments that were merged have been taken away.
  private void forgetOthers(Path folder, Set<Path> there) {
    read.removeIf(segment -> segment.startsWith(folder) && !there.contains(segment));
    growing.keySet().removeIf(segment -> segment.startsWith(folder) && !there.contains(segment));
  }

  private void look(Path segment, String writer) {
    // Asked first: what a writer writes after that is read now or at the next look.
    boolean grows = ProcessLock.isHeld(Segments.lock(PrivateFiles.folderOf(segment), writer));
    SegmentReader.Mark mark = growing.get(segment);
    try {
      if (grows) {
        SegmentReader.Mark from = mark == null ? SegmentReader.Mark.START : mark;
        growing.put(segment, SegmentReader.readOn(segment, from, visitor(segment)));
      } else if (mark == null) {
        SegmentReader.read(segment, visitor(segment));
      } else {
        SegmentReader.readOn(segment, mark, visitor(segment));
      }
      if (!grows) {
        growing.remove(segment);
        read.add(segment);
      }
    } catch (IOException _) {
      // The others are read all the same, and this one is tried again at the next look; whoever
      // sums the calls tells of it.
    }
  }

  private SegmentReader.Visitor visitor(Path segment) {
    return new SegmentReader.Visitor() {
      @Override
      public void record(LedgerRecord record, long offset, int length) {
        if (record instanceof LedgerRecord.Ended ended) {
          add(ended, new Place(segment, offset, length));
        }
      }

      @Override
      public void damaged(long number, String how) {
        // Told by whoever sums the calls.
      }
    };
  }
}
