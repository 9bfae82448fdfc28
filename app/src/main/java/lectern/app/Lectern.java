package lectern.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import lectern.eval.data.BeirFolder;
import lectern.eval.data.SpanTests;
import lectern.eval.retrieval.BeirDocuments;
import lectern.eval.retrieval.RetrievalEvaluation;
import lectern.eval.retrieval.SpanEvaluation;
import lectern.ingest.HeldFile;
import lectern.ingest.IngestOutcome;
import lectern.ingest.Label;
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
import lectern.retrieve.EmbeddingCall;
import lectern.retrieve.IndexException;
import lectern.retrieve.IndexStatus;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.SearchMode;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.embed.BgeEmbedder;
import lectern.retrieve.embed.EndpointEmbedder;
import lectern.retrieve.lucene.LuceneDoctor;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneLock;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import lectern.retrieve.search.FusionMethod;
import lectern.retrieve.search.RankOptions;
import lectern.retrieve.search.RankedSearch;
import lectern.retrieve.search.Ranker;
import lectern.retrieve.search.VectorFill;
import lectern.retrieve.search.Vocabulary;
import lectern.synthesize.CallProgress;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import org.jspecify.annotations.Nullable;

/// The composition root: the one class that chooses implementations. Holds no state but its
/// settings, and the token counter once there was something to count.
public final class Lectern {
  /// Calls to an endpoint at the same time; each is of many texts.
  private static final int ENDPOINT_CALLS = 4;

  private final LecternSettings settings;
  private final Keys keys;
  private @Nullable TokenCounter counter;

  public Lectern(LecternSettings settings, Keys keys) {
    this.settings = settings;
    this.keys = keys;
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
    return ingest(collection, LuceneSettings.DEFAULTS, request, onOutcome, progress, onBegin);
  }

