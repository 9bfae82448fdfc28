package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.Ranking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documents of several languages in one index.
class ChainsTest {
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS.withoutHeader();

  @TempDir private Path folder;

  @Test
  void findsAPassageByTheFormsOfItsLanguage() {
    write(
        "en", "The tenants pay rent to Acme in 2019.\n",
        "de", "Die Verträge mit Acme wurden 2019 gekündigt.\n",
        "fr", "Les locataires paient le loyer à Acme en 2019.\n",
        "ja", "賃借人は毎月アクメに賃料を支払う。2019\n",
        "", "Tenants without a language, 2019.\n");
    assertEquals(List.of("d2#0"), found("Welcher Vertrag?"));
    assertEquals(List.of("d3#0"), found("Quel locataire ?"));
    assertEquals(List.of("d4#0"), found("賃料"));
    assertEquals(List.of("d1#0", "d5#0"), found("tenant").stream().sorted().toList());
    // Names and numbers are the same in all languages.
    assertEquals(
        List.of("d1#0", "d2#0", "d3#0", "d4#0", "d5#0"),
        found("in 2019").stream().sorted().toList());
    assertEquals(
        List.of("d1#0", "d2#0", "d3#0"), found("Who signed with Acme?").stream().sorted().toList());
    assertEquals(List.of(), found("貸主"));
  }

  @Test
  void scoresACollectionOfOneLanguageAsIfThereWereNoOther() {
    write("en", "rent rent Acme\n", "en", "rent\n");
    Ranking alone = ranking("rent for Acme");
    try (PassageWriter writer = LuceneWriter.open(folder, SETTINGS, Map.of())) {
      Books.put(writer, "other", "x\n");
      SplitDocument german = Books.split(writer, "german", "t", "Miete\n");
      writer.replace(
          Books.file("german", "r"), Books.PIPELINE, List.of(Books.saying(german, "de", Map.of())));
      writer.commit();
      writer.remove(Books.id("german"));
      writer.remove(Books.id("other"));
      writer.commit();
    }
    assertEquals(alone, ranking("rent for Acme"));
  }

  /// Chains that cannot be made, or that take no word, would make a language's documents
  /// unfindable.
  @Test
  void everyLanguageHasAChainThatFindsItsOwnWords() throws Exception {
    List<String> own =
        List.of(Locale.getISOLanguages()).stream()
            .filter(language -> Chains.of(language).equals(language))
            .toList();
    assertEquals(36, own.size(), own.toString());
    try (Words words = new Words()) {
      for (String language : own) {
        assertFalse(words.bag(Chains.of(language), "Acme 2019 ÄÖ мир 世界 ราคา").isEmpty(), language);
      }
      assertEquals(Map.of("一丁", 1, "丁二", 1), words.bag(Chains.of("ja"), "一丁二"));
      assertEquals(Map.of("rent", 2), words.bag(Chains.of("pl"), "The renting of the rents"));
    }
    assertTrue(List.of("zh", "ja", "ko").stream().map(Chains::of).allMatch("cjk"::equals));
  }

  private void write(String... languagesAndTexts) {
    try (PassageWriter writer = LuceneWriter.open(folder, SETTINGS, Map.of())) {
      for (int i = 0; i < languagesAndTexts.length; i += 2) {
        SplitDocument document = Books.split(writer, "f" + i, "t", languagesAndTexts[i + 1]);
        writer.replace(
            Books.file("f" + i, "r"),
            Books.PIPELINE,
            List.of(Books.saying(document, languagesAndTexts[i], Map.of())));
      }
      writer.commit();
    }
  }

  private List<String> found(String question) {
    return Books.labels(ranking(question));
  }

  private Ranking ranking(String question) {
    try (PassageIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
      return index.search(Books.query(question));
    }
  }
}
