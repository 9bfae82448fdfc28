package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lectern.synthesize.QuestionForm;

/// How well each sentence bears on the question.
///
/// A term of the question is credited to a sentence that has it, and in part to one whose
/// neighbours, heading, document title or document opening have it: "It was recorded in 1963" bears
/// on the song that the title names.
final class SentenceScorer {
  /// A document's title says what all of it is about; a sentence there need not say it again.
  private static final double TITLE_CREDIT = 0.85;

  /// Parties and subject stand at the start of a document.
  private static final double OPENING_CREDIT = 0.5;

  private static final double HEADING_CREDIT = 0.6;

  /// What the sentence before says is often meant by "it" and "such".
  private static final double PREVIOUS_CREDIT = 0.45;

  private static final double NEXT_CREDIT = 0.25;

  /// The same two sentences away.
  private static final double NEAR_CREDIT = 0.2;

  /// What other sentences of the clause say belongs to it.
  private static final double SECTION_CREDIT = 0.35;

  /// Least share of the names in the question that a sentence or its document must have.
  private static final double LEAST_NAMED = 0.35;

  /// What a sentence of a document that has only part of the names loses at most.
  private static final double UNNAMED_LOSS = 0.45;

  /// Credit for two words of the question that stand side by side in the sentence as well, as a
  /// share of their weight.
  private static final double PHRASE_BONUS = 0.2;

  /// Bonus for a sentence that holds the kind of thing asked for, as a share of all weight.
  private static final double TYPE_BONUS = 0.2;

  /// Bonus for a sentence that says what its subject is, where that is asked.
  private static final double DEFINITION_BONUS = 0.15;

  /// Bonus for the first sentences of a document, which say what it is about.
  private static final double LEAD_BONUS = 0.05;

  /// Share that a heading keeps of its score.
  private static final double HEADING_SHARE = 0.5;

  /// A sentence that says what something is.
  private static final Pattern DEFINES =
      Pattern.compile(
          "\\b(is|are|was|were)\\s+(a|an|the|one|any)\\b|\\b(means?|refers? to|is defined as|consists?"
              + " of|denotes?|shall mean)\\b",
          Pattern.CASE_INSENSITIVE);

  /// The history of a deed and its parties in a row, which change nothing.
  private static final Pattern PREAMBLE =
      Pattern.compile(
          "(?i)^(?:recitals\\b|(?:recitals )?\\([a-z]\\) (?:by|under|this|the)\\b.*\\b(?:dated|lease)\\b)|\\(1\\).*\\(2\\)");

  /// The signatures of a deed, which answer nothing but who somebody is.
  private static final Pattern SIGNATURES =
      Pattern.compile("(?i)\\| .*\\b(?:director|solicitor|secretary|witness)\\b");

  /// Numbers of clauses, which answer nothing.
  private static final Pattern NUMBERS =
      Pattern.compile(
          "^\\(?[0-9]{1,2}(?:\\.[0-9]{1,2})*[.)]?\\s|(?i)\\b(?:clause|section|paragraph|schedule|version|table|figure)s? [0-9.]+");

  private static final double PREAMBLE_SHARE = 0.7;

  /// Words from which on length counts against a sentence, and how fast.
  private static final double USUAL_WORDS = 25;

  private static final double LENGTH_SLOPE = 0.08;

  /// Most that length takes away: what answers may stand in a long clause all the same.
  private static final double MOST_LENGTH_LOSS = 0.3;

  /// Words of a sentence too short to say much.
  private static final int SCANT_WORDS = 5;

  /// Share that such a sentence keeps of its score.
  private static final double SCANT_SHARE = 0.8;

  /// A sentence with its score.
  ///
  /// @param credits of each term, context included
  /// @param score bonuses included, as a share of the question's weight: about 1 for a sentence
  ///   that says all that is asked
  /// @param coverage share of the question's weight that is credited
  /// @param typed whether it holds the kind of thing that is asked for
  /// @param inScope whether the sentence or its document has the names in the question
  record Scored(
      Sentence sentence,
      int place,
      Overlap credits,
      double score,
      double coverage,
      boolean inScope,
      boolean typed) {}

  private final SentenceIndex index;
  private final QuestionTerms terms;
  private final AnswerType type;
  private final boolean definition;
  private final double rankTotal;

  SentenceScorer(SentenceIndex index, QuestionTerms terms, String question) {
    this.index = index;
    this.terms = terms;
    this.rankTotal = IntStream.range(0, terms.size()).mapToDouble(index::rankWeight).sum();
    this.type = AnswerType.of(question);
    this.definition = QuestionForm.asksWhatSomethingIs(question);
  }

