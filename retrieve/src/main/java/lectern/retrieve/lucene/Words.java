package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Text as indexed words: StandardTokenizer, English possessive, lower case, stop words, Porter.
/// The chain of Anserini's published BM25 figures. Safe for use by many threads.
final class Words implements AutoCloseable {
  /// Named in every commit; a change of the chain is a change of the name.
  private static final String NAME = "english-porter-1";

  private static final String WITH_HEADER = NAME + "+header-2";

  private final Analyzer analyzer = new EnglishAnalyzer();

  static String analysis(boolean header) {
    return header ? WITH_HEADER : NAME;
  }

  static boolean knows(String analysis) {
    return analysis.equals(NAME) || analysis.equals(WITH_HEADER);
  }

  Analyzer analyzer() {
    return analyzer;
  }

  /// Words of a question with the number of times each occurs, in alphabetical order.
  Map<String, Integer> bag(String text) throws IOException {
    Map<String, Integer> bag = new TreeMap<>();
    try (TokenStream stream = analyzer.tokenStream(Fields.TEXT, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        bag.merge(term.toString(), 1, Integer::sum);
      }
      stream.end();
    }
    return bag;
  }

  /// A stream that counts what is taken from it. One per thread at a time.
  Counted counted(String text) {
    return new Counted(analyzer.tokenStream(Fields.TEXT, text));
  }

  @Override
  public void close() {
    analyzer.close();
  }

  static final class Counted extends TokenFilter {
    private int count;

    private Counted(TokenStream input) {
      super(input);
    }

    int count() {
      return count;
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!input.incrementToken()) {
        return false;
      }
      count++;
      return true;
    }
  }
}
