package lectern.retrieve.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.ParseResult;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;
import lectern.ingest.SplitDocument;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.VectorWriter;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.jspecify.annotations.Nullable;

/// Writes an index folder. One at a time per folder, in all processes; calls come from one thread
/// at a time.
public final class LuceneWriter implements PassageWriter, VectorWriter {
  private final Path folder;
  private final LuceneSettings settings;
  private final OpenIndex index;
  private final Catalogue catalogue;

  /// A snapshot that moved files are read from, and the files changed since it was taken.
  private @Nullable DirectoryReader snapshot;

  private final Set<DocumentId> newer = new HashSet<>();
  private boolean changed;
  private double embeddedASecond;

  private LuceneWriter(Path folder, LuceneSettings settings, OpenIndex index, Catalogue catalogue) {
    this.folder = folder;
    this.settings = settings;
    this.index = index;
    this.catalogue = catalogue;
    this.embeddedASecond = index.last().embeddedASecond();
  }

  /// Opens an index for writing, or makes one: the folder must then be missing or empty.
  ///
  /// @param versions what makes the index: `parser`, `splitter`, `counter`, `lectern`; recorded in
  ///   every commit. A `counter` other than the index's own is refused.
  /// @throws IndexException if another process writes it, if it is damaged, if another version or
  ///   other settings made it, or if the folder cannot be written
  public static LuceneWriter open(
      Path folder, LuceneSettings settings, Map<String, String> versions) {
    OpenIndex index = OpenIndex.open(folder, settings, versions);
    try {
      Catalogue catalogue = new Catalogue(index.last().nextNumber(), index.last().volumes());
      LuceneWriter writer = new LuceneWriter(folder, settings, index, catalogue);
      if (!writer.load()) {
        writer.changed = true;
        writer.commit();
      }
      return writer;
    } catch (IOException e) {
      index.closeQuietly();
      throw Failures.of(e, folder, "open");
    } catch (IndexException e) {
      index.closeQuietly();
      throw e;
    } catch (RuntimeException e) {
      index.closeQuietly();
      throw Failures.damaged(e, folder);
    }
  }

  /// Makes the volumes of an index anew from the documents that are there, without the holes of
  /// those that left: prompts of whole volumes begin differently from then on.
  ///
  /// @throws IndexException as [#open] does
  public static void regroup(Path folder, LuceneSettings settings) {
    try (LuceneWriter writer = open(folder, settings, Map.of())) {
      writer.changed |= writer.catalogue.regroup();
      writer.commit();
    }
  }

  @Override
  public List<HeldFile> held() {
    return catalogue.files();
  }

  @Override
  public int numberFor(DocumentId id, String text) {
    changed = true;
    return catalogue.numberFor(id, Sha256.ofUnits(text));
  }

  @Override
  public String titleFor(int number, String title) {
    return catalogue.titleFor(number, title);
  }

  @Override
  public void replace(SourceFile file, String pipeline, List<SplitDocument> family) {
    FamilyRules.require(file.id(), family);
    for (SplitDocument document : family) {
      SourceDocument source = document.source();
      String digest = Sha256.ofUnits(source.text());
      if (!catalogue.mayHold(document.number(), file.id(), source.id(), digest)) {
        throw new IllegalArgumentException(
            "the number " + document.number() + " was not given to this text of " + source.id());
      }
    }
    int passages = family.stream().mapToInt(document -> document.passages().size()).sum();
    int tokens = family.stream().mapToInt(SplitDocument::renderedTokens).sum();
    HeldFile held = HeldFile.indexed(file, pipeline, family.size(), passages, tokens);
    List<SplitDocument> titled =
        family.stream()
            .map(
                document ->
                    Renamed.title(
                        document, catalogue.titleFor(document.number(), document.source().title())))
            .toList();
    write(
        () -> {
          Map<String, EmbeddedPart> vectors = vectors(file.id());
          put(held, titled);
          VectorRecords.carryOver(index.writer(), titled, vectors);
        });
  }

  @Override
  public void embed(Label passage, List<EmbeddedPart> parts) {
    if (!catalogue.holds(passage)) {
      return;
    }
    write(
        () -> {
          changed = true;
          VectorRecords.put(index.writer(), passage, parts);
        });
  }

  @Override
  public void pace(double passagesASecond) {
    changed = true;
    embeddedASecond = passagesASecond;
  }

  /// Vectors of a file's documents, which are deleted: their passages may be others from now on.
  private Map<String, EmbeddedPart> vectors(DocumentId file) throws IOException {
    List<Integer> numbers = catalogue.family(file).stream().map(HeldDocument::number).toList();
    if (numbers.isEmpty() || index.embedder().isEmpty()) {
      return Map.of();
    }
    Map<String, EmbeddedPart> vectors = VectorRecords.byDigest(reader(file), numbers);
    for (int number : numbers) {
      VectorRecords.delete(index.writer(), number);
    }
    return vectors;
  }

  @Override
  public void fail(SourceFile file, String pipeline, ParseResult.Rejected rejected, int attempts) {
    HeldFile held = HeldFile.failed(file, pipeline, rejected, attempts);
    write(() -> put(held, List.of()));
  }

  @Override
  public void keep(SourceFile file, String pipeline, ParseResult.Rejected rejected, int attempts) {
    HeldFile old = require(file.id());
    HeldFile held = HeldFile.kept(file, pipeline, old, rejected, attempts);
    write(() -> put(held, read(file.id())));
  }

