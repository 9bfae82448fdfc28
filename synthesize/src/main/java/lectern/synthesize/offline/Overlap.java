package lectern.synthesize.offline;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// How far each term of the question stands in a text: 1 for the word itself, less for a synonym or
/// for context, 0 where it does not. And where it first stands.
final class Overlap {
  private final double[] credits;
  private final int[] places;
  private int words;

  Overlap(int terms) {
    this.credits = new double[terms];
    this.places = new int[terms];
    Arrays.fill(places, -1);
  }

  /// What a stretch of text shares with the question.
  static Overlap of(String text, int from, int to, QuestionTerms terms) {
    var overlap = new Overlap(terms.size());
    Words.each(text, from, to, (word, start, end) -> overlap.add(terms, word));
    return overlap;
  }

  int terms() {
    return credits.length;
  }

  double credit(int term) {
    return credits[term];
  }

  /// Word offset of the term's first occurrence, -1 where it has none.
  int place(int term) {
    return places[term];
  }

  boolean isEmpty() {
    for (double credit : credits) {
      if (credit > 0) {
        return false;
      }
    }
    return true;
  }

  /// Words of the text, shared ones or not.
  int words() {
    return words;
  }

  /// Takes in what the next word shares with the question.
  private void add(QuestionTerms terms, String word) {
    for (QuestionTerms.Match match : terms.matches(word)) {
      credits[match.term()] = Math.max(credits[match.term()], match.credit());
      if (places[match.term()] < 0) {
        places[match.term()] = words;
      }
    }
    words++;
  }

  /// Takes in a credit, places left as they are.
  void raise(int term, double credit) {
    credits[term] = Math.max(credits[term], credit);
  }

  /// Takes in a share of what another text has, places left as they are.
  void raise(Overlap other, double share) {
    for (int term = 0; term < credits.length; term++) {
      credits[term] = Math.max(credits[term], other.credits[term] * share);
    }
  }

  /// Sum of the credits, each with its term's weight.
  double weighed(IntToDoubleFunction weight) {
    double sum = 0;
    for (int term = 0; term < credits.length; term++) {
      sum += weight.applyAsDouble(term) * credits[term];
    }
    return sum;
  }
}
