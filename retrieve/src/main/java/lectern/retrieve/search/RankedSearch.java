package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.Embedder;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.Ranking;
import lectern.retrieve.Resolution;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchMode;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import org.jspecify.annotations.Nullable;

/// Ranks the passages of one commit in the best way there is: by words and meaning, for which
/// missing vectors of the best passages are made while the question waits; by words alone where
/// that cannot be, which is said once. Safe for use by many threads. The index is not closed here.
public final class RankedSearch implements PassageSearch, AutoCloseable {
  private static final String TOO_SLOW =
      "ranked by words alone: vectors of the best passages took too long to make; `lectern embed`"
          + " makes them all";

  private final SearchableIndex index;
  private final Embedder embedder;
  private final SearchMode mode;
  private final RankOptions options;
  private final Consumer<String> notes;
  private final Keeper keeper;
  private final OnDemandVectors onDemand;
  private final AtomicBoolean said = new AtomicBoolean();

  /// Why words alone rank; null where they were asked for, or where meaning ranks too.
  private volatile @Nullable String wordsAlone;

  /// Takes vectors that a question waited for, so that the next one need not.
  @FunctionalInterface
  public interface Keeper {
    /// Forgets them.
    Keeper NONE = _ -> {};

    /// Told at the end, if there are any.
    void keep(Map<Label, List<EmbeddedPart>> vectors);
  }

  /// Chooses the mode.
  ///
  /// @param embedder asked for nothing where words alone rank; closed with the search
  /// @param asked mode that the user insists on, or null for the best there is
  /// @param options its vocabulary counts whatever ranks
  /// @param notes hears, once and not before something is ranked, why words alone rank
  /// @throws IndexException.NoVectors where vectors alone are to rank and there are none
  /// @throws IndexException.Incompatible where vectors are to rank and another embedder made them
  public RankedSearch(
      SearchableIndex index,
      Embedder embedder,
      @Nullable SearchMode asked,
      RankOptions options,
      int parallel,
      Consumer<String> notes,
      Keeper keeper) {
    this.index = index;
    this.embedder = embedder;
    this.options = options;
    this.notes = notes;
    this.keeper = keeper;
    if (asked == null) {
      wordsAlone = obstacle();
      mode = wordsAlone == null ? SearchMode.HYBRID : SearchMode.LEXICAL;
    } else {
      mode = asked;
      requireVectors();
    }
    onDemand = new OnDemandVectors(index, embedder, parallel, OnDemandVectors.PATIENCE);
  }

  /// Why meaning cannot rank here; null where it can.
  private @Nullable String obstacle() {
    return index.embedder().isEmpty() || fits() ? null : "ranked by words alone: " + misfit();
  }

  private void requireVectors() {
    if (mode == SearchMode.LEXICAL) {
      return;
    }
    // Without a passage there is none to make a vector of, and nothing to find either.
    if (index.embedder().isEmpty() && mode == SearchMode.DENSE && index.status().passages() > 0) {
      throw new IndexException.NoVectors(
          "the index has no vectors",
          "Make them with `lectern embed`, or search with `--mode lexical`.",
          null);
    }
    if (!index.embedder().isEmpty() && !fits()) {
      throw new IndexException.Incompatible(
          misfit(),
          "Search with `--mode lexical`, or ingest and embed into a new index folder.",
          null);
    }
  }

  private boolean fits() {
    return embedder.name().equals(index.embedder());
  }

  private String misfit() {
    return "the vectors of the index were made by \""
        + index.embedder()
        + "\", not by \""
        + embedder.name()
        + "\"";
  }

  /// What is ranked by, unless the embedder fails.
  public SearchMode mode() {
    return mode;
  }

  /// What makes vectors in this process; null where words alone rank, or another machine makes
  /// them.
  public @Nullable Embedder local() {
    return mode == SearchMode.LEXICAL || wordsAlone != null || !embedder.isLocal()
        ? null
        : embedder;
  }

  @Override
  public Ranking search(PassageQuery query) {
    return new Ranking(
        mode.name().toLowerCase(Locale.ROOT), hits(trace(query).ranking(), query.limit()));
  }

  /// The passages of the first of a ranking.
  public List<Hit> hits(List<Scored> ranking, int limit) {
    List<Hit> hits = new ArrayList<>();
    for (Scored scored : ranking.subList(0, Math.min(limit, ranking.size()))) {
      if (index.resolve(scored.label()) instanceof Resolution.Found(Passage passage)) {
        hits.add(new Hit(passage, hits.size() + 1, scored.score()));
      }
    }
    return hits;
  }

  /// The ranking with all that led to it.
  ///
  /// @throws IndexException.NoEmbedder where vectors alone are to rank and the model does not run
  public RankingTrace trace(PassageQuery query) {
    String why = wordsAlone;
    if (why != null) {
      return byWords(query, why);
    }
    return switch (mode) {
      case LEXICAL -> Ranker.byWords(index, query, options.vocabulary());
      case DENSE -> new Ranker(index, embedder, options).trace(query, mode);
      case HYBRID -> hybrid(query);
    };
  }

  private RankingTrace hybrid(PassageQuery query) {
    try {
      Optional<CandidateIndex> filled = onDemand.filled(query);
      return filled.isPresent()
          ? new Ranker(filled.get(), embedder, options).trace(query, mode)
          : byWords(query, TOO_SLOW);
    } catch (IndexException.NoEmbedder e) {
      if (Thread.currentThread().isInterrupted()) {
        throw stopped();
      }
      String why = "ranked by words alone: " + e.getMessage();
      wordsAlone = why;
      return byWords(query, why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped();
    }
  }

  private static CancellationException stopped() {
    return new CancellationException("stopped while a question waited for vectors");
  }

  private RankingTrace byWords(PassageQuery query, String why) {
    if (!said.getAndSet(true)) {
      notes.accept(why);
    }
    return Ranker.byWords(index, query, options.vocabulary());
  }

  /// Whether a passage in scope holds a word of the question, or one that the vocabulary lends to
  /// it; where none does, hits can be by meaning alone.
  public boolean findsByWords(PassageQuery query) {
    PassageQuery one = new PassageQuery(query.text(), query.scope(), 1);
    return !index.byWords(one, Ranker.lent(index, query.text(), options.vocabulary())).isEmpty();
  }

  /// Hands on the vectors that were made meanwhile, and closes the embedder.
  @Override
  public void close() {
    Map<Label, List<EmbeddedPart>> made = onDemand.made();
    if (!made.isEmpty()) {
      keeper.keep(made);
    }
    embedder.close();
  }
}
