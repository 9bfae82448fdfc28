package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import lectern.retrieve.Books;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchMode;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedRankingTest {
  /// Of Bolt's passages every one says it, of Crane's one, and not as plainly.
  private static final String SAYS = "The notice of termination is short.\n";

  @TempDir private Path folder;
  private final LetterEmbedder embedder = new LetterEmbedder();

  @BeforeEach
  void fill() throws InterruptedException {
    try (LuceneWriter writer =
        LuceneWriter.open(
            folder, LuceneSettings.DEFAULTS, Map.of("embedder", LetterEmbedder.NAME))) {
      for (String party : List.of("Acme", "Dune", "Elm", "Fern", "Gable", "Holm")) {
        Books.put(writer, party + ".txt", "Supply to " + party + ".\n" + SAYS + "It is paid.\n");
      }
      Books.put(writer, "Bolt.txt", "Supply to Bolt.\n" + SAYS.repeat(20));
      Books.put(
          writer,
          "Crane.txt",
          "Supply to Crane.\nThey may end it, by a written notice of many words and much more.\n"
              + "It is paid.\n".repeat(20));
      writer.commit();
      try (LuceneIndex index = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null)) {
        new VectorFill(embedder, writer, 2, InstantSource.system())
            .run(index, (_, _) -> writer.commit());
      }
    }
  }

  @Test
  void eachOfTheDocumentsThatAreComparedHasItsBestPassagesFirst() {
    try (LuceneIndex index = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null)) {
      List<Scored> ranking = ranked(index, "Compare Bolt and Crane on notice of termination");
      assertEquals("d8#1", first(ranking, 8), "the best passage of Crane");
      assertTrue(place(ranking, 8) < 2, ranking.toString());
      for (int i = 0; i < 20; i += 2) {
        assertEquals(
            15, ranking.get(i).label().document() + ranking.get(i + 1).label().document(), "" + i);
      }
      for (int i = 1; i < ranking.size(); i++) {
        assertTrue(ranking.get(i).score() <= ranking.get(i - 1).score(), "scores say the order");
      }
      assertEquals(
          index.status().passages(), ranking.stream().map(Scored::label).distinct().count());
    }
  }

  @Test
  void oneThatIsNamedAloneComesFirstAsAWhole() {
    try (LuceneIndex index = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null)) {
      List<Scored> ranking = ranked(index, "What does Bolt say of notice of termination?");
      assertEquals(
          List.of(7),
          ranking.stream().limit(20).map(one -> one.label().document()).distinct().toList());
    }
  }

  private List<Scored> ranked(LuceneIndex index, String question) {
    return new Ranker(index, embedder, RankOptions.DEFAULTS)
        .rank(new PassageQuery(question, new Scope.Everything(), 1_000), SearchMode.HYBRID);
  }

  private static int place(List<Scored> ranking, int document) {
    for (int i = 0; i < ranking.size(); i++) {
      if (ranking.get(i).label().document() == document) {
        return i;
      }
    }
    return ranking.size();
  }

  private static String first(List<Scored> ranking, int document) {
    return ranking.get(place(ranking, document)).label().toString();
  }
}
