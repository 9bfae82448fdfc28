package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// Text as indexed words, cut by the chain of its language. English, and any language that Lucene
/// has no chain for: StandardTokenizer, English possessive, lower case, stop words, Porter; the
/// chain of Anserini's published BM25 figures. Chinese, Japanese and Korean: pairs of characters.
/// Safe for use by many threads.
final class Words implements AutoCloseable {
  /// Named in every commit; a change of a chain is a change of the name.
  private static final String NAME = "by-language-1";

  private static final String WITH_HEADER = NAME + "+header-2";

  /// No chain is called so.
  private static final String FORMS = "forms";

  private final Map<String, Analyzer> analyzers = new ConcurrentHashMap<>();

  static String analysis(boolean header) {
    return header ? WITH_HEADER : NAME;
  }

  static boolean knows(String analysis) {
    return analysis.equals(NAME) || analysis.equals(WITH_HEADER);
  }

  /// What the writer would cut by what does not come as words already.
  Analyzer analyzer() {
    return analyzer(Chains.ENGLISH);
  }

  /// Words of a question with the number of times each occurs, in alphabetical order.
  ///
  /// @param chain of [Chains]
  Map<String, Integer> bag(String chain, String text) throws IOException {
    Map<String, Integer> bag = new TreeMap<>();
    list(chain, text).forEach(word -> bag.merge(word, 1, Integer::sum));
    return bag;
  }

  /// Words of a text in their order.
  ///
  /// @param chain of [Chains]
  List<String> list(String chain, String text) throws IOException {
    return list(analyzer(chain), text);
  }

  private static List<String> list(Analyzer analyzer, String text) throws IOException {
    return placed(analyzer, text).stream().map(Placed::term).toList();
  }

  /// A word and the number of words before it, dropped ones counted.
  record Placed(String term, int position) {}

  /// Words of a text where they stand.
  ///
  /// @param chain of [Chains]
  List<Placed> placed(String chain, String text) throws IOException {
    return placed(analyzer(chain), text);
  }

  /// Words of a text as they stand there, but for capitals, each once.
  Set<String> forms(String text) throws IOException {
    Set<String> forms = new LinkedHashSet<>();
    placed(forms(), text).forEach(word -> forms.add(word.term()));
    return forms;
  }

  private Analyzer forms() {
    return analyzers.computeIfAbsent(FORMS, _ -> new StandardAnalyzer());
  }

  private static List<Placed> placed(Analyzer analyzer, String text) throws IOException {
    List<Placed> placed = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream(Fields.TEXT, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      int position = -1;
      stream.reset();
      while (stream.incrementToken()) {
        position += step.getPositionIncrement();
        placed.add(new Placed(term.toString(), position));
      }
      stream.end();
    }
    return placed;
  }

  /// Words of a question in their order, without those that ask: longer a list than the index's own
  /// stop words. Where nothing would be left, those of the index.
  ///
  /// @param chain of [Chains]
  List<String> asked(String chain, String text) throws IOException {
    List<String> all = list(chain, text);
    if (!chain.equals(Chains.ENGLISH)) {
      return all;
    }
    List<String> asked = list(analyzer(Chains.ENGLISH_ASKED), text);
    return asked.isEmpty() ? all : asked;
  }

  /// A word and where it stands in the text.
  record Located(String term, int start, int end) {}

  /// As [#asked], with the place of each word.
  List<Located> located(String chain, String text) throws IOException {
    List<Located> located = new ArrayList<>();
    Analyzer analyzer = analyzer(chain.equals(Chains.ENGLISH) ? Chains.ENGLISH_ASKED : chain);
    try (TokenStream stream = analyzer.tokenStream(Fields.TEXT, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        located.add(new Located(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    }
    return located;
  }

  /// A stream that counts what is taken from it. One per thread at a time.
  ///
  /// @param chain of [Chains]
  Counted counted(String chain, String text) {
    return new Counted(analyzer(chain).tokenStream(Fields.TEXT, text));
  }

  private Analyzer analyzer(String chain) {
    return analyzers.computeIfAbsent(chain, Chains::analyzer);
  }

  @Override
  public void close() {
    analyzers.values().forEach(Analyzer::close);
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
