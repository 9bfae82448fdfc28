package lectern.ingest.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import lectern.ingest.IngestException;
import lectern.ingest.Sha256;
import lectern.ingest.TokenCounter;

/// Counts with Kimi's own vocabulary, read from a `tiktoken.model` file that the user names: one
/// Base64 token and its rank a line.
///
/// The file is the same for K2, K2.6, K3, Kimi-Linear and Moonlight; it is never shipped. Texts are
/// cut as the reference tokenizer cuts them (`tokenization_kimi.py`): into pieces of 400,000
/// characters, and these within runs of more than 25,000 characters that are all white space or all
/// not.
public final class KimiCounter implements TokenCounter {
  /// SHA-256 of the `tiktoken.model` that Kimi's models share.
  public static final String VOCABULARY_SHA256 =
      "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103";

  /// Kimi's pre-tokenizer: that of o200k, with Han characters in pieces of their own.
  static final Pattern PIECES =
      Pattern.compile(
          String.join(
              "|",
              "[\\p{IsHan}]+",
              "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{IsHan}]]*"
                  + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{IsHan}]]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
              "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{IsHan}]]+"
                  + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{IsHan}]]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
              "\\p{N}{1,3}",
              " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*",
              "\\s*[\\r\\n]+",
              "\\s+(?!\\S)",
              "\\s+"),
          Pattern.UNICODE_CHARACTER_CLASS);

  static final int PIECE_CHARS = 400_000;
  static final int RUN_CHARS = 25_000;

  private final Encoding encoding;

  /// Reads the vocabulary that Kimi's models share.
  public KimiCounter(Path vocabulary) {
    this(vocabulary, VOCABULARY_SHA256);
  }

  /// @param sha256 lower-case hexadecimal hash that the file must have
  /// @throws IngestException.NoVocabulary where the file cannot be read or is another one
  public KimiCounter(Path vocabulary, String sha256) {
    byte[] bytes = read(vocabulary);
    String found = Sha256.of(bytes);
    if (!found.equals(sha256)) {
      throw new IngestException.NoVocabulary(
          vocabulary + " is not Kimi's vocabulary: SHA-256 " + found + ", expected " + sha256,
          "Take tiktoken.model from one of Moonshot's model pages, or count with o200k_base.",
          null);
    }
    EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
    registry.registerGptBytePairEncoding(
        new GptBytePairEncodingParams("kimi", PIECES, ranks(vocabulary, bytes), Map.of()));
    this.encoding =
        registry
            .getEncoding("kimi")
            .orElseThrow(() -> new IllegalStateException("jtokkit lost the encoding"));
  }

  @Override
  public String name() {
    return "kimi";
  }

  @Override
  public double margin() {
    return 0;
  }

  @Override
  public int count(CharSequence text) {
    String all = text.toString();
    int tokens = 0;
    int start = 0;
    int chars = 0;
    int run = 0;
    boolean space = false;
    for (int at = 0; at < all.length(); ) {
      int point = all.codePointAt(at);
      boolean cut = chars == PIECE_CHARS;
      if (cut) {
        chars = 0;
        run = 0;
      }
      run = run > 0 && space == isSpace(point) ? run + 1 : 1;
      space = isSpace(point);
      if (run > RUN_CHARS) {
        cut = true;
        run = 1;
      }
      if (cut) {
        tokens += encoding.countTokensOrdinary(all.substring(start, at));
        start = at;
      }
      chars++;
      at += Character.charCount(point);
    }
    return tokens + (start < all.length() ? encoding.countTokensOrdinary(all.substring(start)) : 0);
  }

  /// Python's `str.isspace`.
  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }

  private static byte[] read(Path vocabulary) {
    try {
      return Files.readAllBytes(vocabulary);
    } catch (IOException e) {
      throw new IngestException.NoVocabulary(
          "cannot read the vocabulary " + vocabulary + ": " + e.getMessage(),
          "Name a tiktoken.model file that this user may read, or count with o200k_base.",
          e);
    }
  }

  private static IdentityHashMap<byte[], Integer> ranks(Path vocabulary, byte[] bytes) {
    IdentityHashMap<byte[], Integer> ranks = new IdentityHashMap<>();
    new String(bytes, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              try {
                ranks.put(
                    Base64.getDecoder().decode(line.substring(0, Math.max(space, 0))),
                    Integer.parseInt(line.substring(space + 1).strip()));
              } catch (IllegalArgumentException e) {
                throw new IngestException.NoVocabulary(
                    vocabulary + " holds a line that is no token and rank: " + line,
                    "The file should hold one Base64 token and its rank a line.",
                    e);
              }
            });
    return ranks;
  }
}
