package lectern.retrieve.lucene;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.ingest.DocumentId;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Sha256;
import lectern.retrieve.DocumentText;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexException;
import lectern.retrieve.IndexStatus;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Naming;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Ranking;
import lectern.retrieve.Resolution;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.TextCondition;
import lectern.retrieve.Volumes;
import lectern.retrieve.WordQuery;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/// One commit of an index folder, open for reading. Writers do not disturb it.
public final class LuceneIndex implements SearchableIndex {
  /// Name of its rankings.
  public static final String RANKER = "bm25";

  /// Of equal scores in reading order.
  static final Sort BEST_FIRST =
      new Sort(SortField.FIELD_SCORE, new SortField(Fields.LABEL, SortField.Type.LONG));

  private final Path folder;
  private final FSDirectory directory;
  private final DirectoryReader reader;
  private final CommitData commit;
  private final long sizeBytes;
  private final Words words = new Words();
  private final ExactStatistics searcher;
  private final BagOfWords question;
  private final Signals signals;
  private final NamedDocuments naming;
  private final TextFilter text;
  private final StoredRecords records;
  private final Scopes scopes;

  /// Read when first asked for; two threads may both read it and find the same.
  private volatile @Nullable List<IndexedDocument> documents;

  /// Likewise.
  private volatile @Nullable VectorTable vectorTable;

  private LuceneIndex(
      Path folder,
      LuceneSettings settings,
      FSDirectory directory,
      DirectoryReader reader,
      CommitData commit)
      throws IOException {
    this.folder = folder;
    this.directory = directory;
    this.reader = reader;
    this.commit = commit;
    this.sizeBytes = sizeBytes(directory, reader);
    this.records = new StoredRecords(reader);
    this.searcher = new ExactStatistics(reader, commit.totals());
    searcher.setSimilarity(OpenIndex.similarity(settings));
    this.question = new BagOfWords(words, searcher);
    ExactStatistics pairs = new ExactStatistics(reader, commit.totals());
    pairs.setSimilarity(new BM25Similarity());
    this.naming = new NamedDocuments(words, searcher, records, question);
    this.signals = new Signals(words, searcher, pairs, question);
    this.text = new TextFilter(words, question, searcher);
    ScopeFilter filter = new ScopeFilter(reader, this::all, text);
    this.scopes = new Scopes(searcher, filter, this::all, this::vectorTable);
  }

