package lectern.synthesize.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.synthesize.Answer;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.PartRequest;
import lectern.synthesize.Reading;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.plan.Shard;
import lectern.synthesize.plan.Sharding;

/// Answers from a scope that no prompt holds: notes are taken of each part of it, several parts at
/// once; the passages in which the verified notes stand are the evidence of the last prompt, or,
/// where they are too many, of prompts of notes before it. So the answer is written from the
/// documents' own words, and its citations are checked as any other's.
final class MapReduce {
  /// Share of the room that is filled once the provider counted more tokens than were planned.
  private static final double ROOM_AGAIN = 0.7;

  private final PassageIndex index;
  private final Gathering gather;
  private final Asking asking;
  private final Semaphore room;
  private final Stage.Listener listener;

  /// @param room prompts that may be in memory, and in flight, at once
  MapReduce(
      PassageIndex index,
      Gathering gather,
      Asking asking,
      Semaphore room,
      Stage.Listener listener) {
    this.index = index;
    this.gather = gather;
    this.asking = asking;
    this.room = room;
    this.listener = listener;
  }

  /// Carries a plan out.
  ///
  /// @throws SynthesisException if no part could be read, or the notes not be combined; replies
  ///   that came until then are in the ledger
  /// @throws CancellationException if the thread is interrupted; what is under way is cancelled
  Written written(Draft draft) {
    long evidence = draft.plan().budget().evidenceTokens();
    List<Shard> shards = Sharding.of(draft.scope(), index.volumes(), evidence);
    Tally tally = new Tally(draft.plan().prompts(), draft.question().wish().mostUsd(), listener);
    NoteTaking taking =
        new NoteTaking(
            index, asking, draft, tally, Sharding.handedOnTokens(shards.size(), evidence));
    List<Noted> parts =
        all(
            IntStream.range(0, shards.size())
                .<Callable<Noted>>mapToObj(
                    i -> () -> taking.of(gathered(shards.get(i)), which(i, shards)))
                .toList());
    SynthesisException failure = tally.firstFailure();
    if (failure != null && parts.stream().allMatch(part -> part.shown().isEmpty())) {
      throw failure;
    }
    try {
      return combined(draft, taking, parts, Sharding.combinedTokens(evidence));
    } catch (SynthesisException.OverLimit e) {
      return combined(
          draft, taking, parts, (long) (ROOM_AGAIN * Sharding.combinedTokens(evidence)));
    }
  }

  /// Whether the notes of all parts of a draft are there.
  boolean holds(Draft draft) {
    List<Shard> shards =
        Sharding.of(draft.scope(), index.volumes(), draft.plan().budget().evidenceTokens());
    return IntStream.range(0, shards.size())
        .allMatch(
            i ->
                asking.isHeld(
                    asking.part(
                        draft, gathered(shards.get(i)), PartRequest.NOTES, which(i, shards))));
  }

  private static String which(int part, List<Shard> shards) {
    return "part " + (part + 1) + " of " + shards.size();
  }

  private List<Evidence> gathered(Shard shard) {
    List<Evidence> whole = gather.everything(shard.documents());
    return whole.stream()
        .map(one -> new Evidence(one.document(), shard.cut(one.passages())))
        .toList();
  }

  private Written combined(Draft draft, NoteTaking taking, List<Noted> parts, long roomTokens) {
    List<Noted> level = parts;
    List<Noted> between = new ArrayList<>();
    for (int depth = 1;
        level.stream().mapToLong(Noted::tokens).sum() > roomTokens && level.size() > 1;
        depth++) {
      level = narrowed(taking, level, roomTokens, "notes of level " + depth);
      between.addAll(level);
    }
    Noted read = Noted.merge(parts);
    Noted last = Noted.merge(level);
    Noted narrowed = Noted.merge(between);
    int leftOut = read.leftOut() + narrowed.leftOut();
    List<Reading.Unread> unread = unread(read, narrowed);
    Reading reading = Reading.of(draft.scope(), read.shown(), unread, read.notes());
    SynthesisException failure = taking.tally().firstFailure();
    if (last.evidence().isEmpty() && !read.evidence().isEmpty() && failure != null) {
      throw failure; // What was noted is there, and was not combined.
    }
    if (last.evidence().isEmpty()) {
      Completion nothing =
          taking.tally().all(null, Answer.NOT_FOUND, notes(reading, read, last, leftOut));
      return new Written(draft.plan(), List.of(), nothing, reading);
    }
    List<Evidence> shown = withOpenings(draft, last.evidence(), unread);
    Completion completion = taking.asked(shown, PartRequest.COMBINE, "combined");
    taking.tally().finished();
    return new Written(
        draft.plan(),
        List.of(shown),
        taking.tally().all(completion, "", notes(reading, read, last, leftOut)),
        reading);
  }

