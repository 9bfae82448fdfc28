package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import lectern.retrieve.IndexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  private static final String OWN =
      """
      [[entry]]
      names = ["change of control", "takeover"]
      wording = "merger or sale of all assets"

      [[entry]]
      names = ["control"]
      wording = "steering"

      [[synonyms]]
      words = ["tenant", "lessee", "occupier"]
      """;

  @TempDir private Path folder;

  private Vocabulary read(String toml) throws IOException {
    Path file = folder.resolve("own.toml");
    Files.writeString(file, toml);
    return VocabularyFile.read(file.toString());
  }

  private static List<String> cut(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).split("\\W+"));
  }

  @Test
  void aNameStandsForItsWordingAndALongerOneForAll() throws IOException {
    Vocabulary own = read(OWN);
    assertEquals(
        List.of("merger or sale of all assets"),
        own.wordings("What follows a change of control?", VocabularyTest::cut));
    assertEquals(List.of("steering"), own.wordings("Who has control?", VocabularyTest::cut));
    assertEquals(List.of(), own.wordings("What is the rent?", VocabularyTest::cut));
  }

  @Test
  void ofSynonymsEachStandsForTheOthers() throws IOException {
    assertEquals(
        List.of("tenant; occupier"),
        read(OWN).wordings("The lessee pays what?", VocabularyTest::cut));
  }

  @Test
  void oneWordMayStandBetweenThoseOfAName() throws IOException {
    assertFalse(read(OWN).wordings("a change of the control", VocabularyTest::cut).isEmpty());
    assertEquals(
        List.of("steering"),
        read(OWN).wordings("a change of any such control", VocabularyTest::cut));
  }

  @Test
  void theShippedOneKnowsClauses() {
    Vocabulary legal = VocabularyFile.read(VocabularyFile.LEGAL);
    assertTrue(legal.entries().size() > 30);
    assertTrue(
        legal.wordings("governing law", VocabularyTest::cut).getFirst().contains("construed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[entry]]\nnames = [\"a\"]\n",
        "[[entry]]\nwording = \"b\"\n",
        "[[entry]]\nnames = [1]\nwording = \"b\"\n",
        "[[synonyms]]\nwords = []\n",
        "[[synonyms]]\nwords = \"a\"\n",
        "[[entires]]\nnames = [\"a\"]\nwording = \"b\"\n",
        "names = ["
      })
  void whatIsNotInTheFormIsRefused(String toml) {
    IndexException.BadVocabulary refused =
        assertThrows(IndexException.BadVocabulary.class, () -> read(toml));
    assertTrue(String.valueOf(refused.getMessage()).contains("own.toml"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    IndexException.BadVocabulary refused =
        assertThrows(
            IndexException.BadVocabulary.class, () -> VocabularyFile.read("no/such/file.toml"));
    assertTrue(String.valueOf(refused.getMessage()).contains("there is no such file"));
  }
}
