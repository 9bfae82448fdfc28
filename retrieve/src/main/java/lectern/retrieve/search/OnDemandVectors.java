package lectern.retrieve.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexStatus;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Resolution;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import org.jspecify.annotations.Nullable;

/// Gives vectors to the passages that a question finds by its words and that have none yet, while
/// the question waits; they are those that [VectorFill] would make. Safe for use by many threads.
final class OnDemandVectors {
  /// Best passages by words that are looked at. In process, two cores embed 40 in a second, and
  /// nobody waits longer for a better order of hits; those behind seldom come to the top.
  static final int CANDIDATES = 32;

  /// Longest that a question waits for them once the first is made, on a slow machine or endpoint;
  /// what is done by then serves the next question.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SearchableIndex index;
  private final Embedder embedder;
  private final int parallel;
  private final Duration patience;
  private final Map<Label, List<EmbeddedPart>> made = new ConcurrentHashMap<>();

  /// Whether the commit lacks no vector; null before that was asked.
  private volatile @Nullable Boolean complete;

  /// @param parallel passages embedded at the same time; as many as there are cores
  /// @param patience longest that one question waits
  OnDemandVectors(SearchableIndex index, Embedder embedder, int parallel, Duration patience) {
    this.index = index;
    this.embedder = embedder;
    this.parallel = parallel;
    this.patience = patience;
  }

  /// The commit with vectors of the query's best passages; empty where they could not all be made
  /// in time. With vectors for some of the best and for others none, those that happen to have one
  /// would come first, whatever they say: that is worse than words alone.
  ///
  /// @throws lectern.retrieve.IndexException.NoEmbedder where they cannot be made
  Optional<CandidateIndex> filled(PassageQuery query) throws InterruptedException {
    if (isComplete()) {
      return Optional.of(index);
    }
    List<Label> best =
        index.byWords(new PassageQuery(query.text(), query.scope(), CANDIDATES)).stream()
            .map(Scored::label)
            .toList();
    Set<Label> held = new HashSet<>(index.vectors(best).keySet());
    held.addAll(made.keySet());
    if (!embed(best.stream().filter(label -> !held.contains(label)).toList())) {
      return Optional.empty();
    }
    // Those of other questions may be of passages outside this one's scope.
    Map<Label, List<float[]>> more = new HashMap<>();
    for (Label label : best) {
      List<EmbeddedPart> parts = made.get(label);
      if (parts != null) {
        more.put(label, parts.stream().map(EmbeddedPart::vector).toList());
      }
    }
    return Optional.of(new EmbeddedCandidates(index, embedder.name(), more));
  }

  private boolean isComplete() {
    Boolean known = complete;
    if (known == null) {
      IndexStatus status = index.status();
      known = status.vectors() >= status.passages();
      complete = known;
    }
    return known;
  }

  /// Vectors that were made since the beginning, worth keeping.
  Map<Label, List<EmbeddedPart>> made() {
    return Map.copyOf(made);
  }

  /// Whether all were made in time.
  private boolean embed(List<Label> labels) throws InterruptedException {
    if (labels.isEmpty()) {
      return true;
    }
    Map<Integer, IndexedDocument> documents = new HashMap<>();
    for (IndexedDocument document : index.documents(new Scope.Everything())) {
      documents.put(document.number(), document);
    }
    // The first may load the model, which the question itself needs anyway: that time is not
    // theirs.
    keep(labels.getFirst(), parts(labels.getFirst(), documents));
    List<Label> rest = labels.subList(1, labels.size());
    List<Callable<List<EmbeddedPart>>> tasks = new ArrayList<>();
    for (Label label : rest) {
      tasks.add(() -> parts(label, documents));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
      List<Future<List<EmbeddedPart>>> results =
          threads.invokeAll(tasks, patience.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < rest.size(); i++) {
        keep(rest.get(i), value(results.get(i)));
      }
    }
    return made.keySet().containsAll(labels);
  }

  private void keep(Label label, List<EmbeddedPart> parts) {
    if (!parts.isEmpty()) {
      made.put(label, parts);
    }
  }

  private List<EmbeddedPart> parts(Label label, Map<Integer, IndexedDocument> documents) {
    IndexedDocument document = documents.get(label.document());
    return document != null && index.resolve(label) instanceof Resolution.Found(Passage passage)
        ? VectorFill.parts(embedder, document, passage)
        : List.of();
  }

  /// Nothing where the time was up.
  private static List<EmbeddedPart> value(Future<List<EmbeddedPart>> result)
      throws InterruptedException {
    try {
      return result.get();
    } catch (CancellationException _) {
      return List.of();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }
}
