package lectern.retrieve.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Sha256;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageParts;
import lectern.retrieve.Scope;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.VectorWriter;
import lectern.retrieve.VectorWriter.EmbeddedPart;

/// Gives vectors to the passages of an index that have none, in reading order. Stopped, killed or
/// failed, the next one goes on from what was committed.
public final class VectorFill {
  /// Passages that are embedded side by side before their vectors are written.
  private static final int ROUND = 256;

  /// New vectors of a smaller share are searched as they lie: merging takes a hundredth of the time
  /// that making all of them does.
  private static final double MERGED_SHARE = 0.05;

  private final Embedder embedder;
  private final VectorWriter writer;
  private final int parallel;
  private final InstantSource clock;
  private volatile boolean stopped;
  private volatile List<Group> running = List.of();

  /// @param parallel calls of the embedder at the same time; for one in this process, as many as
  ///   there are cores
  /// @param clock by which the pace is measured that the index then tells
  public VectorFill(Embedder embedder, VectorWriter writer, int parallel, InstantSource clock) {
    this.embedder = embedder;
    this.writer = writer;
    this.parallel = parallel;
    this.clock = clock;
  }

  /// Hears how far it is.
  public interface Progress {
    /// Told at the beginning and after each round, also one that failed.
    ///
    /// @param passages to be embedded in all, those of earlier runs left out
    /// @param done of these; after each call the writer may commit
    void at(int passages, int done);

    /// Told when all are done and the index is being put in order for searches.
    default void merging() {}

    /// The same, told of how far it is when something else is done.
    default Progress after(Runnable first) {
      Progress told = this;
      return new Progress() {
        @Override
        public void at(int passages, int done) {
          first.run();
          told.at(passages, done);
        }

        @Override
        public void merging() {
          told.merging();
        }
      };
    }
  }

  /// Ends the run without waiting for the passages that are being embedded. Any thread may call
  /// this.
  public void stop() {
    stopped = true;
    running.forEach(group -> group.vectors().cancel(true));
  }

  /// Embeds what has no vector.
  ///
  /// @param index a commit of what the writer writes
  /// @return passages that were given vectors
  /// @throws lectern.retrieve.IndexException.NoEmbedder where the embedder fails; what it gave
  ///   before was written and told of
  public int run(SearchableIndex index, Progress progress) throws InterruptedException {
    Set<Label> embedded = new HashSet<>(index.embedded());
    List<IndexedDocument> documents = index.documents(new Scope.Everything());
    int missing = documents.stream().mapToInt(IndexedDocument::passages).sum() - embedded.size();
    int done = 0;
    Instant begin = clock.instant();
    List<Work> round = new ArrayList<>();
    progress.at(missing, done);
    try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
      for (IndexedDocument document : documents) {
        for (Passage passage : index.passages(document.number())) {
          if (!embedded.contains(passage.label())) {
            round.add(
                new Work(
                    passage.label(),
                    PassageParts.of(document.title(), document.passages(), passage)));
          }
          if (round.size() == ROUND) {
            done = embed(round, threads, missing, done, progress, begin);
          }
          if (stopped) {
            return done;
          }
        }
      }
      done = embed(round, threads, missing, done, progress, begin);
    }
    if (!stopped && done >= MERGED_SHARE * (embedded.size() + done) && done > 0) {
      progress.merging();
      writer.merge(() -> stopped);
    }
    return done;
  }

  /// Told of whole rounds alone: of a few passages, the beginning takes longer than the rest.
  private void tellPace(Instant begin, int done) {
    long millis = Duration.between(begin, clock.instant()).toMillis();
    if (millis > 0) {
      writer.pace(done * 1_000.0 / millis);
    }
  }

  /// The vectors of one passage.
  ///
  /// @param document that it is of
  static List<EmbeddedPart> parts(Embedder embedder, IndexedDocument document, Passage passage) {
    List<String> texts = PassageParts.of(document.title(), document.passages(), passage);
    return parts(texts, embedder.passages(texts).iterator());
  }

  private static List<EmbeddedPart> parts(List<String> texts, Iterator<float[]> vectors) {
    return texts.stream()
        .map(text -> new EmbeddedPart(Sha256.ofUnits(text), vectors.next()))
        .toList();
  }

  /// A passage and the texts that get a vector each.
  private record Work(Label passage, List<String> texts) {}

  /// Passages of one call.
  private record Group(List<Work> work, Future<List<float[]>> vectors) {}

  /// Embeds a round and empties it.
  ///
  /// @return passages done in all
  private int embed(
      List<Work> round,
      ExecutorService threads,
      int missing,
      int done,
      Progress progress,
      Instant begin)
      throws InterruptedException {
    AtomicBoolean failed = new AtomicBoolean();
    List<Group> groups = new ArrayList<>();
    for (List<Work> work : groups(round)) {
      groups.add(new Group(work, threads.submit(() -> vectors(work, failed))));
    }
    running = groups;
    RuntimeException failure = null;
    int written = done;
    for (Group group : groups) {
      try {
        written += write(group.work(), group.vectors().get());
      } catch (CancellationException _) {
        // Stopped: the next run embeds them.
      } catch (ExecutionException e) {
        failure =
            e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      }
    }
    if (round.size() == ROUND) {
      tellPace(begin, written);
    }
    round.clear();
    progress.at(missing, written);
    if (failure != null) {
      throw failure;
    }
    return written;
  }

  /// Passages in groups of as many texts as the embedder wants at once.
  private List<List<Work>> groups(List<Work> round) {
    List<List<Work>> groups = new ArrayList<>();
    int texts = 0;
    for (Work work : round) {
      texts += work.texts().size();
      if (groups.isEmpty() || texts > embedder.batch()) {
        groups.add(new ArrayList<>());
        texts = work.texts().size();
      }
      groups.getLast().add(work);
    }
    return groups;
  }

  /// Vectors of all texts in a row; none where the run is to end.
  private List<float[]> vectors(List<Work> work, AtomicBoolean failed) {
    if (stopped || failed.get()) {
      return List.of();
    }
    try {
      return embedder.passages(work.stream().flatMap(each -> each.texts().stream()).toList());
    } catch (RuntimeException e) {
      failed.set(true);
      throw e;
    }
  }

  /// @return passages that were written
  private int write(List<Work> work, List<float[]> vectors) {
    if (vectors.isEmpty()) {
      return 0;
    }
    Iterator<float[]> next = vectors.iterator();
    for (Work each : work) {
      writer.embed(each.passage(), parts(each.texts(), next));
    }
    return work.size();
  }
}
