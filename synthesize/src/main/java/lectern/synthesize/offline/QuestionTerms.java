package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of a question that can be looked for, and how much each of them says.
final class QuestionTerms {
  /// Weight of a word that frames the question more than it says what it is about.
  private static final double FAINT_WEIGHT = 0.25;

  /// Weight of a year or month: it tells for when something is asked, and what is in force then may
  /// have been written at any time.
  private static final double DATE_WEIGHT = 0.5;

  /// A synonym says less than the word itself.
  private static final double SYNONYM_CREDIT = 0.7;

  /// Most words of a question that are looked for; later ones are left out.
  private static final int MAX_TERMS = 48;

  /// Written with a capital, and no names.
  private static final Set<String> CALENDAR =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday");

  /// A word that a text was found to share with the question.
  ///
  /// @param term place in [#terms]
  /// @param credit 1 for the word itself, less for a synonym
  record Match(int term, double credit) {}

  /// One word of the question, or two that make one ("walk away").
  ///
  /// @param place among all words of the question, stop words counted, for what stands side by side
  /// @param name whether it is written like a name: with a capital inside the question, or of
  ///   letters and digits
  record Term(String stem, double weight, int place, boolean name) {}

  private static final Pattern YEAR = Pattern.compile("(?:1[5-9]|20)[0-9]{2}");

  /// Courtesies that ask nothing.
  private static final Pattern COURTESY =
      Pattern.compile(
          "(?i)^\\s*(?:please\\s+)?(?:(?:can|could) you\\s+)?(?:please\\s+)?tell (?:me|us)\\b");

  private record Word(String text, boolean capital) {}

  private final List<Term> terms;
  private final Map<String, List<Match>> byStem = new HashMap<>();
  private final Map<String, List<Match>> bySurface = new HashMap<>();

  private QuestionTerms(List<Term> terms, Lexicon lexicon) {
    this.terms = List.copyOf(terms);
    var stems = new HashSet<String>();
    terms.forEach(term -> stems.add(term.stem()));
    for (int i = 0; i < terms.size(); i++) {
      String stem = terms.get(i).stem();
      note(stem, new Match(i, 1));
      for (String synonym : lexicon.synonyms(stem)) {
        if (!synonym.equals(stem) && !stems.contains(synonym)) {
          note(synonym, new Match(i, SYNONYM_CREDIT));
        }
      }
    }
  }

  private void note(String stem, Match match) {
    byStem.computeIfAbsent(stem, s -> new ArrayList<>()).add(match);
  }

  static QuestionTerms of(String asked, Lexicon lexicon) {
    String question = COURTESY.matcher(asked).replaceFirst("");
    var words = new ArrayList<Word>();
    Words.each(
        question,
        0,
        question.length(),
        (word, start, end) ->
            words.add(new Word(word, Character.isUpperCase(question.codePointAt(start)))));
    var stems = new HashSet<String>();
    var terms = new ArrayList<Term>();
    for (int i = 0; i < words.size() && terms.size() < MAX_TERMS; i++) {
      String word = words.get(i).text();
      int place = i + 1;
      String pair =
          i + 1 < words.size()
              ? Stemmer.stem(word) + "_" + Stemmer.stem(words.get(i + 1).text())
              : "";
      boolean paired = lexicon.isPair(pair);
      String stem = paired ? pair : Stemmer.stem(word);
      if (paired) {
        i++;
      } else if (lexicon.isStopWord(word)) {
        continue;
      }
      if (stems.add(stem)) {
        boolean capital = place > 1 && words.get(place - 1).capital() && !CALENDAR.contains(word);
        boolean asksHowMuch = i > 0 && !paired && words.get(i - 1).text().equals("how");
        double weight =
            (lexicon.isFaint(stem) && !capital) || asksHowMuch
                ? FAINT_WEIGHT
                : isDate(word) ? DATE_WEIGHT : 1;
        boolean numbered = Character.isDigit(word.charAt(0)) && follows(terms, place);
        terms.add(new Term(stem, weight, place, !paired && (capital || numbered || isCode(word))));
      }
    }
    return new QuestionTerms(terms, lexicon);
  }

  private static boolean isDate(String word) {
    return CALENDAR.contains(word) || YEAR.matcher(word).matches();
  }

  /// Whether the word before is a name, as in "Unit 9".
  private static boolean follows(List<Term> terms, int place) {
    return !terms.isEmpty() && terms.getLast().name() && terms.getLast().place() == place - 1;
  }

  /// Whether a word is made of letters and digits, as `k07`.
  private static boolean isCode(String word) {
    return word.chars().anyMatch(Character::isDigit) && word.chars().anyMatch(Character::isLetter);
  }

  List<Term> terms() {
    return terms;
  }

  int size() {
    return terms.size();
  }

  /// What a word of a text shares with the question: one term, or several that it may stand for.
  List<Match> matches(String word) {
    return bySurface.computeIfAbsent(
        word, surface -> byStem.getOrDefault(Stemmer.stem(surface), List.of()));
  }
}