  /// Sentences that share a word with the question, those of the documents that it names before all
  /// others, best first, equal ones in reading order.
  List<Scored> ranked() {
    var scored = new ArrayList<Scored>();
    for (int d = 0; d < index.documents().size(); d++) {
      SentenceIndex.Shared document = index.documents().get(d);
      for (int i = document.first(); i < document.end(); i++) {
        Sentence sentence = index.sentences().get(i);
        if (!sentence.section().all().isEmpty() && sentence.says()) {
          scored.add(score(document, i, named(d, sentence)));
        }
      }
    }
    scored.sort(
        Comparator.comparing(Scored::inScope)
            .thenComparingDouble(Scored::score)
            .reversed()
            .thenComparingInt(Scored::place));
    return scored;
  }

  /// How far a sentence is about what the question names. A table row is about what it names
  /// itself, unless the title says what all rows are about.
  private double named(int document, Sentence sentence) {
    double own = index.naming().share(sentence.own());
    boolean row = sentence.text().contains(" | ");
    return row && index.naming().share(index.documents().get(document).title()) < LEAST_NAMED
        ? own
        : Math.max(own, index.naming().share(document));
  }

  private Scored score(SentenceIndex.Shared document, int place, double named) {
    Sentence sentence = index.sentences().get(place);
    Overlap credits = credits(document, place);
    double coverage =
        credits.weighed(index::weight) / Math.max(index.totalWeight(), Double.MIN_NORMAL);
    double total = Math.max(rankTotal, Double.MIN_NORMAL);
    double score =
        credits.weighed(index::rankWeight) / total + phrases(sentence) / total * PHRASE_BONUS;
    String text = sentence.text();
    String body = NUMBERS.matcher(text).replaceAll("");
    boolean typed = type.isIn(body);
    if (typed) {
      score += TYPE_BONUS;
    }
    if (definition && saysWhatItIs(sentence, text)) {
      score += DEFINITION_BONUS;
    }
    if (place - document.first() < 2) {
      score += LEAD_BONUS;
    }
    double length = Math.max(0, Math.log(sentence.words() / USUAL_WORDS)) * LENGTH_SLOPE;
    score *= 1 - Math.min(MOST_LENGTH_LOSS, length);
    score *= 1 - UNNAMED_LOSS * (1 - Math.min(1, named));
    if (sentence.heading()) {
      score *= HEADING_SHARE;
    } else if (isFormality(text)) {
      score *= PREAMBLE_SHARE;
    } else if (sentence.words() < SCANT_WORDS && !typed) {
      score *= SCANT_SHARE;
    }
    return new Scored(sentence, place, credits, score, coverage, named >= LEAST_NAMED, typed);
  }

  private boolean isFormality(String text) {
    return PREAMBLE.matcher(text).find()
        || (type != AnswerType.PERSON && SIGNATURES.matcher(text).find());
  }

  private Overlap credits(SentenceIndex.Shared document, int place) {
    Sentence sentence = index.sentences().get(place);
    var credits = new Overlap(terms.size());
    credits.raise(sentence.own(), 1);
    for (int term = 0; term < terms.size(); term++) {
      boolean names = index.naming().isNaming(term);
      credits.raise(term, document.title().credit(term) * (names ? 1 : TITLE_CREDIT));
      credits.raise(term, document.opening().credit(term) * (names ? 1 : OPENING_CREDIT));
    }
    credits.raise(sentence.section().heading(), HEADING_CREDIT);
    credits.raise(sentence.section().all(), SECTION_CREDIT);
    raise(credits, document, place - 1, PREVIOUS_CREDIT);
    raise(credits, document, place + 1, NEXT_CREDIT);
    raise(credits, document, place - 2, NEAR_CREDIT);
    raise(credits, document, place + 2, NEAR_CREDIT);
    return credits;
  }

  private void raise(Overlap credits, SentenceIndex.Shared document, int place, double share) {
    if (place >= document.first() && place < document.end()) {
      credits.raise(index.sentences().get(place).own(), share);
    }
  }

  /// Weight of the question's neighbouring words that are neighbours in the sentence too.
  private double phrases(Sentence sentence) {
    double weight = 0;
    for (int term = 1; term < terms.size(); term++) {
      int here = sentence.own().place(term);
      int before = sentence.own().place(term - 1);
      int asked = terms.terms().get(term).place() - terms.terms().get(term - 1).place();
      if (here >= 0 && before >= 0 && asked <= 3 && here > before && here - before <= asked + 1) {
        weight += index.rankWeight(term) + index.rankWeight(term - 1);
      }
    }
    return weight;
  }

  private boolean saysWhatItIs(Sentence sentence, String text) {
    int first = Integer.MAX_VALUE;
    for (int term = 0; term < terms.size(); term++) {
      int place = sentence.own().place(term);
      first = place < 0 ? first : Math.min(first, place);
    }
    return first <= 3 && DEFINES.matcher(text).find();
  }
}
