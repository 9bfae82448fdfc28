package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.Ranking;
import lectern.retrieve.Resolution;
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

class ExpansionTest {
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS.withoutHeader();
  private static final Scope ALL = new Scope.Everything();
  private static final int PLENTY = 100_000;

  /// Headings above the twelve passages of the first document.
  private static final List<List<String>> PATHS =
      List.of(
          List.of(),
          List.of(),
          List.of("A"),
          List.of("A", "A1"),
          List.of("A", "A1"),
          List.of("A", "A2"),
          List.of("B"),
          List.of("B"),
          List.of("B", "A1"),
          List.of("A"),
          List.of("C"),
          List.of("C"));

  private static Path folder = Path.of("");

  @BeforeContainer
  static void aCollection() throws IOException {
    folder = Files.createTempDirectory("lectern-expansion");
    Random random = new Random(3);
    try (PassageWriter writer = LuceneWriter.open(folder, SETTINGS, Map.of())) {
      for (int d = 0; d < 3; d++) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PATHS.size(); i++) {
          // The fourth passage of the second document is blank.
          text.append(d == 1 && i == 3 ? "" : "x".repeat(random.nextInt(60) + 1)).append('\n');
        }
        SplitDocument split = Books.split(writer, "f" + d, "T", text.toString());
        List<Passage> passages = split.passages().stream().map(ExpansionTest::placed).toList();
        writer.replace(
            Books.file("f" + d, "r"),
            Books.PIPELINE,
            List.of(
                new SplitDocument(
                    split.source(), split.number(), split.openingTokens(), passages)));
      }
      writer.commit();
    }
  }

  private static Passage placed(Passage passage) {
    return new Passage(
        passage.label(),
        passage.document(),
        PATHS.get(passage.label().ordinal()),
        passage.text(),
        passage.span(),
        passage.furniture(),
        passage.renderedTokens());
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

  private static Ranking ranking(PassageIndex index, List<Label> labels) {
    List<Hit> hits = new ArrayList<>();
    for (Label label : labels) {
      if (index.resolve(label) instanceof Resolution.Found(Passage passage)) {
        hits.add(new Hit(passage, hits.size() + 1, 1.0 / (hits.size() + 1)));
      }
    }
    return new Ranking("test", hits);
  }

  private static List<String> around(Expansion expansion, int budget, Label... hits) {
    try (PassageIndex index = open()) {
      return new Retriever(index, index)
          .choose(ranking(index, List.of(hits)), ALL, budget, expansion).stretches().stream()
              .map(
                  stretch ->
                      stretch.passages().getFirst().label()
                          + "-"
                          + stretch.passages().getLast().label().ordinal()
                          + " "
                          + stretch.hits().size())
              .toList();
    }
  }

  private static Label label(int document, int ordinal) {
    return new Label(document, ordinal);
  }

  @Example
  void aSectionHoldsWhatStandsUnderItsHeadingsOrDeeper() {
    Expansion section = new Expansion.Section();
    assertEquals(List.of("d1#2-5 1"), around(section, PLENTY, label(1, 2)));
    assertEquals(List.of("d1#3-4 1"), around(section, PLENTY, label(1, 4)));
    assertEquals(List.of("d1#6-8 1"), around(section, PLENTY, label(1, 7)));
    assertEquals(List.of("d1#9-9 1"), around(section, PLENTY, label(1, 9)));
    assertEquals(List.of("d1#0-1 1"), around(section, PLENTY, label(1, 1)));
  }

  @Example
  void overlappingStretchesAreOne() {
    Expansion neighbours = new Expansion.Neighbours(1);
    assertEquals(
        List.of("d1#3-7 2", "d1#0-1 1"),
        around(neighbours, PLENTY, label(1, 6), label(1, 0), label(1, 4)));
    assertEquals(
        List.of("d3#0-11 1", "d1#0-11 2"),
        around(new Expansion.Document(), PLENTY, label(3, 5), label(1, 2), label(1, 9)));
    assertEquals(
        List.of("d1#2-2 1", "d1#9-9 1"),
        around(new Expansion.None(), PLENTY, label(1, 2), label(1, 9)));
    assertEquals(List.of("d1#4-8 1"), around(new Expansion.Neighbours(2), PLENTY, label(1, 6)));
    assertThrows(IllegalArgumentException.class, () -> new Expansion.Neighbours(0));
  }

  @Property(tries = 500)
  void takesOnceInReadingOrderWithinTheBudgetAndHangsTogether(
      @ForAll("hits") List<Label> labels,
      @ForAll("expansions") Expansion expansion,
      @ForAll @IntRange(max = 1_500) int budgetTokens) {
    try (PassageIndex index = open()) {
      Ranking ranking = ranking(index, labels);
      Retrieved retrieved =
          new Retriever(index, index).choose(ranking, ALL, budgetTokens, expansion);
      List<Label> taken = retrieved.passages().stream().map(Passage::label).toList();
      assertEquals(taken.stream().sorted().distinct().toList(), taken);
      assertEquals(cost(index, retrieved.passages()), retrieved.tokens());
      assertTrue(retrieved.tokens() <= budgetTokens);
      Retrieved hitsAlone =
          new Retriever(index, index).choose(ranking, ALL, budgetTokens, new Expansion.None());
      assertTrue(taken.containsAll(hitsAlone.passages().stream().map(Passage::label).toList()));
      assertTrue(hitsFit(index, ranking, budgetTokens).stream().allMatch(taken::contains));
      List<Passage> inStretches =
          retrieved.stretches().stream().flatMap(stretch -> stretch.passages().stream()).toList();
      assertEquals(new HashSet<>(retrieved.passages()), new HashSet<>(inStretches));
      assertEquals(retrieved.passages().size(), inStretches.size());
      for (Stretch stretch : retrieved.stretches()) {
        assertFalse(stretch.hits().isEmpty());
        for (Hit hit : stretch.hits()) {
          assertTrue(stretch.passages().contains(hit.passage()));
        }
      }
    }
  }

  private static int cost(PassageIndex index, List<Passage> passages) {
    Map<Integer, IndexedDocument> documents = new HashMap<>();
    index.documents(ALL).forEach(document -> documents.put(document.number(), document));
    Set<Integer> opened = new HashSet<>();
    int tokens = 0;
    for (Passage passage : passages) {
      int number = passage.label().document();
      tokens += passage.renderedTokens();
      tokens +=
          opened.add(number) ? Objects.requireNonNull(documents.get(number)).openingTokens() : 0;
    }
    return tokens;
  }

  /// The hits that fit, taken one after the other.
  private static List<Label> hitsFit(PassageIndex index, Ranking ranking, int budgetTokens) {
    List<Passage> fit = new ArrayList<>();
    for (Hit hit : ranking.hits()) {
      fit.add(hit.passage());
      if (hit.passage().body().isBlank() || cost(index, fit) > budgetTokens) {
        fit.removeLast();
      }
    }
    return fit.stream().map(Passage::label).toList();
  }

  @Provide
  Arbitrary<List<Label>> hits() {
    return Arbitraries.integers()
        .between(0, 3 * PATHS.size() - 1)
        .map(i -> new Label(i / PATHS.size() + 1, i % PATHS.size()))
        .list()
        .uniqueElements()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<Expansion> expansions() {
    return Arbitraries.of(
        new Expansion.None(),
        new Expansion.Neighbours(1),
        new Expansion.Neighbours(3),
        new Expansion.Section(),
        new Expansion.Document());
  }
}
