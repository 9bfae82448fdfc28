package lectern.retrieve.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.aggregator.ReciprocalRankFuser;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import lectern.ingest.FieldValue;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.SourceDocument;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;
import lectern.retrieve.Where;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LecternContentRetrieverTest {
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS.withoutHeader();
  private static final Scope ALL = new Scope.Everything();

  @TempDir private Path folder;
  private PassageIndex index;

  @BeforeEach
  void twoDocuments() {
    try (PassageWriter writer = LuceneWriter.open(folder, SETTINGS, Map.of())) {
      Books.put(writer, "fruit.txt", "apple pear plum\n~running head\npear\nquince\n");
      SplitDocument lease = Books.split(writer, "lease.pdf", "Lease", "1. The pear tree stays.\n");
      writer.replace(
          Books.file(
              "lease.pdf", "r", Map.of("year", new FieldValue.Numeric(BigDecimal.valueOf(2021)))),
          Books.PIPELINE,
          List.of(onPage(7, lease)));
      writer.commit();
    }
    index = LuceneIndex.open(folder, SETTINGS, null);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private static SplitDocument onPage(int page, SplitDocument document) {
    SourceDocument old = document.source();
    SourceDocument source =
        new SourceDocument(
            old.id(),
            old.revision(),
            old.title(),
            old.mediaType(),
            old.text(),
            old.blocks(),
            new LocatorMap(List.of(new LocatorMap.Entry(0, new Locator.Page(page)))),
            old.repairs(),
            old.language(),
            old.metadata(),
            old.sizeBytes());
    return new SplitDocument(
        source, document.number(), document.openingTokens(), document.passages());
  }

  private ContentRetriever retriever(Scope scope, int maxResults) {
    return new LecternContentRetriever(index, index, scope, maxResults);
  }

  private static List<String> labels(List<Content> contents) {
    return contents.stream()
        .map(
            content ->
                String.valueOf(
                    content.textSegment().metadata().getString(LecternContentRetriever.LABEL)))
        .toList();
  }

  @Test
  void givesTheHitsOfTheSearchInTheirOrderWithTheirScores() {
    List<Hit> hits = index.search(Books.query("pear tree")).hits();
    List<Content> contents = retriever(ALL, 10).retrieve(Query.from("pear tree"));
    assertEquals(3, contents.size());
    assertEquals(
        hits.stream().map(hit -> hit.passage().label().toString()).toList(), labels(contents));
    for (int i = 0; i < hits.size(); i++) {
      assertEquals(hits.get(i).passage().body(), contents.get(i).textSegment().text());
      assertEquals(hits.get(i).score(), contents.get(i).metadata().get(ContentMetadata.SCORE));
    }
    assertEquals(List.of("d2#0"), labels(retriever(ALL, 1).retrieve(Query.from("pear tree"))));
    assertEquals(List.of(), retriever(ALL, 10).retrieve(Query.from("zebra")));
    assertThrows(IllegalArgumentException.class, () -> retriever(ALL, 0));
  }

  @Test
  void theMetadataSayWhereThePassageStands() {
    List<Content> found = retriever(ALL, 1).retrieve(Query.from("tree"));
    assertEquals(
        Map.of(
            "label", "d2#0",
            "document", "lease.pdf",
            "title", "Lease",
            "headings", "Part › Heading 0",
            "clause", "1",
            "page", 7,
            "locator", "p. 7",
            "start", 0,
            "end", 24),
        found.getFirst().textSegment().metadata().toMap());
    Map<String, Object> fruit =
        retriever(ALL, 1)
            .retrieve(Query.from("quince"))
            .getFirst()
            .textSegment()
            .metadata()
            .toMap();
    assertEquals("line 1", fruit.get("locator"));
    assertEquals(
        Set.of("label", "document", "title", "headings", "locator", "start", "end"),
        fruit.keySet());
  }

  /// LangChain4j tells contents apart by text and metadata; what differs between two queries must
  /// not stand there.
  @Test
  void thePassageThatTwoQueriesFindIsFusedIntoOne() {
    ContentRetriever retriever = retriever(ALL, 10);
    List<Content> one = retriever.retrieve(Query.from("pear"));
    List<Content> other = retriever.retrieve(Query.from("pear tree"));
    assertNotEquals(labels(one), labels(other));
    assertEquals(3, ReciprocalRankFuser.fuse(List.of(one, other)).size());
  }

  @Test
  void findsNothingOutsideItsScope() {
    Scope fruit = new Scope.Documents(Set.of(Books.id("fruit.txt")));
    assertEquals(Set.of("d1#0", "d1#2"), Set.copyOf(labels(pears(fruit))));
    assertEquals(
        List.of("d2#0"), labels(pears(new Scope.Matching(Where.parse("year > 2020"), ALL))));
    assertEquals(List.of(), pears(new Scope.Matching(Where.parse("year > 2021"), ALL)));
    assertEquals(List.of(), pears(new Scope.Matching(Where.parse("year > 2020"), fruit)));
    assertEquals(List.of(), pears(new Scope.Documents(Set.of(Books.id("absent.txt")))));
  }

  private List<Content> pears(Scope scope) {
    return retriever(scope, 10).retrieve(Query.from("pear"));
  }

  @Test
  void aConditionOnAFieldThatNoDocumentHasIsRefusedAtOnce() {
    Scope mistyped = new Scope.Matching(Where.parse("yaer > 2020"), ALL);
    Scope within = new Scope.Matching(Where.parse("year > 2020"), mistyped);
    for (Scope scope : List.of(mistyped, within)) {
      IndexException refused =
          assertThrows(IndexException.BadCondition.class, () -> retriever(scope, 10));
      assertTrue(refused.hint().contains("year"), refused.hint());
    }
  }

  /// A search by vectors may find it, and LangChain4j takes no blank text.
  @Test
  void aPassageOfFurnitureAloneIsLeftOut() {
    PassageSearch all =
        query ->
            new Ranking(
                "all",
                IntStream.range(0, 3)
                    .mapToObj(i -> new Hit(index.passages(1).get(i), i + 1, 1.0 / (i + 1)))
                    .toList());
    ContentRetriever retriever = new LecternContentRetriever(index, all, ALL, 10);
    assertEquals(List.of("d1#0", "d1#2"), labels(retriever.retrieve(Query.from("?"))));
  }

  @Test
  void aQueryIsPlainWordsWhateverStandsInIt() {
    for (String text :
        List.of("?", "\"pear", "pear AND (", "title:", "pear\u0000", "梨", "x".repeat(50_000))) {
      int found = retriever(ALL, 10).retrieve(Query.from(text)).size();
      assertEquals(index.search(new PassageQuery(text, ALL, 10)).hits().size(), found, text);
    }
  }

  @Test
  void aDamagedIndexIsSaidAndNotTakenForNothing() {
    IndexException damaged = new IndexException.Corrupt("damaged", "hint", null);
    PassageSearch failing =
        _ -> {
          throw damaged;
        };
    ContentRetriever retriever = new LecternContentRetriever(index, failing, ALL, 10);
    assertEquals(
        damaged,
        assertThrows(IndexException.Corrupt.class, () -> retriever.retrieve(Query.from("pear"))));
  }
}
