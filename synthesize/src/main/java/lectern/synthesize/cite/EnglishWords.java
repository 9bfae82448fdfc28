package lectern.synthesize.cite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// Words of English, lower case, inflected forms included; names are none.
///
/// What is not one of them may still be a word. A slip of the pen seldom is.
final class EnglishWords {
  private static final String FILE = "/lectern/synthesize/cite/english-words.txt.gz";

  private EnglishWords() {}

  static boolean holds(String word) {
    return Held.WORDS.contains(word);
  }

  /// Read when a word is first asked for: most answers ask for none.
  private static final class Held {
    private static final Set<String> WORDS = read();
  }

  private static Set<String> read() {
    try (InputStream file = EnglishWords.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + FILE);
      }
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
        return lines.lines().collect(Collectors.toUnmodifiableSet());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's " + FILE + " cannot be read", e);
    }
  }
}
