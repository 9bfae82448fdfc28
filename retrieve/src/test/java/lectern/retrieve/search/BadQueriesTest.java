package lectern.retrieve.search;

import static lectern.retrieve.Books.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import lectern.ingest.DocumentId;
import lectern.ingest.Passage;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import lectern.retrieve.Embedder;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchMode;
import lectern.retrieve.TextCondition;
import lectern.retrieve.TextSyntax;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.Vectors;
import lectern.retrieve.WordQuery;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is asked, in each mode and by either fusion, the outcome is a ranking, and quickly.
class BadQueriesTest {
  private static final LuceneSettings PLAIN = LuceneSettings.DEFAULTS.withoutHeader();
  private static final Scope ALL = new Scope.Everything();

  /// Far more than any query here takes, on a busy machine too.
  private static final Duration QUICK = Duration.ofSeconds(20);

  private static final List<String> BAD =
      List.of(
          "a",
          "?",
          "the of and",
          "?!*:()[]{}~^\\/",
          "\"apple",
          "apple AND (",
          "+apple -pear",
          "租金是多少",
          "ما هو الإيجار؟",
          "\0\1\2",
          "apple\0pear",
          "\ud83d",
          "\udc26 apple \ud83d",
          "\u202e\ufeff\u00ad",
          "apple ".repeat(8_334),
          "x".repeat(50_000),
          "? ".repeat(25_000),
          "and what is the ".repeat(250),
          "\ud83d".repeat(50_000));

  @TempDir private Path folder;

  /// How often each letter of the alphabet occurs.
  private static final class Letters implements Embedder {
    @Override
    public String name() {
      return "letters";
    }

    @Override
    public float[] question(String text) {
      double[] counts = new double[27];
      // A text without a letter has a direction too.
      counts[26] = 0.1;
      text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> counts[c - 'a']++);
      return Vectors.unit(counts);
    }

    @Override
    public float[] passage(String text) {
      return question(text);
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void write() {
    try (LuceneWriter writer = LuceneWriter.open(folder, PLAIN, Map.of("embedder", "letters"))) {
      put(writer, "a.txt", "apple pie\npear tart\nplum jam\n");
      put(writer, "b.txt", "租金每月支付\nالإيجار الشهري\n");
      writer.commit();
      try (LuceneIndex index = LuceneIndex.open(folder, PLAIN, null);
          Embedder embedder = new Letters()) {
        for (int document = 1; document <= 2; document++) {
          for (Passage passage : index.passages(document)) {
            float[] vector = embedder.passage(passage.text());
            writer.embed(passage.label(), List.of(new EmbeddedPart("x", vector)));
          }
        }
      }
      writer.commit();
    }
  }

  @ParameterizedTest
  @EnumSource
  void rankAllTheSame(SearchMode mode) {
    try (LuceneIndex index = LuceneIndex.open(folder, PLAIN, null);
        Embedder embedder = new Letters()) {
      for (FusionMethod fusion : FusionMethod.values()) {
        Ranker ranker = new Ranker(index, embedder, new RankOptions(fusion, Vocabulary.EMPTY));
        for (String bad : BAD) {
          List<Scored> ranking =
              assertTimeoutPreemptively(
                  QUICK,
                  () ->
                      PartedRanking.trace(
                              new PassageQuery(bad, ALL, 10), query -> ranker.trace(query, mode))
                          .ranking());
          assertEquals(ranking.stream().sorted(Scored.BEST_FIRST).toList(), ranking);
          assertTrue(ranking.stream().allMatch(hit -> Double.isFinite(hit.score())));
          assertEquals(mode == SearchMode.LEXICAL ? ranking.size() : 5, ranking.size());
        }
        Scope nothing = new Scope.Documents(Set.of(new DocumentId("none")));
        assertEquals(List.of(), ranker.rank(new PassageQuery("apple", nothing, 10), mode));
        assertEquals(
            List.of(), ranker.rank(new PassageQuery("apple", saying("quince", ALL), 10), mode));
        assertEquals(
            List.of("d1#1"),
            ranker.rank(new PassageQuery("apple", saying("tart", ALL), 10), mode).stream()
                .map(hit -> hit.label().toString())
                .toList());
      }
    }
  }

  @Test
  void wordsOfOtherScriptsAreFoundByThem() {
    try (LuceneIndex index = LuceneIndex.open(folder, PLAIN, null)) {
      for (String asked : List.of("租金是多少", "الإيجار")) {
        PassageQuery query = new PassageQuery(asked, ALL, 1);
        List<Scored> found = Ranker.byWords(index, query, Vocabulary.EMPTY).ranking();
        assertEquals(2, found.getFirst().label().document(), asked);
      }
    }
  }

  /// Lucene takes 1,024 clauses.
  @Test
  void manyWordsInManyLanguagesAreNotTooMany(@TempDir Path other) {
    List<String> all = IntStream.range(0, 7_000).mapToObj(i -> "wort" + i).toList();
    String question = String.join(" ", all);
    try (LuceneWriter writer = LuceneWriter.open(other, PLAIN, Map.of())) {
      for (String language : List.of("en", "de", "fr", "es", "ru")) {
        SplitDocument split = Books.split(writer, language + ".txt", language, question + "\n");
        writer.replace(
            Books.file(language + ".txt", "r"),
            Books.PIPELINE,
            List.of(Books.saying(split, language, Map.of())));
      }
      writer.commit();
    }
    try (LuceneIndex index = LuceneIndex.open(other, PLAIN, null)) {
      PassageQuery query = new PassageQuery(question, saying("wort1", ALL), 10);
      assertEquals(5, index.byWords(query).size());
      WordQuery signals = new WordQuery(question, List.of(), List.of(), query.scope(), 10);
      assertEquals(5, index.bySignals(signals).size());
    }
  }

  private static Scope saying(String query, Scope within) {
    TextCondition condition = TextSyntax.parse(query);
    return new Scope.Saying(condition, within);
  }
}
