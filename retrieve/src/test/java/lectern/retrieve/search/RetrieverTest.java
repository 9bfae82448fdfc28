package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.Books;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.Scope;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class RetrieverTest {
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS.withoutHeader();
  private static Path folder = Path.of("");

  @BeforeContainer
  static void aCollection() throws IOException {
    folder = Files.createTempDirectory("lectern-retriever");
    try (PassageWriter writer = LuceneWriter.open(folder, SETTINGS, Map.of())) {
      Books.put(writer, "fruit", "apple\nbefore the pear\npear pear pear\nbehind the pear\nplum\n");
      Books.put(writer, "long", "pear " + "and so on and on ".repeat(20) + "\nquince\n \n");
      for (int i = 0; i < 12; i++) {
        Books.put(writer, "f" + i, "line " + i + "\napple " + "pear ".repeat(i) + "\n\nend\n");
      }
      writer.commit();
    }
  }

  @AfterContainer
  static void nothingLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static PassageIndex open() {
    return LuceneIndex.open(folder, SETTINGS, null);
  }

  @Example
  void widensToNeighboursWhereRoomIsLeft() {
    try (PassageIndex index = open()) {
      Scope scope = new Scope.Documents(Set.of(new DocumentId("fruit")));
      Retriever retriever = new Retriever(index, index);
      assertEquals(
          List.of("d1#0", "d1#1", "d1#2", "d1#3", "d1#4"),
          labels(retriever.retrieve("pear", scope, 10_000)));
      // Opening 5 + 14, then one of the three hits at 15 + 8.
      assertEquals(List.of("d1#2"), labels(retriever.retrieve("pear", scope, 19 + 23)));
    }
  }

  @Example
  void passesOverWhatDoesNotFit() {
    try (PassageIndex index = open()) {
      Scope scope = new Scope.Documents(Set.of(new DocumentId("long"), new DocumentId("f1")));
      Retrieved retrieved = new Retriever(index, index).retrieve("quince pear", scope, 60);
      assertTrue(labels(retrieved).contains("d2#1"));
      assertTrue(!labels(retrieved).contains("d2#0"));
    }
  }

  @Example
  void findsNothingForNothing() {
    try (PassageIndex index = open()) {
      Retriever retriever = new Retriever(index, index);
      assertEquals(0, retriever.retrieve("the", new Scope.Everything(), 1_000).tokens());
      assertEquals(List.of(), retriever.retrieve("pear", new Scope.Everything(), 0).passages());
    }
  }

  @Property(tries = 200)
  void neverPassesTheBudgetNorLeavesTheScope(
      @ForAll("questions") String question,
      @ForAll("scopes") Scope scope,
      @ForAll @IntRange(max = 2_000) int budgetTokens) {
    try (PassageIndex index = open()) {
      Retrieved retrieved = new Retriever(index, index).retrieve(question, scope, budgetTokens);
      Map<Integer, IndexedDocument> documents =
          index.documents(scope).stream()
              .collect(Collectors.toMap(IndexedDocument::number, document -> document));
      Set<Integer> opened = new HashSet<>();
      int tokens = 0;
      for (Passage passage : retrieved.passages()) {
        assertTrue(documents.containsKey(passage.label().document()), "out of scope");
        IndexedDocument document =
            Objects.requireNonNull(documents.get(passage.label().document()));
        tokens += passage.renderedTokens();
        tokens += opened.add(document.number()) ? document.openingTokens() : 0;
      }
      assertEquals(tokens, retrieved.tokens());
      assertTrue(tokens <= budgetTokens);
      List<Label> labels = retrieved.passages().stream().map(Passage::label).toList();
      assertEquals(labels.stream().sorted().distinct().toList(), labels);
      assertEquals(retrieved, new Retriever(index, index).retrieve(question, scope, budgetTokens));
    }
  }

  @Provide
  Arbitrary<String> questions() {
    return Arbitraries.of("apple", "pear", "plum", "quince", "line", "3", "the", "end", "nothing")
        .list()
        .ofMaxSize(6)
        .map(words -> String.join(" ", words));
  }

  @Provide
  Arbitrary<Scope> scopes() {
    Arbitrary<Scope> named =
        Arbitraries.of("fruit", "long", "f0", "f1", "f2", "f9", "nowhere")
            .map(DocumentId::new)
            .set()
            .ofMinSize(1)
            .map(Scope.Documents::new);
    return Arbitraries.oneOf(Arbitraries.just(new Scope.Everything()), named);
  }

  private static List<String> labels(Retrieved retrieved) {
    return retrieved.passages().stream().map(passage -> passage.label().toString()).toList();
  }
}
