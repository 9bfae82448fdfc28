package lectern.retrieve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.PassageSink;
import lectern.ingest.Repairs;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;
import lectern.ingest.Span;
import lectern.ingest.SplitDocument;

/// Small documents for tests, cut after every line; a token is a character here.
public final class Books {
  public static final String PIPELINE = "parser-1 splitter-1 letters";

  private Books() {}

  public static DocumentId id(String name) {
    return new DocumentId(name);
  }

  public static SourceFile file(String name, String revision) {
    return new SourceFile(id(name), Path.of(name), revision, 10);
  }

  /// A file that a manifest says something of.
  public static SourceFile file(String name, String revision, Map<String, FieldValue> fields) {
    return new SourceFile(id(name), Path.of(name), revision, 10, 0, fields);
  }

  /// The same document in another language, saying something else of itself.
  public static SplitDocument saying(
      SplitDocument document, String language, Map<String, String> metadata) {
    SourceDocument old = document.source();
    SourceDocument source =
        new SourceDocument(
            old.id(),
            old.revision(),
            old.title(),
            old.mediaType(),
            old.text(),
            old.blocks(),
            old.locators(),
            old.repairs(),
            language,
            metadata,
            old.sizeBytes());
    return new SplitDocument(
        source, document.number(), document.openingTokens(), document.passages());
  }

  /// Puts one document in, as the ingest driver does.
  public static int put(PassageSink sink, String name, String text) {
    SplitDocument document = split(sink, name, "Title of " + name, text);
    sink.replace(file(name, "r" + text.hashCode()), PIPELINE, List.of(document));
    return document.number();
  }

  /// Puts a file's family in: names and texts in turn, the file's own first.
  public static List<Integer> putFamily(PassageSink sink, String... namesAndTexts) {
    List<SplitDocument> family = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      family.add(split(sink, namesAndTexts[i], namesAndTexts[i], namesAndTexts[i + 1]));
    }
    sink.replace(file(namesAndTexts[0], "r"), PIPELINE, family);
    return family.stream().map(SplitDocument::number).toList();
  }

  public static SplitDocument split(PassageSink sink, String name, String title, String text) {
    int number = sink.numberFor(id(name), text);
    return split(number, name, sink.titleFor(number, title), text);
  }

  public static SplitDocument split(int number, String name, String title, String text) {
    List<Passage> passages = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      String piece = text.substring(start, end);
      passages.add(
          new Passage(
              new Label(number, passages.size()),
              id(name),
              List.of("Part", "Heading " + passages.size()),
              piece,
              new Span(start, end),
              piece.startsWith("~") ? List.of(new Span(start, end - 1)) : List.of(),
              piece.length() + 8));
      start = end;
    }
    SourceDocument source =
        new SourceDocument(
            id(name),
            "r" + text.hashCode(),
            title,
            "text/plain",
            text,
            List.of(new Block.Paragraph(new Span(0, text.length()))),
            new LocatorMap(List.of(new LocatorMap.Entry(0, new Locator.Line(1)))),
            new Repairs(List.of(new Repairs.Repair(new Span(0, 0), "-"))),
            "en",
            Map.of("author", "A. Nonymous"),
            text.length());
    return new SplitDocument(source, number, 5 + title.length(), passages);
  }

  public static PassageQuery query(String text) {
    return new PassageQuery(text, new Scope.Everything(), 10);
  }

  public static List<String> labels(Ranking ranking) {
    return ranking.hits().stream().map(hit -> hit.passage().label().toString()).toList();
  }
}
