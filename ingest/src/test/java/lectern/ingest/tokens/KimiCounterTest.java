package lectern.ingest.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import lectern.ingest.IngestException;
import lectern.ingest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KimiCounterTest {
  @TempDir Path folder;

  /// All 256 bytes, and a few merges.
  private Path vocabulary() throws IOException {
    List<byte[]> tokens = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      tokens.add(new byte[] {(byte) i});
    }
    for (String merge : List.of("th", "the", " the", "租", "租金")) {
      byte[] bytes = merge.getBytes(StandardCharsets.UTF_8);
      // Every prefix is a token, so that merging gets there.
      for (int length = 2; length <= bytes.length; length++) {
        byte[] token = Arrays.copyOf(bytes, length);
        if (tokens.stream().noneMatch(known -> Arrays.equals(known, token))) {
          tokens.add(token);
        }
      }
    }
    StringBuilder lines = new StringBuilder();
    for (int rank = 0; rank < tokens.size(); rank++) {
      lines
          .append(Base64.getEncoder().encodeToString(tokens.get(rank)))
          .append(' ')
          .append(rank)
          .append('\n');
    }
    return Files.writeString(folder.resolve("tiktoken.model"), lines);
  }

  private static String sha256(Path file) throws IOException {
    return Sha256.of(Files.readAllBytes(file));
  }

  @Test
  void countsWithTheVocabularyOfTheFile() throws IOException {
    Path file = vocabulary();
    KimiCounter counter = new KimiCounter(file, sha256(file));
    assertEquals("kimi", counter.name());
    assertEquals(0, counter.margin());
    assertEquals(0, counter.count(""));
    assertEquals(2, counter.count("the the"));
    assertEquals(1, counter.count("租金"));
    assertEquals("<|im_end|>".length(), counter.count("<|im_end|>"));
  }

  @Test
  void keepsHanCharactersInPiecesOfTheirOwn() {
    assertEquals(
        List.of("Rent", "租金", "is", " due", ",", " it", "'s", " ", "123", "45", "!\n", "  ", " x"),
        KimiCounter.PIECES
            .matcher("Rent租金is due, it's 12345!\n   x")
            .results()
            .map(MatchResult::group)
            .toList()
            .stream()
            .flatMap(
                piece ->
                    piece.equals(" it's") ? List.of(" it", "'s").stream() : List.of(piece).stream())
            .toList());
  }

  @Test
  void cutsLongRunsWhereTheReferenceDoes() throws IOException {
    Path file = vocabulary();
    KimiCounter counter = new KimiCounter(file, sha256(file));
    String run = "x".repeat(KimiCounter.RUN_CHARS - 1);
    assertEquals(run.length() + 3, counter.count(run + "the"), "t|he");
    assertEquals(run.length() - 2 + 1, counter.count(run.substring(2) + "the"), "it just fits");
    assertEquals(run.length() + 1, counter.count(run + " the"), "a space starts a new run");
    String words = "the ".repeat(KimiCounter.PIECE_CHARS / 4 - 1);
    int cut = counter.count(words + "x" + "xx" + "the");
    assertEquals(KimiCounter.PIECE_CHARS / 4 - 1 + 1 + 3 + 3, cut, "the |xxxt|he");
  }

  @Test
  void refusesAnotherFileAndSaysWhatToDo() throws IOException {
    Path file = vocabulary();
    IngestException.NoVocabulary e =
        assertThrows(IngestException.NoVocabulary.class, () -> new KimiCounter(file));
    assertTrue(String.valueOf(e.getMessage()).contains(sha256(file)), e.hint());
    assertTrue(e.hint().contains("o200k_base"), e.hint());
  }

  @Test
  void refusesAMissingFile() {
    assertThrows(
        IngestException.NoVocabulary.class, () -> new KimiCounter(folder.resolve("missing")));
  }

  @Test
  void refusesAFileOfSomethingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("tiktoken.model"), "not a token\n");
    String hash = sha256(file);
    assertThrows(IngestException.NoVocabulary.class, () -> new KimiCounter(file, hash));
  }
}
