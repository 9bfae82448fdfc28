package lectern.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import lectern.eval.data.BeirFolder;
import lectern.eval.retrieval.BeirDocuments;
import lectern.eval.retrieval.RetrievalEvaluation;
import lectern.ingest.HeldFile;
import lectern.ingest.IngestOutcome;
import lectern.ingest.TokenCounter;
import lectern.ingest.split.PassageSplitter;
import lectern.ingest.split.SplitSettings;
import lectern.ingest.tika.OcrSettings;
import lectern.ingest.tika.TikaParser;
import lectern.ingest.tika.TikaSettings;
import lectern.ingest.tokens.KimiCounter;
import lectern.ingest.tokens.O200kCounter;
import lectern.ingest.walk.Difference;
import lectern.ingest.walk.FolderIngest;
import lectern.ingest.walk.IngestRequest;
import lectern.ingest.walk.Manifest;
import lectern.ingest.walk.Progress;
import lectern.ingest.walk.Summary;
import lectern.ingest.walk.WalkSettings;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.SearchMode;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.embed.BgeEmbedder;
import lectern.retrieve.lucene.LuceneDoctor;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneLock;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import lectern.retrieve.search.FusionMethod;
import lectern.retrieve.search.PartedRanking;
import lectern.retrieve.search.Ranker;
import lectern.retrieve.search.RankingTrace;
import lectern.retrieve.search.VectorFill;
import lectern.synthesize.ModelCard;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import lectern.synthesize.catalogue.ModelCatalogue;
import lectern.synthesize.offline.ExtractiveReader;
import org.jspecify.annotations.Nullable;

/// The composition root: the one class that chooses implementations. Holds no state but its
/// settings, and the token counter once there was something to count.
public final class Lectern {
  private final LecternSettings settings;
  private @Nullable TokenCounter counter;

  public Lectern(LecternSettings settings) {
    this.settings = settings;
  }

  /// Brings a collection's index up to date with its folder.
  ///
  /// @param request made by [#request]
  /// @param onOutcome hears what became of each file, in name order
  /// @param onBegin is given, before the first file, what ends the run early from any thread
  public Summary ingest(
      Collection collection,
      IngestRequest request,
      Consumer<IngestOutcome> onOutcome,
      Progress progress,
      Consumer<Runnable> onBegin) {
    FolderIngest.requireFolder(collection.root());
    var splitter = new PassageSplitter(SplitSettings.DEFAULTS, counter());
    try (TikaParser parser = new TikaParser(limits());
        PassageWriter writer =
            LuceneWriter.open(
                collection.index(), LuceneSettings.DEFAULTS, versions(parser, splitter))) {
      FolderIngest run = new FolderIngest(parser, splitter, writer, walk(), InstantSource.system());
      onBegin.accept(run::stop);
      return run.run(request, onOutcome, progress);
    }
  }

  /// What [#ingest] would do with each file, in name order. Nothing is parsed or written.
  ///
  /// @param request made by [#request]
  public List<Difference> difference(Collection collection, IngestRequest request) {
    FolderIngest.requireFolder(collection.root());
    var splitter = new PassageSplitter(SplitSettings.DEFAULTS, counter());
    try (TikaParser parser = new TikaParser(limits())) {
      return FolderIngest.difference(
          parser, splitter, walk(), InstantSource.system(), request, held(collection));
    }
  }

  /// What the last commit holds; nothing where there is no index yet.
  private List<HeldFile> held(Collection collection) {
    try (PassageIndex index = open(collection)) {
      return index.files();
    } catch (IndexException.Missing _) {
      return List.of();
    }
  }

  /// Asks for a whole collection to be brought up to date.
  ///
  /// @param manifest file the user named, or null for the one beside the folder, if there is one
  public static IngestRequest request(Collection collection, @Nullable Path manifest) {
    Path file = manifest == null ? Manifest.beside(collection.root()).orElse(null) : manifest;
    return IngestRequest.of(collection.root())
        .leavingOut(collection.index())
        .with(file == null ? Manifest.NONE : Manifest.read(file));
  }

  private WalkSettings walk() {
    return WalkSettings.DEFAULTS.withParallel(settings.parseWorkers());
  }

  /// The last commit of a collection's index to look at, whatever counted its tokens.
  public SearchableIndex open(Collection collection) {
    return LuceneIndex.open(collection.index(), LuceneSettings.DEFAULTS, null);
  }

  /// The last commit of a collection's index to plan prompts from: its tokens must have been
  /// counted as those of the prompts are.
  public PassageIndex openToAsk(Collection collection) {
    return LuceneIndex.open(collection.index(), LuceneSettings.DEFAULTS, counter().name());
  }

  /// Whether somebody writes a collection's index now, so that its last commit is behind.
  public boolean isBeingWritten(Collection collection) {
    return LuceneLock.held(collection.index());
  }

  /// What is wrong with a collection's index, one line each; empty where it is sound.
  public List<String> examine(Collection collection) {
    return LuceneDoctor.examine(collection.index());
  }

  /// The model that plans and prices name.
  ///
  /// @param asked id the user asked for, or null for the setting's
  public ModelCard model(@Nullable String asked) {
    ModelCatalogue shipped = ModelCatalogue.shipped();
    Path rows = settings.catalogue();
    ModelCatalogue catalogue = rows == null ? shipped : shipped.withOverrides(rows);
    return catalogue.find(asked == null ? settings.model() : asked, LocalDate.now(ZoneOffset.UTC));
  }