  @Override
  public void duplicate(SourceFile file, String pipeline, DocumentId original) {
    if (require(original).documents() == 0) {
      throw new IllegalArgumentException("the index holds no documents of " + original);
    }
    write(() -> put(HeldFile.duplicate(file, pipeline, original), List.of()));
  }

  @Override
  public void describe(DocumentId file, Map<String, FieldValue> fields) {
    HeldFile held = require(file).described(fields);
    write(() -> put(held, read(file)));
  }

  @Override
  public void touch(SourceFile file) {
    HeldFile held = require(file.id()).touched(file);
    write(
        () -> {
          changed = true;
          index
              .writer()
              .updateBinaryDocValue(Fields.record(file.id()), Fields.HELD, Records.file(held));
          catalogue.touch(held);
        });
  }

  private HeldFile require(DocumentId id) {
    return catalogue
        .file(id)
        .orElseThrow(() -> new IllegalArgumentException("the index does not hold " + id));
  }

  @Override
  public void move(DocumentId from, DocumentId to) {
    HeldFile held = require(from);
    if (!from.equals(to)) {
      write(
          () -> {
            List<SplitDocument> family = Renamed.family(read(from), from, to);
            changed = true;
            newer.add(from);
            index.writer().deleteDocuments(Fields.file(from));
            catalogue.remove(from);
            put(held.called(to), family);
          });
    }
  }

  @Override
  public void remove(DocumentId file) {
    if (catalogue.file(file).isEmpty()) {
      return;
    }
    write(
        () -> {
          changed = true;
          newer.add(file);
          index.writer().deleteDocuments(Fields.file(file));
          bury(catalogue.tombstones(file, Map.of()));
          catalogue.remove(file);
        });
  }

  @Override
  public void commit() {
    if (!changed) {
      return;
    }
    write(
        () -> {
          CommitData data =
              new CommitData(
                  index.last().versions(),
                  catalogue.nextNumber(),
                  catalogue.totals(),
                  embeddedASecond,
                  catalogue.volumes());
          index.writer().setLiveCommitData(data.toMap().entrySet());
          index.writer().commit();
          changed = false;
          release();
        });
  }

  @Override
  public void merge(BooleanSupplier stopped) throws InterruptedException {
    commit();
    write(index::beginMerge);
    if (index.awaitMerge(stopped)) {
      changed = true;
      commit();
    }
  }

  @Override
  public void close() {
    write(
        () -> {
          release();
          index.close();
        });
  }

  private void put(HeldFile file, List<SplitDocument> family) throws IOException {
    Map<DocumentId, Integer> numbers = new HashMap<>();
    family.forEach(document -> numbers.put(document.source().id(), document.number()));
    List<Tombstone> tombstones = catalogue.tombstones(file.id(), numbers);
    FamilyBlock block = new FamilyBlock(file, family, index.words(), settings.header());
    changed = true;
    newer.add(file.id());
    index.writer().updateDocuments(Fields.file(file.id()), block);
    bury(tombstones);
    catalogue.put(file, block.held());
  }

  private void bury(List<Tombstone> tombstones) throws IOException {
    for (Tombstone tombstone : tombstones) {
      Document made = new Document();
      made.add(
          new StringField(Fields.TOMBSTONE, Integer.toString(tombstone.number()), Field.Store.NO));
      made.add(new BinaryDocValuesField(Fields.DEAD, Records.tombstone(tombstone)));
      index.writer().addDocument(made);
      VectorRecords.delete(index.writer(), tombstone.number());
    }
  }

  /// A file's family as the index holds it now.
  private List<SplitDocument> read(DocumentId file) throws IOException {
    return new StoredRecords(reader(file))
        .family(catalogue.family(file).stream().map(HeldDocument::number).toList());
  }

  /// A snapshot that shows a file as it is now.
  private DirectoryReader reader(DocumentId file) throws IOException {
    DirectoryReader reader = snapshot;
    if (reader == null || newer.contains(file)) {
      release();
      reader = DirectoryReader.open(index.writer());
      snapshot = reader;
      newer.clear();
    }
    return reader;
  }

  /// Fills the catalogue from the last commit; false where there is none.
  private boolean load() throws IOException {
    if (!DirectoryReader.indexExists(index.directory())) {
      return false;
    }
    DirectoryReader reader = DirectoryReader.open(index.directory());
    snapshot = reader;
    StoredRecords records = new StoredRecords(reader);
    catalogue.putAll(records.files(), records.documents());
    return true;
  }

  private void release() throws IOException {
    DirectoryReader reader = snapshot;
    snapshot = null;
    if (reader != null) {
      reader.close();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void write(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw failure(e, "write");
    } catch (UncheckedIOException e) {
      throw failure(Objects.requireNonNull(e.getCause()), "write");
    } catch (IndexException e) {
      throw e;
    } catch (RuntimeException e) {
      // Lucene's writer ends itself at a failure, perhaps of a background merge, and says so at the
      // next call.
      if (index.writer().getTragicException() instanceof IOException cause) {
        throw failure(cause, "go on writing");
      }
      // It stumbles over damage as its readers do, but over a fault of ours too: the bytes tell.
      throw LuceneDoctor.isDamaged(folder) ? Failures.damaged(e, folder) : e;
    }
  }

  /// What Lucene reads while it writes may be damaged, and not say so.
  private IndexException failure(IOException cause, String action) {
    boolean told = cause instanceof FileSystemException || cause instanceof CorruptIndexException;
    return !told && LuceneDoctor.isDamaged(folder)
        ? Failures.of(cause, folder, "read")
        : Failures.of(cause, folder, action);
  }
}
