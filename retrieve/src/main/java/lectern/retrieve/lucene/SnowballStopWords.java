package lectern.retrieve.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.snowball.SnowballFilter;

/// The stop words that come with Snowball's stemmers (snowballstem.org), as Lucene ships them.
final class SnowballStopWords {
  static final CharArraySet ENGLISH = read("english_stop.txt");

  private SnowballStopWords() {}

  private static CharArraySet read(String name) {
    try {
      return CharArraySet.unmodifiableSet(
          WordlistLoader.getSnowballWordSet(
              Objects.requireNonNull(SnowballFilter.class.getResourceAsStream(name), name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