  /// Each document once.
  private static List<Reading.Unread> unread(Noted read, Noted narrowed) {
    Map<Integer, Reading.Unread> unread = new TreeMap<>();
    for (Reading.Unread one : read.unread()) {
      unread.putIfAbsent(one.document().number(), one);
    }
    for (Reading.Unread one : narrowed.unread()) {
      String why = "its notes were not combined with the others: " + one.why();
      unread.putIfAbsent(one.document().number(), new Reading.Unread(one.document(), why));
    }
    return List.copyOf(unread.values());
  }

  /// Notes of notes: as many as fit a prompt together.
  private List<Noted> narrowed(
      NoteTaking taking, List<Noted> level, long roomTokens, String which) {
    List<List<Noted>> groups = new ArrayList<>();
    long tokens = 0;
    for (Noted one : level) {
      if (groups.isEmpty() || tokens + one.tokens() > roomTokens) {
        groups.add(new ArrayList<>());
        tokens = 0;
      }
      groups.getLast().add(one);
      tokens += one.tokens();
    }
    return all(
        groups.stream()
            .map(Noted::merge)
            .<Callable<Noted>>map(
                group ->
                    () -> group.evidence().isEmpty() ? group : taking.of(group.evidence(), which))
            .toList());
  }

  /// The documents in scope that were read, each with its noted passages or with its opening alone,
  /// so that the model sees what there is; where they are too many for that, those with passages.
  private static List<Evidence> withOpenings(
      Draft draft, List<Evidence> noted, List<Reading.Unread> unread) {
    Set<Integer> known = new HashSet<>();
    noted.forEach(one -> known.add(one.document().number()));
    unread.forEach(one -> known.add(one.document().number()));
    List<Evidence> all = new ArrayList<>(noted);
    long tokens = 0;
    for (IndexedDocument document : draft.scope()) {
      if (!known.contains(document.number())) {
        all.add(new Evidence(document, List.of()));
        tokens += document.openingTokens();
      }
    }
    return tokens <= Sharding.openingTokens(draft.plan().budget().evidenceTokens())
        ? Noted.joined(all)
        : noted;
  }

  private static List<String> notes(Reading reading, Noted read, Noted last, int leftOut) {
    List<String> notes = new ArrayList<>();
    notes.add(
        String.format(
            Locale.ROOT,
            "%,d verified notes were taken of the %,d documents; the answer is written from the %,d"
                + " passages that hold %s",
            read.notes().size(),
            reading.documents(),
            last.evidence().stream().mapToInt(one -> one.passages().size()).sum(),
            last.notes().size() == read.notes().size()
                ? "them"
                : last.notes().size() + " of them"));
    if (read.dropped() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d notes were dropped: no quote of theirs is verified",
              read.dropped()));
    }
    if (leftOut > 0) {
      notes.add(
          String.format(Locale.ROOT, "%,d verified notes were left out for want of room", leftOut));
    }
    return notes;
  }

  /// Does all of them, as many at once as there is room for, begun in their order; what they give,
  /// in their order.
  private <T> List<T> all(List<Callable<T>> tasks) {
    AtomicBoolean broken = new AtomicBoolean();
    List<T> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      try {
        for (Callable<T> task : tasks) {
          room.acquire();
          if (broken.get()) {
            room.release();
            break;
          }
          running.add(threads.submit(() -> inRoom(task, broken)));
        }
        for (Future<T> one : running) {
          done.add(one.get());
        }
      } catch (InterruptedException _) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new CancellationException("stopped before all parts were read");
      } catch (ExecutionException e) {
        threads.shutdownNow();
        switch (e.getCause()) {
          case RuntimeException unexpected -> throw unexpected;
          case Error error -> throw error;
          case null, default -> throw new IllegalStateException(e);
        }
      }
    }
    return done;
  }

  /// @param broken is set where nothing more is worth beginning
  private <T> T inRoom(Callable<T> task, AtomicBoolean broken) throws Exception {
    boolean whole = false;
    try {
      T result = task.call();
      whole = true;
      return result;
    } finally {
      if (!whole) {
        broken.set(true);
      }
      room.release();
    }
  }
}