  private Summary ingest(
      Collection collection,
      LuceneSettings words,
      IngestRequest request,
      Consumer<IngestOutcome> onOutcome,
      Progress progress,
      Consumer<Runnable> onBegin) {
    FolderIngest.requireFolder(collection.root());
    var splitter = new PassageSplitter(SplitSettings.DEFAULTS, counter());
    try (TikaParser parser = new TikaParser(limits());
        PassageWriter writer =
            LuceneWriter.open(collection.index(), words, versions(parser, splitter))) {
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
  public SearchableIndex openToAsk(Collection collection) {
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

  /// Makes the volumes of a collection anew, of the documents that are there.
  public void regroup(Collection collection) {
    LuceneWriter.regroup(collection.index(), LuceneSettings.DEFAULTS);
  }

  /// The models that the settings name, and the catalogue they are found in.
  public Models models() {
    return Models.of(settings, keys);
  }

  /// Who answers; closed by whoever asks.
  ///
  /// @param ledger folder of the ledgers of all accounts
  /// @param warnings hears of calls that could not be written down
  /// @param progress hears, while a question waits, for what it does and why
  public ModelAccess access(
      Path ledger, ModelAccess.Options options, Consumer<String> warnings, CallProgress progress) {
    return ModelAccess.of(models(), keys, settings.llm(), ledger, options, warnings, progress);
  }

  /// Answers questions from one commit.
  ///
  /// @param search what ranks the passages of that commit, as [#ranked] does
  public Synthesizer synthesizer(
      PassageIndex index, PassageSearch search, ModelAccess access, Stage.Listener listener) {
    return new Synthesizer(
        index, search, counter(), access.models(), access, System::nanoTime, listener);
  }

  /// Whether vectors are made as part of an ingest.
  public boolean embedsAfterIngest() {
    return settings.ingestEmbed();
  }

  /// Gives vectors to the passages of a collection that have none; what is done is committed as it
  /// goes, so that a run that is stopped or killed is taken up by the next one.
  ///
  /// @param onBegin is given what ends the run early from any thread, if there is anything to do
  /// @param calls hears of each call to an endpoint
  /// @param notes hears where texts go, before they do
  /// @return passages that were given vectors
  public int embed(
      Collection collection,
      VectorFill.Progress progress,
      Consumer<Runnable> onBegin,
      EmbeddingCall.Recorder calls,
      Consumer<String> notes)
      throws InterruptedException {
    try (Embedder embedder = embedder(calls)) {
      // Read before it is written: a writer would make an index where there is none.
      try (SearchableIndex index = open(collection)) {
        IndexStatus status = index.status();
        if (status.vectors() >= status.passages() && index.embedder().equals(embedder.name())) {
          return 0;
        }
      }
      EmbedderAccess.tell(settings, keys, notes);
      return embed(collection.index(), LuceneSettings.DEFAULTS, embedder, progress, onBegin);
    }
  }

  /// The model in this process, or the endpoint that the settings name. It loads and asks nothing
  /// before the first text.
  private Embedder embedder(EmbeddingCall.Recorder calls) {
    EmbedderAccess access = EmbedderAccess.of(settings, keys);
    return access == null
        ? new BgeEmbedder()
        : access.unlessWithheld((endpoint, key) -> new EndpointEmbedder(endpoint, key, calls));
  }

  /// Ranks the passages of one commit in the mode that is asked for, or in the best there is.
  ///
  /// @param mode null for the best
  /// @param options its vocabulary counts whatever ranks
  /// @param notes hears why words alone rank, where they do and the user did not choose so
  public RankedSearch ranked(
      Collection collection,
      SearchableIndex index,
      @Nullable SearchMode mode,
      RankOptions options,
      Consumer<String> notes) {
    Embedder embedder = embedder(EmbedderAccess.telling(settings, keys, notes));
    boolean unwanted = !settings.ingestEmbed() && index.embedder().isEmpty();
    SearchMode wanted = mode == null && unwanted ? SearchMode.LEXICAL : mode;
    return new RankedSearch(
        index,
        embedder,
        wanted,
        options,
        parallel(),
        notes,
        made -> keep(collection, embedder.name(), made));
  }

  /// Keeps vectors that a question waited for, if the index can be written now. Otherwise they are
  /// made again: nobody is told, nothing is lost.
  private void keep(
      Collection collection, String embedder, Map<Label, List<EmbeddedPart>> vectors) {
    try {
      open(collection).close();
      try (LuceneWriter writer =
          LuceneWriter.open(
              collection.index(), LuceneSettings.DEFAULTS, Map.of("embedder", embedder))) {
        vectors.forEach(writer::embed);
        writer.commit();
      }
    } catch (IndexException _) {
      // The answer is out by now; what is wrong with the index is told to who needs it.
    }
  }

  /// Ranks a judged data set by this build and measures the rankings.
  ///
  /// @param folder of the data set's index, which is made or added to first
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
      BeirDocuments.write(set.corpus(), folder, writer);
      writer.commit();
    }
    try (Embedder embedder = embedder(EmbeddingCall.Recorder.NONE)) {
      if (mode != SearchMode.LEXICAL) {
        embed(folder, words, embedder, embedding, _ -> {});
      }
      try (LuceneIndex index = LuceneIndex.open(folder, words, null)) {
        Ranker ranker = new Ranker(index, embedder, new RankOptions(fusion, Vocabulary.EMPTY));
        return RetrievalEvaluation.run(
            set, index, query -> ranker.rank(query, mode), namesakes, asking);
      }
    }
  }

  /// Ingests and embeds a folder of texts, asks each test, and measures what was found.
  ///
  /// @param prefix what the tests' file paths begin with above the folder, or ""
  /// @param header whether passages are searched with their header; an index is made for either
  /// @param embedding hears how far the vectors are
  /// @param asking hears the number of tests that are done
  public SpanEvaluation.Result evaluate(
      SpanTests tests,
      Collection texts,
      String prefix,
      SearchMode mode,
      boolean header,
      Vocabulary vocabulary,
      VectorFill.Progress embedding,
      IntConsumer asking)
      throws InterruptedException {
    LuceneSettings words =
        header ? LuceneSettings.DEFAULTS : LuceneSettings.DEFAULTS.withoutHeader();
    ingest(texts, words, request(texts, null).onlyAdding(), _ -> {}, Progress.NONE, _ -> {});
    try (Embedder embedder = embedder(EmbeddingCall.Recorder.NONE)) {
      if (mode != SearchMode.LEXICAL) {
        embed(texts.index(), words, embedder, embedding, _ -> {});
      }
      try (SearchableIndex index = LuceneIndex.open(texts.index(), words, null)) {
        Ranker ranker =
            new Ranker(index, embedder, new RankOptions(FusionMethod.SCORES, vocabulary));
        return SpanEvaluation.run(
            tests, texts.root(), prefix, index, query -> ranker.rank(query, mode), asking);
      }
    }
  }

  private int embed(
      Path folder,
      LuceneSettings words,
      Embedder embedder,
      VectorFill.Progress progress,
      Consumer<Runnable> onBegin)
      throws InterruptedException {
    try (LuceneWriter writer =
            LuceneWriter.open(folder, words, Map.of("embedder", embedder.name()));
        LuceneIndex index = LuceneIndex.open(folder, words, null)) {
      VectorFill fill = new VectorFill(embedder, writer, parallel(), InstantSource.system());
      onBegin.accept(fill::stop);
      return fill.run(index, progress.after(writer::commit));
    }
  }

  /// Calls of the embedder at the same time.
  private int parallel() {
    return settings.embedder() == null
        ? Runtime.getRuntime().availableProcessors()
        : ENDPOINT_CALLS;
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
