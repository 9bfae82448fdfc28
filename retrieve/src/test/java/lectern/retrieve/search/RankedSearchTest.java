package lectern.retrieve.search;

import static lectern.retrieve.Books.labels;
import static lectern.retrieve.Books.put;
import static lectern.retrieve.Books.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import lectern.ingest.Label;
import lectern.retrieve.IndexException;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchMode;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankedSearchTest {
  private static final LuceneSettings PLAIN = LuceneSettings.DEFAULTS.withoutHeader();

  @TempDir private Path folder;
  private final LetterEmbedder embedder = new LetterEmbedder();
  private final List<String> notes = new ArrayList<>();
  private final Map<Label, List<EmbeddedPart>> kept = new HashMap<>();

  @BeforeEach
  void fruit() {
    try (LuceneWriter writer = LuceneWriter.open(folder, PLAIN, Map.of())) {
      put(writer, "a", "pear pear pear zzz\npear\n");
      put(writer, "b", "reap\nfig\n");
      writer.commit();
    }
  }

  private LuceneIndex reader() {
    return LuceneIndex.open(folder, PLAIN, null);
  }

  private RankedSearch search(SearchableIndex index, @Nullable SearchMode asked) {
    return new RankedSearch(
        index, embedder, asked, RankOptions.DEFAULTS, 2, notes::add, kept::putAll);
  }

  private void fill(String name, InstantSource clock) {
    try (LuceneWriter writer = LuceneWriter.open(folder, PLAIN, Map.of("embedder", name));
        LuceneIndex index = reader()) {
      new VectorFill(embedder, writer, 2, clock).run(index, (_, _) -> writer.commit());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void wordsAloneNeedNoVector() {
    try (LuceneIndex index = reader();
        RankedSearch search = search(index, SearchMode.LEXICAL)) {
      assertEquals(labels(index.search(query("pear"))), labels(search.search(query("pear"))));
      assertEquals(0, embedder.calls.get());
    }
    assertEquals(List.of(), notes);
    assertEquals(Map.of(), kept);
    assertTrue(embedder.closed);
  }

  @Test
  void lentWordsCountHalfWhereWordsAloneRank() {
    var figs = new Vocabulary.Entry(List.of("plum"), "fig figs and the fig");
    RankOptions options = new RankOptions(FusionMethod.SCORES, new Vocabulary(List.of(figs)));
    embedder.broken = true;
    for (SearchMode asked : new SearchMode[] {SearchMode.LEXICAL, null}) {
      try (LuceneIndex index = reader();
          RankedSearch search =
              new RankedSearch(index, embedder, asked, options, 2, notes::add, kept::putAll)) {
        double whole = index.byWords(query("fig")).getFirst().score();
        List<Scored> lent = search.trace(query("a plum")).ranking();
        assertEquals("d2#1", lent.getFirst().label().toString());
        assertEquals(whole / 2, lent.getFirst().score(), 1e-6);
        // A word that is asked and lent counts for both.
        double both = search.trace(query("plum fig")).ranking().getFirst().score();
        assertEquals(whole * 1.5, both, 1e-6);
        assertTrue(search.findsByWords(query("plum")));
        assertFalse(search.findsByWords(query("quince")));
      }
    }
  }

  @Test
  void aVocabularyMovesTheVectorWhereMeaningAloneRanks() {
    fill(LetterEmbedder.NAME, InstantSource.system());
    var figs = new Vocabulary.Entry(List.of("zzz"), "reap fig");
    RankOptions options = new RankOptions(FusionMethod.SCORES, new Vocabulary(List.of(figs)));
    try (LuceneIndex index = reader();
        RankedSearch plain = search(index, SearchMode.DENSE);
        RankedSearch search =
            new RankedSearch(
                index, embedder, SearchMode.DENSE, options, 2, notes::add, kept::putAll)) {
      assertTrue(score(search, "zzz", "d2#0") > score(plain, "zzz", "d2#0"));
      assertEquals(score(plain, "pear", "d2#0"), score(search, "pear", "d2#0"));
    }
  }

  private static double score(RankedSearch search, String question, String label) {
    return search.trace(query(question)).ranking().stream()
        .filter(scored -> scored.label().toString().equals(label))
        .mapToDouble(Scored::score)
        .sum();
  }

  @Test
  void wordsAloneAreNoNewsWhereTheyWereAskedFor() {
    try (LuceneIndex index = reader();
        RankedSearch search = search(index, SearchMode.LEXICAL)) {
      assertEquals("lexical", search.search(query("pear")).ranker());
      assertEquals(List.of(), notes);
    }
  }

  @Test
  void meaningRanksTooWhereThereAreVectors() {
    fill(LetterEmbedder.NAME, InstantSource.system());
    try (LuceneIndex index = reader();
        RankedSearch search = search(index, null)) {
      assertEquals(SearchMode.HYBRID, search.mode());
      // Only the letters know that pears can be reaped.
      assertTrue(labels(search.search(query("pear"))).contains("d2#0"));
      assertEquals(List.of(), notes);
    }
    assertEquals(Map.of(), kept);
  }

  @Test
  void vectorsThatAQuestionWaitedForAreHandedOn() {
    for (SearchMode asked : new @Nullable SearchMode[] {null, SearchMode.HYBRID}) {
      kept.clear();
      try (LuceneIndex index = reader();
          RankedSearch search = search(index, asked)) {
        assertEquals(SearchMode.HYBRID, search.mode());
        List<Stage> stages = stages(search);
        assertEquals(List.of(new Stage("words", 2), new Stage("meaning", 2)), stages.subList(0, 2));
        assertEquals(Map.of(), kept);
      }
      assertEquals(
          List.of(new Label(1, 0), new Label(1, 1)), kept.keySet().stream().sorted().toList());
    }
    assertEquals(List.of(), notes);
  }

  private record Stage(String name, int passages) {}

  private static List<Stage> stages(RankedSearch search) {
    return search.trace(query("pear")).stages().stream()
        .map(stage -> new Stage(stage.name(), stage.ranking().size()))
        .toList();
  }

  @Test
  void wordsGoOnWhereTheEmbedderFailsAndThatIsSaidOnce() {
    fill(LetterEmbedder.NAME, InstantSource.system());
    embedder.broken = true;
    for (SearchMode asked : new @Nullable SearchMode[] {null, SearchMode.HYBRID}) {
      notes.clear();
      try (LuceneIndex index = reader();
          RankedSearch search = search(index, asked)) {
        assertEquals(labels(index.search(query("pear"))), labels(search.search(query("pear"))));
        search.search(query("pear"));
        assertEquals(List.of("ranked by words alone: the letters are worn out"), notes);
      }
    }
    try (LuceneIndex index = reader();
        RankedSearch search = search(index, SearchMode.DENSE)) {
      assertThrows(IndexException.NoEmbedder.class, () -> search.trace(query("pear")));
    }
  }

  @Test
  void anInterruptedQuestionIsNotToldThatTheEmbedderFails() {
    fill(LetterEmbedder.NAME, InstantSource.system());
    embedder.broken = true;
    try (LuceneIndex index = reader();
        RankedSearch search = search(index, SearchMode.HYBRID)) {
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, () -> search.search(query("pear")));
      assertEquals(List.of(), notes);
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  /// Half of the vectors are no better than none; they are kept for the next question.
  @Test
  void wordsGoOnWhereVectorsTakeTooLong() {
    embedder.delay = OnDemandVectors.PATIENCE.plusMillis(200);
    try (LuceneIndex index = reader();
        RankedSearch search = search(index, SearchMode.HYBRID)) {
      assertEquals(labels(index.search(query("pear"))), labels(search.search(query("pear"))));
      assertEquals(1, notes.size());
      assertTrue(notes.getFirst().contains("took too long"), notes.toString());
    }
    assertEquals(Set.of(new Label(1, 0)), kept.keySet());
  }

  @Test
  void vectorsOfAnotherEmbedderAreNotComparedWith() {
    fill("other", InstantSource.system());
    try (LuceneIndex index = reader()) {
      try (RankedSearch search = search(index, null)) {
        search.search(query("pear"));
        assertTrue(notes.getFirst().contains("made by \"other\""), notes.toString());
      }
      for (SearchMode asked : List.of(SearchMode.DENSE, SearchMode.HYBRID)) {
        assertThrows(IndexException.Incompatible.class, () -> search(index, asked));
      }
    }
  }

  @Test
  void vectorsAloneNeedVectors() {
    try (LuceneIndex index = reader()) {
      assertThrows(IndexException.NoVectors.class, () -> search(index, SearchMode.DENSE));
    }
  }

  /// A clock that goes on by a second at every look: two looks, so one second for a batch.
  @Test
  void thePaceOfALongFillStandsInTheIndex() {
    int passages = 300;
    try (LuceneWriter writer = LuceneWriter.open(folder, PLAIN, Map.of())) {
      put(writer, "many", "one\n".repeat(passages - 4));
      writer.commit();
    }
    long[] now = {0};
    fill(LetterEmbedder.NAME, () -> Instant.ofEpochSecond(now[0]++));
    try (LuceneIndex index = reader()) {
      assertEquals(passages, index.status().vectors());
      assertEquals(256, index.status().embeddedASecond());
    }
    try (LuceneWriter writer = LuceneWriter.open(folder, PLAIN, Map.of())) {
      put(writer, "more", "two\n");
      writer.commit();
    }
    try (LuceneIndex index = reader()) {
      assertEquals(256, index.status().embeddedASecond());
    }
  }
}
