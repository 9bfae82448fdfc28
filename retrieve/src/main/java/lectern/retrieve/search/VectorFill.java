package lectern.retrieve.search;

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
  private volatile boolean stopped;

  /// @param parallel passages embedded at the same time; as many as there are cores
  public VectorFill(Embedder embedder, VectorWriter writer, int parallel) {
    this.embedder = embedder;
    this.writer = writer;
    this.parallel = parallel;
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

  private record Work(String title, Passage passage) {}

  private int embed(List<Work> batch, ExecutorService threads) throws InterruptedException {
    List<Future<List<EmbeddedPart>>> parts = new ArrayList<>();
    for (Work work : batch) {
      parts.add(threads.submit(() -> parts(work)));
    }
    for (int i = 0; i < batch.size(); i++) {
      writer.embed(batch.get(i).passage().label(), value(parts.get(i)));
    }
    int done = batch.size();
    batch.clear();
    return done;
  }

  private List<EmbeddedPart> parts(Work work) {
    return PassageParts.of(work.title(), work.passage()).stream()
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
