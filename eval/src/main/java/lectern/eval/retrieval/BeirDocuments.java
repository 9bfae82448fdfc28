package lectern.eval.retrieval;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lectern.eval.EvalException;
import lectern.eval.data.BeirFolder;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.Repairs;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;
import lectern.ingest.Span;
import lectern.ingest.SplitDocument;
import lectern.retrieve.PassageWriter;

/// A data set's corpus as documents of an index: each row is a document of one passage, its title
/// in front, as the published BM25 figures have it.
public final class BeirDocuments {
  private static final String PIPELINE = "beir-rows-1";

  private static final int TITLE_CHARS = 60;

  /// Names in a message: enough to see of which set they are.
  private static final int SHOWN = 3;

  private BeirDocuments() {}

  /// Adds to an index what it does not hold of a corpus; rows that it holds are left alone.
  ///
  /// @param folder of the index
  /// @throws EvalException.Mismatch where it holds anything else
  public static void write(List<BeirFolder.Row> corpus, Path folder, PassageWriter writer) {
    Map<DocumentId, String> held = new HashMap<>();
    writer.held().forEach(file -> held.put(file.id(), file.revision()));
    Set<DocumentId> strange = new TreeSet<>(held.keySet());
    corpus.stream()
        .filter(row -> revision(row).equals(held.get(new DocumentId(row.id()))))
        .forEach(row -> strange.remove(new DocumentId(row.id())));
    if (!strange.isEmpty()) {
      throw new EvalException.Mismatch(
          String.format(
              Locale.ROOT,
              "%s is not the index of this data set: %,d of its documents are not in the corpus, or"
                  + " are others there: %s%s",
              folder,
              strange.size(),
              strange.stream()
                  .limit(SHOWN)
                  .map(DocumentId::value)
                  .collect(Collectors.joining(", ")),
              strange.size() > SHOWN ? ", …" : ""),
          "Name another folder with --index. One that was made of an earlier state of the data set"
              + " can be deleted; it is made again.");
    }
    for (BeirFolder.Row row : corpus) {
      DocumentId id = new DocumentId(row.id());
      if (!held.containsKey(id)) {
        put(writer, id, title(row), text(row), revision(row));
      }
    }
  }

  private static String text(BeirFolder.Row row) {
    return row.title().isBlank() ? row.text() : row.title() + "\n" + row.text();
  }

  private static String revision(BeirFolder.Row row) {
    return Sha256.ofUnits(text(row));
  }

  /// The row's own, else its first characters: a vector is made of the text alone then.
  private static String title(BeirFolder.Row row) {
    String title = row.title().strip();
    if (title.isEmpty()) {
      String text = row.text().strip();
      title = text.substring(0, Math.min(TITLE_CHARS, text.length()));
    }
    return title.isBlank() ? row.id() : title;
  }

  private static void put(
      PassageWriter writer, DocumentId id, String title, String text, String revision) {
    int number = writer.numberFor(id, text);
    SourceDocument source =
        new SourceDocument(
            id,
            revision,
            title,
            "text/plain",
            text,
            List.of(),
            LocatorMap.EMPTY,
            Repairs.NONE,
            "en",
            Map.of(),
            0);
    Passage passage =
        new Passage(
            new Label(number, 0), id, List.of(), text, new Span(0, text.length()), List.of(), 0);
    writer.replace(
        new SourceFile(id, Path.of("corpus.jsonl"), revision, 0),
        PIPELINE,
        List.of(new SplitDocument(source, number, 0, List.of(passage))));
  }
}