  /// Answers questions from one commit, without a key: the extractive reader reads the prompt that
  /// a model would get.
  public Synthesizer synthesizer(PassageIndex index, ModelCard model, Stage.Listener listener) {
    return new Synthesizer(
        index, counter(), model, new ExtractiveReader(), InstantSource.system(), listener);
  }

  /// Gives vectors to the passages of a collection that have none; what is done is committed as it
  /// goes, so that a run that is stopped or killed is taken up by the next one.
  ///
  /// @param onBegin is given what ends the run early from any thread
  /// @return passages that were given vectors
  public int embed(Collection collection, VectorFill.Progress progress, Consumer<Runnable> onBegin)
      throws InterruptedException {
    // Before a writer would make an index where there is none.
    open(collection).close();
    try (Embedder embedder = new BgeEmbedder()) {
      return embed(collection.index(), LuceneSettings.DEFAULTS, embedder, progress, onBegin);
    }
  }

  /// Ranks passages for a query, and tells how; a question of several parts by the whole and by
  /// each part.
  ///
  /// @param fusion how the rankings by words and by meaning are joined, where both are asked for
  /// @throws IndexException.NoEmbedder where vectors are asked for and there are none, or the model
  ///   does not run here
  public RankingTrace search(
      SearchableIndex index, PassageQuery query, SearchMode mode, FusionMethod fusion) {
    if (mode == SearchMode.LEXICAL) {
      return PartedRanking.trace(query, part -> Ranker.byWords(index, part));
    }
    if (index.embedder().isEmpty()) {
      throw new IndexException.NoEmbedder(
          "the index has no vectors",
          "Make them with `lectern embed`, or search with `--mode lexical`.",
          null);
    }
    try (Embedder embedder = new BgeEmbedder()) {
      if (!embedder.name().equals(index.embedder())) {
        throw new IndexException.Incompatible(
            "the vectors of the index were made by \""
                + index.embedder()
                + "\", not by \""
                + embedder.name()
                + "\"",
            "Search with `--mode lexical`, or ingest and embed into a new index folder.",
            null);
      }
      Ranker ranker = new Ranker(index, embedder, fusion);
      return PartedRanking.trace(query, part -> ranker.trace(part, mode));
    }
  }

  /// Ranks a judged data set by this build and measures the rankings.
  ///
  /// @param folder of the data set's index, which is brought up to date first
  /// @param namesakes whether a document with a query's id may be found for it
  /// @param embedding hears how far the vectors are
  /// @param asking hears the number of queries that are done
  public RetrievalEvaluation.Result evaluate(
      BeirFolder set,
      Path folder,
      SearchMode mode,
      FusionMethod fusion,
      boolean namesakes,
      VectorFill.Progress embedding,
      IntConsumer asking)
      throws InterruptedException {
    LuceneSettings words = LuceneSettings.DEFAULTS.withoutHeader();
    try (PassageWriter writer = LuceneWriter.open(folder, words, Map.of())) {
      BeirDocuments.write(set.corpus(), writer);
      writer.commit();
    }
    if (mode == SearchMode.LEXICAL) {
      try (LuceneIndex index = LuceneIndex.open(folder, words, null)) {
        return RetrievalEvaluation.run(set, index, index::byWords, namesakes, asking);
      }
    }
    try (Embedder embedder = new BgeEmbedder()) {
      embed(folder, words, embedder, embedding, _ -> {});
      try (LuceneIndex index = LuceneIndex.open(folder, words, null)) {
        Ranker ranker = new Ranker(index, embedder, fusion);
        return RetrievalEvaluation.run(
            set, index, query -> ranker.rank(query, mode), namesakes, asking);
      }
    }
  }

  private static int embed(
      Path folder,
      LuceneSettings words,
      Embedder embedder,
      VectorFill.Progress progress,
      Consumer<Runnable> onBegin)
      throws InterruptedException {
    try (LuceneWriter writer =
            LuceneWriter.open(folder, words, Map.of("embedder", embedder.name()));
        LuceneIndex index = LuceneIndex.open(folder, words, null)) {
      int cores = Runtime.getRuntime().availableProcessors();
      VectorFill fill = new VectorFill(embedder, writer, cores);
      onBegin.accept(fill::stop);
      return fill.run(
          index,
          (passages, done) -> {
            writer.commit();
            progress.at(passages, done);
          });
    }
  }

  /// Whether a text names languages of scans in the way of the program that reads them.
  static boolean isOcrLanguages(String text) {
    return OcrSettings.isLanguages(text);
  }

  private TikaSettings limits() {
    TikaSettings usual = TikaSettings.DEFAULTS;
    return new TikaSettings(
        settings.parseWorkers(),
        settings.parseWorkerHeapMib(),
        settings.parseTimeout(),
        (long) settings.parseMaxFileMib() << 20,
        usual.maxTextChars(),
        usual.maxMembers(),
        usual.maxMemberBytes(),
        usual.maxDepth(),
        usual.filesPerWorker(),
        new OcrSettings(
            settings.parseOcr(), settings.parseOcrLanguages(), settings.parseOcrTimeout()));
  }

  /// Reading a vocabulary takes most of a second, so it is read once and only to count.
  private synchronized TokenCounter counter() {
    TokenCounter made = counter;
    if (made == null) {
      Path vocabulary = settings.tokenizer();
      made = vocabulary == null ? new O200kCounter() : new KimiCounter(vocabulary);
      counter = made;
    }
    return made;
  }

  private Map<String, String> versions(TikaParser parser, PassageSplitter splitter) {
    return Map.of(
        "parser", parser.name(),
        "splitter", splitter.name(),
        "counter", counter().name(),
        "lectern", LecternVersion.number());
  }
}
