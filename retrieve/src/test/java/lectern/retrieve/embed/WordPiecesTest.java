package lectern.retrieve.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
  /// Numbers by Hugging Face's own tokenizers 0.22 (through DJL 0.38) of the same file.
  private static final Map<String, long[]> PUBLISHED =
      Map.of(
          "",
          new long[] {101, 102},
          "The tenant's déposit is £4,200.50 (see § 9.4(b)).",
          new long[] {
            101, 1996, 16713, 1005, 1055, 12816, 2003, 1069, 2549, 1010, 3263, 1012, 2753, 1006,
            2156, 1073, 1023, 1012, 1018, 1006, 1038, 1007, 1007, 1012, 102
          },
          "unbelievably antidisestablishmentarianism",
          new long[] {
            101, 4895, 8671, 2666, 3567, 6321, 3424, 10521, 4355, 7875, 13602, 3672, 12199, 2964,
            102
          },
          "ΑΣ Straße İstanbul ﬁnal",
          new long[] {101, 1155, 29733, 2358, 27807, 9960, 1984, 12032, 102},
          "租金 支付",
          new long[] {101, 100, 1964, 100, 100, 102},
          "مرحبا بالعالم",
          new long[] {
            101, 1295, 17149, 29820, 29816, 25573, 1271, 25573, 23673, 29830, 25573, 23673, 22192,
            102
          },
          "a\0b\u200bc\td\u00a0e\u2028f",
          new long[] {101, 5925, 1040, 1041, 1042, 102},
          "x".repeat(101) + " y",
          new long[] {101, 100, 1061, 102},
          "𝒳😀 [x] snake_case a+b=c",
          new long[] {
            101, 100, 1031, 1060, 1033, 7488, 1035, 2553, 1037, 1009, 1038, 1027, 1039, 102
          });

  private static WordPieces model() throws IOException {
    try (InputStream in =
        WordPiecesTest.class.getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
      return WordPieces.read(Objects.requireNonNull(in));
    }
  }

  @Test
  void cutsAsTheModelsOwnTokenizerDoes() throws IOException {
    WordPieces pieces = model();
    PUBLISHED.forEach((text, tokens) -> assertArrayEquals(tokens, pieces.of(text, 512), text));
  }

  @Test
  void leavesOutTheEndOfALongText() throws IOException {
    WordPieces pieces = model();
    assertArrayEquals(new long[] {101, 102}, pieces.of("rent rent", 2));
    assertArrayEquals(new long[] {101, 9278, 102}, pieces.of("rent rent", 3));
    assertArrayEquals(new long[] {101, 9278, 9278, 102}, pieces.of("rent rent", 4));
    assertEquals(512, pieces.of("租 antidisestablishmentarianism ".repeat(1_000), 512).length);
  }

  @Test
  void refusesATokenizerOfAnotherKind() {
    byte[] other = "{\"model\":{\"type\":\"BPE\"}}".getBytes(StandardCharsets.UTF_8);
    assertThrows(IOException.class, () -> WordPieces.read(new ByteArrayInputStream(other)));
  }
}
