package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// The sentences of the evidence, the documents they stand in, and how rare each word of the
/// question is among them.
final class SentenceIndex {
  /// Characters at the start of a document that tell what it is: parties, date, subject.
  private static final int OPENING_CHARS = 1_000;

  /// Passages that can hold the start of a document; a prompt need not show the first ones.
  private static final int OPENING_PASSAGES = 2;

  /// Added to a word's rarity: a word that the whole evidence is about is no rarer than "the"
  /// there, and yet tells that the question is about it.
  private static final double COMMON_WEIGHT = 1;

  /// Tables of two columns have names at the side, wider ones at the top.
  private static final int LEAST_HEADER_CELLS = 3;

  /// Longest line that can be a heading.
  private static final int MAX_HEADING_WORDS = 10;

  /// The head of a mail, which tells what it is about and seldom answers.
  private static final Pattern MAIL_HEAD =
      Pattern.compile("(?:Subject|From|To|Cc|Date|Sent|Attachments?):\\s.*", Pattern.DOTALL);

  /// What a document as a whole shares with the question.
  ///
  /// @param first place of its first sentence in [#sentences]
  /// @param end place after its last one
  record Shared(
      EvidenceText.Document document, Overlap title, Overlap opening, int first, int end) {}

  private final QuestionTerms terms;
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<Shared> documents = new ArrayList<>();
  private final Naming naming;
  private final double[] rarity;

  SentenceIndex(List<EvidenceText.Document> evidence, QuestionTerms terms) {
    this.terms = terms;
    evidence.forEach(this::add);
    this.naming = Naming.of(documents, terms);
    this.rarity = rarities();
  }

  List<Sentence> sentences() {
    return sentences;
  }

  List<Shared> documents() {
    return documents;
  }

  Naming naming() {
    return naming;
  }

  /// Weight of a term: how much it says, times how rare it is among sentences and documents.
  double weight(int term) {
    return rarity[term];
  }

  /// The same for choosing among sentences: a name that has chosen the document says little there.
  double rankWeight(int term) {
    return rarity[term] * naming.weight(term);
  }

  /// Weight of all terms together.
  double totalWeight() {
    double sum = 0;
    for (double weight : rarity) {
      sum += weight;
    }
    return sum;
  }

  private void add(EvidenceText.Document document) {
    int first = sentences.size();
    var opening = new Overlap(terms.size());
    Set<String> furniture = Furniture.of(document);
    var outline = new Outline(terms.size());
    int left = OPENING_CHARS;
    for (EvidenceText.Passage passage : document.passages()) {
      String text = passage.text();
      List<Span> spans = SentenceSplitter.split(text, furniture);
      for (int i = 0; i < spans.size(); i++) {
        boolean header =
            cells(text, spans.get(i)) >= LEAST_HEADER_CELLS
                && (i == 0 || cells(text, spans.get(i - 1)) == 1)
                && i + 1 < spans.size()
                && cells(text, spans.get(i + 1)) == cells(text, spans.get(i));
        sentences.add(sentence(document, passage, spans.get(i), header, outline));
      }
      if (left > 0 && passage.label().ordinal() < OPENING_PASSAGES) {
        opening.raise(Overlap.of(text, 0, Math.min(left, text.length()), terms), 1);
        left -= text.length();
      }
    }
    Overlap title = Overlap.of(document.title(), 0, document.title().length(), terms);
    documents.add(new Shared(document, title, opening, first, sentences.size()));
  }

  private Sentence sentence(
      EvidenceText.Document document,
      EvidenceText.Passage passage,
      Span span,
      boolean header,
      Outline outline) {
    String text = passage.text();
    Overlap own = Overlap.of(text, span.start(), span.end(), terms);
    boolean heading = header || isHeading(text, span, own.words());
    String number = Sentence.number(text, span);
    Sentence.Section section = outline.place(passage.label().ordinal(), number, heading, own);
    return new Sentence(document, passage, span, own.words(), own, heading, section);
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
    String line = text.substring(span.start(), span.end());
    return MAIL_HEAD.matcher(line).matches()
        || (words <= MAX_HEADING_WORDS
            && ".!?;:)\"”%".indexOf(line.charAt(line.length() - 1)) < 0
            && line.indexOf('|') < 0
            && line.indexOf(':') < 0);
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
