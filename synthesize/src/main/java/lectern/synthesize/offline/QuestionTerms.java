package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The words of a question that can be looked for, and how much each of them says.
final class QuestionTerms {
  /// Weight of a word that frames the question more than it says what it is about.
  private static final double FAINT_WEIGHT = 0.25;

  /// A synonym says less than the word itself.
  private static final double SYNONYM_CREDIT = 0.7;

  /// Most words of a question that are looked for; later ones are left out.
  private static final int MAX_TERMS = 48;

  /// A word that a text was found to share with the question.
  ///
  /// @param term place in [#terms]
  /// @param credit 1 for the word itself, less for a synonym
  record Match(int term, double credit) {}

  /// One word of the question.
  ///
  /// @param place among all words of the question, stop words counted, for what stands side by side
  /// @param name whether it is written with a capital inside the question
  record Term(String stem, double weight, int place, boolean name) {}

  private final List<Term> terms;
  private final Map<String, Match> byStem = new HashMap<>();
  private final Map<String, Optional<Match>> bySurface = new HashMap<>();

  private QuestionTerms(List<Term> terms, Lexicon lexicon) {
    this.terms = List.copyOf(terms);
    for (int i = 0; i < terms.size(); i++) {
      for (String synonym : lexicon.synonyms(terms.get(i).stem())) {
        byStem.putIfAbsent(synonym, new Match(i, SYNONYM_CREDIT));
      }
    }
    for (int i = 0; i < terms.size(); i++) {
      byStem.put(terms.get(i).stem(), new Match(i, 1));
    }
  }

  static QuestionTerms of(String question, Lexicon lexicon) {
    var stems = new HashMap<String, Term>();
    var terms = new ArrayList<Term>();
    int[] place = {0};
    Words.each(
        question,
        0,
        question.length(),
        (word, start, end) -> {
          place[0]++;
          String stem = Stemmer.stem(word);
          if (lexicon.isStopWord(word) || stems.containsKey(stem) || terms.size() == MAX_TERMS) {
            return;
          }
          double weight = lexicon.isFaint(stem) ? FAINT_WEIGHT : 1;
          boolean name = place[0] > 1 && Character.isUpperCase(question.codePointAt(start));
          var term = new Term(stem, weight, place[0], name);
          stems.put(stem, term);
          terms.add(term);
        });
    return new QuestionTerms(terms, lexicon);
  }

  List<Term> terms() {
    return terms;
  }

  int size() {
    return terms.size();
  }

  /// What a word of a text shares with the question, or null.
  @Nullable Match match(String word) {
    return bySurface
        .computeIfAbsent(word, surface -> Optional.ofNullable(byStem.get(Stemmer.stem(surface))))
        .orElse(null);
  }
}
