package lectern.retrieve.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/// Gives vectors to the passages of an index that have none, in reading order. Stopped or killed,
/// the next one goes on from what was committed.
public final class VectorFill {
  /// Passages that are embedded side by side before their vectors are written.
  private static final int BATCH = 256;

  private final Embedder embedder;
  private final VectorWriter writer;
  private final int parallel;
  private final InstantSource clock;
  private volatile boolean stopped;

  /// @param parallel passages embedded at the same time; as many as there are cores
  /// @param clock by which the pace is measured that the index then tells
  public VectorFill(Embedder embedder, VectorWriter writer, int parallel, InstantSource clock) {
    this.embedder = embedder;
    this.writer = writer;
    this.parallel = parallel;
    this.clock = clock;
  }

  /// Hears how far it is.
  public interface Progress {
    /// Told at the beginning and after each batch.
    ///
    /// @param passages to be embedded in all, those of earlier runs left out
    /// @param done of these; after each call the writer may commit
    void at(int passages, int done);
  }

  /// Ends the run after the passages that are being embedded. Any thread may call this.
  public void stop() {
    stopped = true;
  }

  /// Embeds what has no vector.
  ///
  /// @param index a commit of what the writer writes
  /// @return passages that were given vectors
  public int run(SearchableIndex index, Progress progress) throws InterruptedException {
    Set<Label> embedded = new HashSet<>(index.embedded());
    List<IndexedDocument> documents = index.documents(new Scope.Everything());
    int missing = documents.stream().mapToInt(IndexedDocument::passages).sum() - embedded.size();
    int done = 0;
    Instant begin = clock.instant();
    List<Work> batch = new ArrayList<>();
    progress.at(missing, done);
    try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
      for (IndexedDocument document : documents) {
        for (Passage passage : index.passages(document.number())) {
          if (!embedded.contains(passage.label())) {
            batch.add(new Work(document.title(), passage));
          }
          if (batch.size() == BATCH) {
            done += embed(batch, threads);
            tellPace(begin, done);
            progress.at(missing, done);
          }
          if (stopped) {
            return done;
          }
        }
      }
      done += embed(batch, threads);
      progress.at(missing, done);
    }
    return done;
  }

  /// Told of whole batches alone: of a few passages, the beginning takes longer than the rest.
  private void tellPace(Instant begin, int done) {
    long millis = Duration.between(begin, clock.instant()).toMillis();
    if (millis > 0) {
      writer.pace(done * 1_000.0 / millis);
    }
  }

  private record Work(String title, Passage passage) {}

  private int embed(List<Work> batch, ExecutorService threads) throws InterruptedException {
    List<Future<List<EmbeddedPart>>> parts = new ArrayList<>();
    for (Work work : batch) {
      parts.add(
          threads.submit(
              () -> stopped ? List.of() : parts(embedder, work.title(), work.passage())));
    }
    int done = 0;
    for (int i = 0; i < batch.size(); i++) {
      List<EmbeddedPart> made = value(parts.get(i));
      if (!made.isEmpty()) {
        writer.embed(batch.get(i).passage().label(), made);
        done++;
      }
    }
    batch.clear();
    return done;
  }

  /// The vectors of one passage.
  ///
  /// @param title of its document
  static List<EmbeddedPart> parts(Embedder embedder, String title, Passage passage) {
    return PassageParts.of(title, passage).stream()
        .map(text -> new EmbeddedPart(Sha256.ofUnits(text), embedder.passage(text)))
        .toList();
  }

  private static List<EmbeddedPart> value(Future<List<EmbeddedPart>> parts)
      throws InterruptedException {
    try {
      return parts.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }
}
