package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import lectern.synthesize.CitationFormat;

/// Quotes a sentence, or the clauses of it that bear on the question, with its label.
final class Quotation {
  /// Longest quote; a longer sentence is cut at its clauses.
  static final int MAX_CHARS = 400;

  /// Bonus of a run that begins with the sentence, whose first clause tells who does what.
  private static final double FIRST_CLAUSE_BONUS = 0.1;

  /// Bonus of a run that holds the kind of thing asked for: as much as a word of the question.
  private static final double TYPE_BONUS = 1;

  /// Bonus for each character: of runs that share as much with the question the longest is best.
  private static final double CHAR_BONUS = 1e-4;

  /// Scores nearer than this are the same: the sums differ by rounding alone.
  private static final double ROUNDING = 1e-9;

  private static final Pattern CLAUSE_END =
      Pattern.compile("[,;:—](?=\\s)|\\s(?=\\([a-z0-9ivx]{1,4}\\)\\s)|(?<=[.!?])\\s");

  private static final Pattern MARKS = Pattern.compile("[“”\"]");

  private Quotation() {}

  /// The quote and its label. Empty where the sentence has too few letters to prove anything.
  static Optional<String> cite(Sentence sentence, QuestionTerms terms, AnswerType type) {
    String text = sentence.passage().text();
    Span best =
        sentence.span().length() <= MAX_CHARS
            ? sentence.span()
            : bestClauses(text, sentence.span(), terms, type);
    return cite(text, best, sentence).or(() -> cite(text, withoutMarks(text, best), sentence));
  }

  private static Optional<String> cite(String text, Span span, Sentence sentence) {
    String words = text.substring(span.start(), span.end()).replaceAll("\\s+", " ").strip();
    long letters = words.codePoints().filter(Character::isLetterOrDigit).count();
    return letters < CitationFormat.LEAST_QUOTE_CHARS
        ? Optional.empty()
        : CitationFormat.cite(words, sentence.passage().label());
  }

  /// The run of whole clauses, within the length, that shares most with the question.
  private static Span bestClauses(
      String text, Span sentence, QuestionTerms terms, AnswerType type) {
    List<Span> clauses = clauses(text, sentence);
    Span best = new Span(sentence.start(), sentence.start());
    double bestScore = -1;
    for (int i = 0; i < clauses.size(); i++) {
      int start = clauses.get(i).start();
      for (int j = i; j < clauses.size() && clauses.get(j).end() - start <= MAX_CHARS; j++) {
        Span run = new Span(start, clauses.get(j).end());
        double score = score(text, run, terms, type) + (i == 0 ? FIRST_CLAUSE_BONUS : 0);
        if (score > bestScore + ROUNDING) {
          best = run;
          bestScore = score;
        }
      }
    }
    return best.length() > 0 ? best : atWord(text, sentence);
  }

  private static double score(String text, Span run, QuestionTerms terms, AnswerType type) {
    Overlap overlap = Overlap.of(text, run.start(), run.end(), terms);
    double score = type.isIn(text.substring(run.start(), run.end())) ? TYPE_BONUS : 0;
    for (int term = 0; term < terms.size(); term++) {
      score += overlap.credit(term) * terms.terms().get(term).weight();
    }
    return score + Math.min(run.length(), MAX_CHARS) * CHAR_BONUS;
  }

  private static List<Span> clauses(String text, Span sentence) {
    var clauses = new ArrayList<Span>();
    Matcher end = CLAUSE_END.matcher(text).region(sentence.start(), sentence.end());
    int start = sentence.start();
    while (end.find()) {
      clauses.add(new Span(start, end.end()));
      start = end.end();
    }
    clauses.add(new Span(start, sentence.end()));
    return clauses;
  }

  /// The beginning of a sentence that has no clause short enough. Not cut behind a digit, since a
  /// figure may go on: "42 000", "5 %".
  private static Span atWord(String text, Span sentence) {
    int longest = Math.min(sentence.end(), sentence.start() + MAX_CHARS);
    int end = longest;
    while (end > sentence.start() + 1 && !isWordEnd(text, end)) {
      end--;
    }
    return new Span(sentence.start(), end <= sentence.start() + 1 ? longest : end);
  }

  private static boolean isWordEnd(String text, int end) {
    return Character.isWhitespace(text.charAt(end - 1)) && !Character.isDigit(text.charAt(end - 2));
  }

  /// The longest stretch without any quotation mark: quotable whatever the marks around it are.
  private static Span withoutMarks(String text, Span span) {
    Matcher mark = MARKS.matcher(text).region(span.start(), span.end());
    Span longest = new Span(span.start(), span.start());
    int start = span.start();
    while (true) {
      boolean more = mark.find();
      int end = more ? mark.start() : span.end();
      if (end - start > longest.length()) {
        longest = new Span(start, end);
      }
      if (!more) {
        return longest;
      }
      start = mark.end();
    }
  }
}
