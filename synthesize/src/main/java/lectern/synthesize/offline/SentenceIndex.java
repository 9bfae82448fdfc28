package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import lectern.ingest.Span;

/// The sentences of the evidence, the documents they stand in, and how rare each word of the
/// question is among them.
final class SentenceIndex {
  /// Characters at the start of a document that tell what it is: parties, date, subject.
  private static final int OPENING_CHARS = 700;

  /// Added to a word's rarity: a word that the whole evidence is about is no rarer than "the"
  /// there, and yet tells that the question is about it.
  private static final double COMMON_WEIGHT = 1;

  /// Share of a title's words in the question from which the question names the document.
  private static final double NAMED_SHARE = 0.5;

  /// Tables of two columns have names at the side, wider ones at the top.
  private static final int LEAST_HEADER_CELLS = 3;

  /// Longest line that can be a heading.
  private static final int MAX_HEADING_WORDS = 10;

  /// What a document as a whole shares with the question.
  ///
  /// @param first place of its first sentence in [#sentences]
  /// @param end place after its last one
  /// @param named whether the question names it by its title
  record Shared(
      EvidenceText.Document document,
      Overlap title,
      Overlap opening,
      boolean named,
      int first,
      int end) {}

  private final QuestionTerms terms;
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<Shared> documents = new ArrayList<>();
  private final BitSet naming = new BitSet();
  private final double[] rarity;

  SentenceIndex(List<EvidenceText.Document> evidence, QuestionTerms terms) {
    this.terms = terms;
    evidence.forEach(this::add);
    noteParties();
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

  /// Whether a term names a document, by its title or by a party named at its start. It chooses the
  /// document and says nothing of what is asked about it.
  boolean isNaming(int term) {
    return naming.get(term);
  }

  /// What a text has of the terms that do not name documents, as a share of their weight; of all
  /// terms where there are no others.
  double asked(Overlap overlap) {
    double all = 0;
    double has = 0;
    for (int term = 0; term < rarity.length; term++) {
      if (!isNaming(term)) {
        all += rarity[term];
        has += rarity[term] * overlap.credit(term);
      }
    }
    return all > 0 ? has / all : overlap.weighed(this) / totalWeight();
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
      List<Span> spans = SentenceSplitter.split(text);
      for (int i = 0; i < spans.size(); i++) {
        boolean header =
            cells(text, spans.get(i)) >= LEAST_HEADER_CELLS
                && (i == 0 || cells(text, spans.get(i - 1)) == 1)
                && i + 1 < spans.size()
                && cells(text, spans.get(i + 1)) == cells(text, spans.get(i));
        sentences.add(sentence(document, passage, spans.get(i), header));
      }
      if (left > 0) {
        opening.raise(Overlap.of(text, 0, Math.min(left, text.length()), terms), 1);
        left -= text.length();
      }
    }
    Overlap title = Overlap.of(document.title(), 0, document.title().length(), terms);
    boolean named = noteNaming(document.title(), title);
    documents.add(new Shared(document, title, opening, named, first, sentences.size()));
  }

  /// Notes which terms name the document: all it has in the title where they are most of the title,
  /// else those that stand side by side there as in the question ("Harbour Street").
  private boolean noteNaming(String title, Overlap overlap) {
    int[] words = {0};
    Words.each(title, 0, title.length(), (word, start, end) -> words[0]++);
    var shared = new BitSet();
    var together = new BitSet();
    for (int term = 0; term < terms.size(); term++) {
      if (overlap.credit(term) < 1) {
        continue;
      }
      shared.set(term);
      if (term > 0
          && overlap.credit(term - 1) >= 1
          && terms.terms().get(term).place() - terms.terms().get(term - 1).place() == 1
          && overlap.place(term) - overlap.place(term - 1) == 1) {
        together.set(term - 1, term + 1);
      }
    }
    boolean most = shared.cardinality() >= NAMED_SHARE * words[0];
    naming.or(most ? shared : together);
    return (most && !shared.isEmpty()) || !together.isEmpty();
  }

  /// Notes the names in the question that stand at the start of some documents and not of most.
  private void noteParties() {
    for (int term = 0; term < terms.size(); term++) {
      int having = 0;
      for (Shared shared : documents) {
        having += shared.opening().credit(term) >= 1 ? 1 : 0;
      }
      if (terms.terms().get(term).name() && having > 0 && having * 2 <= documents.size()) {
        naming.set(term);
      }
    }
  }

  private Sentence sentence(
      EvidenceText.Document document, EvidenceText.Passage passage, Span span, boolean header) {
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
    return new Sentence(
        document, passage, span, words[0], own, header || isHeading(text, span, words[0]));
  }

  /// Cells of a table row, 1 for other text.
  private static int cells(String text, Span span) {
    int cells = 1;
    for (int at = text.indexOf(" | ", span.start());
        at >= 0 && at < span.end();
        at = text.indexOf(" | ", at + 3)) {
      cells++;
    }
    return cells;
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
