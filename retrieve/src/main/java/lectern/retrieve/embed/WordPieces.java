package lectern.retrieve.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// BERT's uncased tokens of a text: words without accents and capitals, cut greedily into the
/// longest pieces of a vocabulary (Devlin et al. 2018; Hugging Face `BertNormalizer`,
/// `BertPreTokenizer` and `WordPiece`). Names of special tokens in a text are read as text. Safe
/// for use by many threads.
final class WordPieces {
  private static final String INSIDE = "##";

  private final Map<String, Integer> ids;
  private final int maxWordChars;
  private final int first;
  private final int last;
  private final int unknown;

  private WordPieces(Map<String, Integer> ids, int maxWordChars) {
    this.ids = ids;
    this.maxWordChars = maxWordChars;
    this.first = special("[CLS]");
    this.last = special("[SEP]");
    this.unknown = special("[UNK]");
  }

  /// Reads a Hugging Face `tokenizer.json`.
  ///
  /// @throws IOException where it is not one of this kind
  static WordPieces read(InputStream json) throws IOException {
    JsonNode tokenizer = new ObjectMapper().readTree(json);
    JsonNode model = tokenizer.path("model");
    JsonNode normalizer = tokenizer.path("normalizer");
    boolean known =
        model.path("type").asText().equals("WordPiece")
            && model.path("continuing_subword_prefix").asText().equals(INSIDE)
            && normalizer.path("type").asText().equals("BertNormalizer")
            && normalizer.path("lowercase").asBoolean();
    if (!known) {
      throw new IOException("the tokenizer does not cut uncased words into pieces");
    }
    Map<String, Integer> ids = new HashMap<>();
    model.path("vocab").forEachEntry((piece, id) -> ids.put(piece, id.intValue()));
    return new WordPieces(ids, model.path("max_input_chars_per_word").asInt());
  }

  /// Token numbers of a text between the one that begins and the one that ends it.
  ///
  /// @param most greatest number of them all, at least 2; the text's end is left out
  long[] of(String text, int most) {
    long[] tokens = new long[most];
    tokens[0] = first;
    int count = 1;
    for (String word : words(text)) {
      count = pieces(word, tokens, count);
      if (count == most) {
        break;
      }
    }
    count = Math.min(count, most - 1);
    tokens[count] = last;
    return Arrays.copyOf(tokens, count + 1);
  }

  private int special(String name) {
    Integer id = ids.get(name);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary has no " + name);
    }
    return id;
  }

  private static String[] words(String text) {
    StringBuilder parted = new StringBuilder(text.length() + 16);
    clean(text)
        .codePoints()
        .forEach(
            c -> {
              if (standsAlone(c)) {
                parted.append(' ').appendCodePoint(c).append(' ');
              } else {
                parted.appendCodePoint(c);
              }
            });
    String stripped = parted.toString().strip();
    return stripped.isEmpty() ? new String[0] : stripped.split(" +");
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c == '\t' || c == '\n' || c == '\r' || !isControl(c))
        .forEach(c -> clean.appendCodePoint(isSpace(c) ? ' ' : c));
    StringBuilder bare = new StringBuilder(clean.length());
    Normalizer.normalize(clean, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .map(Character::toLowerCase)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
      default -> c == 0xFFFD;
    };
  }

  private static boolean isSpace(int c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  private static boolean standsAlone(int c) {
    return isPunctuation(c)
        || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }

  private static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /// Writes the pieces of a word behind those that are there, as far as they fit; one unknown token
  /// where it has none.
  private int pieces(String word, long[] tokens, int count) {
    int end = count;
    if (word.codePointCount(0, word.length()) <= maxWordChars) {
      for (int start = 0; start < word.length() && end < tokens.length; ) {
        int stop = longest(word, start);
        if (stop < 0) {
          return unknown(tokens, count);
        }
        tokens[end++] = ids.getOrDefault(piece(word, start, stop), unknown);
        start = stop;
      }
      return end;
    }
    return unknown(tokens, count);
  }

  private int unknown(long[] tokens, int count) {
    if (count < tokens.length) {
      tokens[count] = unknown;
    }
    return Math.min(count + 1, tokens.length);
  }

  /// Where the longest piece that begins here ends; -1 where none does.
  private int longest(String word, int start) {
    for (int stop = word.length(); stop > start; stop = word.offsetByCodePoints(stop, -1)) {
      if (ids.containsKey(piece(word, start, stop))) {
        return stop;
      }
    }
    return -1;
  }

  private static String piece(String word, int start, int stop) {
    String piece = word.substring(start, stop);
    return start == 0 ? piece : INSIDE + piece;
  }
}
