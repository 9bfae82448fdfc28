package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.ingest.Span;

/// The sentences of the evidence, the documents they stand in, and how rare each word of the
/// question is among them.
final class SentenceIndex {
  /// Characters at the start of a document that tell what it is: parties, date, subject.
  private static final int OPENING_CHARS = 700;

  /// Added to a word's rarity: a word that the whole evidence is about is no rarer than "the" there,
  /// and yet tells that the question is about it.
  private static final double COMMON_WEIGHT = 1;

  /// Longest line that can be a heading.
  private static final int MAX_HEADING_WORDS = 10;

  /// What a document as a whole shares with the question.
  ///
  /// @param first place of its first sentence in [#sentences]
  /// @param end place after its last one
  record Shared(
      EvidenceText.Document document, Overlap title, Overlap opening, int first, int end) {}

  private final QuestionTerms terms;
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<Shared> documents = new ArrayList<>();
  private final double[] rarity;

  SentenceIndex(List<EvidenceText.Document> evidence, QuestionTerms terms) {
    this.terms = terms;
    evidence.forEach(this::add);
    this.rarity = rarities();
  }

  List<Sentence> sentences() {
    return sentences;
  }

  List<Shared> documents() {
    return documents;
  }

  /// Weight of a term: how much it says, times how rare it is among sentences and documents.
  double weight(int term) {
    return rarity[term];
  }

  /// Weight of all terms together.
  double totalWeight() {
    return Arrays.stream(rarity).sum();
  }

  private void add(EvidenceText.Document document) {
    int first = sentences.size();
    var opening = new Overlap(terms.size());
    int left = OPENING_CHARS;
    for (EvidenceText.Passage passage : document.passages()) {
      String text = passage.text();
      for (Span span : SentenceSplitter.split(text)) {
        sentences.add(sentence(document, passage, span));
      }
      if (left > 0) {
        opening.raise(Overlap.of(text, 0, Math.min(left, text.length()), terms), 1);
        left -= text.length();
      }
    }
    Overlap title = Overlap.of(document.title(), 0, document.title().length(), terms);
    documents.add(new Shared(document, title, opening, first, sentences.size()));
  }

  private Sentence sentence(
      EvidenceText.Document document, EvidenceText.Passage passage, Span span) {
    var own = new Overlap(terms.size());
    int[] words = {0};
    String text = passage.text();
    Words.each(
        text,
        span.start(),
        span.end(),
        (word, start, end) -> {
          own.add(terms, word, words[0]);
          words[0]++;
        });
    return new Sentence(document, passage, span, words[0], own, isHeading(text, span, words[0]));
  }

  private static boolean isHeading(String text, Span span, int words) {
    char last = text.charAt(span.end() - 1);
    return words <= MAX_HEADING_WORDS
        && ".!?;:)\"”%".indexOf(last) < 0
        && text.substring(span.start(), span.end()).indexOf('|') < 0
        && text.substring(span.start(), span.end()).indexOf(':') < 0;
  }

  private double[] rarities() {
    double[] weights = new double[terms.size()];
    for (int term = 0; term < weights.length; term++) {
      int inSentences = 0;
      int inDocuments = 0;
      for (Shared shared : documents) {
        int before = inSentences;
        for (int i = shared.first(); i < shared.end(); i++) {
          inSentences += sentences.get(i).own().credit(term) > 0 ? 1 : 0;
        }
        inDocuments += inSentences > before || shared.title().credit(term) > 0 ? 1 : 0;
      }
      weights[term] =
          terms.terms().get(term).weight()
              * (COMMON_WEIGHT
                  + idf(inSentences, sentences.size())
                  + idf(inDocuments, documents.size()));
    }
    return weights;
  }

  /// A word that stands nowhere counts as one that stands once: how rare it really is cannot be
  /// known.
  private static double idf(int having, int all) {
    int known = Math.max(1, having);
    return Math.log1p(Math.max(0, all - known + 0.5) / (known + 0.5));
  }
}
