package lectern.synthesize;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.ingest.DocumentId;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.Rendering;
import lectern.ingest.Span;
import lectern.ingest.TokenCounter;
import lectern.retrieve.DocumentText;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexStatus;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Ranking;
import lectern.retrieve.Resolution;
import lectern.retrieve.Scope;
import lectern.retrieve.Volumes;

/// A small collection in memory: documents with passages cut at blank lines, and tokens counted as
/// runs of non-blanks and line feeds.
public class TestCollection implements PassageIndex {
  /// Adds up over texts that end in a line feed.
  public static final TokenCounter COUNTER =
      new TokenCounter() {
        @Override
        public String name() {
          return "words";
        }

        @Override
        public double margin() {
          return 0.12;
        }

        @Override
        public int count(CharSequence text) {
          int tokens = 0;
          boolean inWord = false;
          for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c);
            tokens += (c == '\n' ? 1 : 0) + (!blank && !inWord ? 1 : 0);
            inWord = !blank;
          }
          return tokens;
        }
      };

  private final List<DocumentText> documents = new ArrayList<>();

  /// Adds a document with the next number.
  public TestCollection add(String title, String text) {
    String name = "doc" + (documents.size() + 1) + ".txt";
    return add(name, name, title, text);
  }

  /// Adds a member of a family: its file, its own id, its text.
  public TestCollection member(String file, String name, String text) {
    return add(file, name, name, text);
  }

  private TestCollection add(String file, String name, String title, String text) {
    int number = documents.size() + 1;
    var id = new DocumentId(name);
    var passages = new ArrayList<Passage>();
    var locators = new ArrayList<LocatorMap.Entry>();
    int tokens = COUNTER.count(Rendering.opening(number, title));
    int opening = tokens;
    for (int start = 0; start < text.length(); ) {
      int blank = text.indexOf("\n\n", start);
      int end = blank < 0 ? text.length() : blank + 2;
      var label = new Label(number, passages.size());
      String body = text.substring(start, end);
      int rendered = COUNTER.count(Rendering.passage(label, body));
      passages.add(
          new Passage(
              label,
              id,
              List.of("Part " + passages.size()),
              body,
              new Span(start, end),
              List.of(),
              rendered));
      locators.add(new LocatorMap.Entry(start, new Locator.Page(passages.size())));
      tokens += rendered;
      start = end;
    }
    var indexed =
        new IndexedDocument(
            number,
            id,
            new DocumentId(file),
            "00",
            title,
            "text/plain",
            passages.size(),
            tokens,
            opening,
            text.length(),
            text.length(),
            "",
            Map.of(),
            Map.of(),
            List.of());
    documents.add(new DocumentText(indexed, text, List.of(), new LocatorMap(locators), passages));
    return this;
  }

  /// All of it, as evidence.
  public List<Evidence> evidence() {
    return documents.stream().map(d -> new Evidence(d.document(), d.passages())).toList();
  }

  @Override
  public List<IndexedDocument> documents(Scope scope) {
    return scope.of(documents.stream().map(DocumentText::document).toList());
  }

  @Override
  public Volumes volumes() {
    return Volumes.of(documents(new Scope.Everything()));
  }

  @Override
  public List<Passage> passages(int documentNumber) {
    return text(documentNumber).map(DocumentText::passages).orElse(List.of());
  }

  @Override
  public Optional<DocumentText> text(int documentNumber) {
    return documentNumber < 1 || documentNumber > documents.size()
        ? Optional.empty()
        : Optional.of(documents.get(documentNumber - 1));
  }

  /// Every passage in reading order, whatever is asked.
  @Override
  public Ranking search(PassageQuery query) {
    var hits = new ArrayList<Hit>();
    documents.stream()
        .flatMap(document -> document.passages().stream())
        .limit(query.limit())
        .forEach(passage -> hits.add(new Hit(passage, hits.size() + 1, 1)));
    return new Ranking("none", hits);
  }

  @Override
  public Resolution resolve(Label label) {
    return text(label.document())
        .filter(document -> label.ordinal() < document.passages().size())
        .<Resolution>map(document -> new Resolution.Found(document.passages().get(label.ordinal())))
        .orElse(new Resolution.Unknown(label));
  }

  @Override
  public List<HeldFile> files() {
    return List.of();
  }

  @Override
  public IndexStatus status() {
    return new IndexStatus(documents.size(), 0, 0, 0, 0, 0, 0, documents.size() + 1, Map.of());
  }

  @Override
  public void close() {}

  /// A document that is only planned with.
  public static IndexedDocument sized(int number, int tokens) {
    var id = new DocumentId("doc" + number + ".txt");
    return new IndexedDocument(
        number,
        id,
        id,
        "00",
        "Document " + number,
        "text/plain",
        1,
        tokens,
        5,
        100,
        100,
        "",
        Map.of(),
        Map.of(),
        List.of());
  }

  /// A model with a window, priced like K3.1 Pro.
  public static ModelCard model(int windowTokens, int maxCompletionTokens) {
    return new ModelCard(
        "model",
        "test",
        windowTokens,
        maxCompletionTokens,
        new Pricing(
            new BigDecimal("2.00"),
            new BigDecimal("0.20"),
            new BigDecimal("10.00"),
            null,
            null,
            null,
            LocalDate.of(2026, 10, 24),
            false),
        ModelRules.PLAIN,
        null,
        null,
        URI.create("https://example.org"),
        LocalDate.of(2026, 11, 20));
  }
}