  /// Opens the last commit.
  ///
  /// @param counter name of the token counter in use, which must be the index's own; null accepts
  ///   any
  /// @throws IndexException if there is no index, if it is damaged, if another version or another
  ///   token counter made it, or if it cannot be read
  public static LuceneIndex open(Path folder, LuceneSettings settings, @Nullable String counter) {
    try {
      FSDirectory directory = IndexFolder.forReading(folder);
      try {
        DirectoryReader reader = DirectoryReader.open(directory);
        try {
          CommitData commit =
              IndexFolder.check(folder, reader.getIndexCommit().getUserData(), counter);
          return new LuceneIndex(folder, settings, directory, reader, commit);
        } catch (IOException | RuntimeException e) {
          reader.close();
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw Failures.of(e, folder, "open");
    } catch (IllegalArgumentException e) {
      throw Failures.unknownCodec(e, folder);
    } catch (IndexException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Failures.damaged(e, folder);
    }
  }

  @Override
  public Ranking search(PassageQuery query) {
    return read(
        () -> {
          List<Hit> hits = new ArrayList<>();
          for (FieldDoc found : best(query, List.of())) {
            double score = (Float) found.fields[0];
            hits.add(new Hit(records.passage(found.doc), hits.size() + 1, score));
          }
          return new Ranking(RANKER, hits);
        });
  }

  @Override
  public List<Scored> byWords(PassageQuery query, List<WordQuery.Wording> wording) {
    return read(
        () -> {
          List<Scored> found = new ArrayList<>();
          for (FieldDoc hit : best(query, wording)) {
            found.add(
                new Scored(Fields.label((Long) hit.fields[1]), (double) (Float) hit.fields[0]));
          }
          return found;
        });
  }

  @Override
  public List<Scored> bySignals(WordQuery query) {
    return read(
        () -> {
          List<Passage> like = new ArrayList<>();
          for (Label label : query.like()) {
            if (resolve(label) instanceof Resolution.Found(Passage passage)) {
              like.add(passage);
            }
          }
          return signals.of(query, scopes.passages(query.scope()), like);
        });
  }

  @Override
  public List<String> cut(String text) {
    return read(() -> words.asked(question.mainChain(), text));
  }

  @Override
  public Naming named(String question, Scope scope) {
    return read(
        () -> naming.of(question, () -> scopes.documents(scope), commit.totals().documents()));
  }

  @Override
  public List<Scored> byVector(float[] vector, Scope scope, int limit) {
    return read(() -> nearest(vector).of(vector, scopes.vectors(scope), limit));
  }

  @Override
  public List<Scored> byVector(float[] vector, Collection<Label> among) {
    return read(() -> nearest(vector).among(vector, among));
  }

  @Override
  public Map<Label, float[]> vectors(Collection<Label> labels) {
    return read(() -> nearest().vectors(labels));
  }

  @Override
  public List<Label> embedded() {
    return read(() -> vectorTable().labels());
  }

  @Override
  public String embedder() {
    return commit.versions().getOrDefault(CommitData.EMBEDDER, "");
  }

  private NearestPassages nearest(float[] vector) throws IOException {
    int dimensions = VectorRecords.dimensions(reader);
    if (dimensions > 0 && dimensions != vector.length) {
      throw VectorRecords.otherModel(vector.length, null);
    }
    return nearest();
  }

  private NearestPassages nearest() throws IOException {
    return new NearestPassages(searcher, vectorTable());
  }

  private VectorTable vectorTable() throws IOException {
    VectorTable known = vectorTable;
    if (known == null) {
      known = VectorTable.of(reader, commit.nextNumber(), commit.totals().passages());
      vectorTable = known;
    }
    return known;
  }

  private List<FieldDoc> best(PassageQuery query, List<WordQuery.Wording> wording)
      throws IOException {
    Query scope = scopes.passages(query.scope());
    Query bag =
        query.scope() instanceof Scope.Saying(TextCondition condition, Scope _) && scope != null
            ? ranked(question.of(query.text() + " " + text.forms(condition), wording, null), scope)
            : question.of(query.text(), wording, scope);
    return bag == null
        ? List.of()
        : Stream.of(searcher.search(bag, query.limit(), BEST_FIRST).scoreDocs)
            .map(FieldDoc.class::cast)
            .toList();
  }

  /// All that the scope lets through, those with a word of the question before the others.
  private static Query ranked(@Nullable Query bag, Query scope) {
    BooleanQuery.Builder ranked = new BooleanQuery.Builder().add(scope, Occur.FILTER);
    return bag == null ? ranked.build() : ranked.add(bag, Occur.SHOULD).build();
  }

  @Override
  public List<IndexedDocument> documents(Scope scope) {
    return scope.of(read(this::all));
  }

  @Override
  public Volumes volumes() {
    // An index of before has them from its next commit on.
    Volumes made = commit.volumes();
    return made.equals(Volumes.NONE) ? Volumes.of(documents(new Scope.Everything())) : made;
  }

  @Override
  public List<Passage> passages(int documentNumber) {
    return read(
        () -> {
          StoredRecords.Place place = records.place(documentNumber);
          return place == null ? List.of() : records.passages(place);
        });
  }

  @Override
  public List<List<Passage>> passages(List<Integer> documentNumbers) {
    return read(() -> records.passages(documentNumbers));
  }

  @Override
  public Optional<DocumentText> text(int documentNumber) {
    return read(
        () -> {
          StoredRecords.Place place = records.place(documentNumber);
          if (place == null) {
            return Optional.empty();
          }
          List<Passage> passages = records.passages(place);
          String text = StoredRecords.text(passages);
          if (!Sha256.ofUnits(text).equals(place.held().textDigest())) {
            throw new CorruptIndexException(
                "the text of d" + documentNumber + " is not the one that came in", "index");
          }
          Structure structure = records.structure(place);
          return Optional.of(
              new DocumentText(
                  place.held().document(),
                  text,
                  structure.blocks(),
                  structure.locators(),
                  passages));
        });
  }

  @Override
  public Resolution resolve(Label label) {
    return read(() -> new LabelResolver(records, this::all).resolve(label));
  }

  @Override
  public List<HeldFile> files() {
    return read(() -> records.files().stream().sorted(Comparator.comparing(HeldFile::id)).toList());
  }

  @Override
  public IndexStatus status() {
    CommitData.Totals totals = commit.totals();
    return new IndexStatus(
        totals.documents(),
        totals.passages(),
        totals.failures(),
        totals.tokens(),
        read(() -> vectorTable().size()),
        commit.embeddedASecond(),
        sizeBytes,
        commit.nextNumber(),
        commit.versions());
  }

  @Override
  public void close() {
    read(
        () -> {
          try (words;
              directory) {
            reader.close();
          }
          return true;
        });
  }

  private List<IndexedDocument> all() throws IOException {
    List<IndexedDocument> known = documents;
    if (known == null) {
      Map<DocumentId, List<HeldFile>> copies = new HashMap<>();
      for (HeldFile file : files()) {
        if (file.original() != null) {
          copies.computeIfAbsent(file.original(), _ -> new ArrayList<>()).add(file);
        }
      }
      known =
          records.documents().stream()
              .map(HeldDocument::document)
              .map(document -> withCopies(document, copies))
              .sorted(Comparator.comparingInt(IndexedDocument::number))
              .toList();
      documents = known;
    }
    return known;
  }

  private static IndexedDocument withCopies(
      IndexedDocument document, Map<DocumentId, List<HeldFile>> copies) {
    String member = document.id().value().substring(document.file().value().length());
    return document.withCopies(
        copies.getOrDefault(document.file(), List.of()).stream()
            .map(
                file ->
                    new IndexedDocument.Copy(
                        new DocumentId(file.id().value() + member), file.id(), file.fields()))
            .toList());
  }

  private static long sizeBytes(FSDirectory directory, DirectoryReader reader) throws IOException {
    long bytes = 0;
    for (String file : reader.getIndexCommit().getFileNames()) {
      try {
        bytes += directory.fileLength(file);
      } catch (NoSuchFileException _) {
        // A writer has committed since and taken the name away; the file is still open here.
      }
    }
    return bytes;
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw Failures.of(e, folder, "read");
    } catch (AlreadyClosedException | IndexException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Failures.damaged(e, folder);
    }
  }
}
