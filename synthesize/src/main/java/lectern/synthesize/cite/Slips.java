package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import lectern.synthesize.CitationFormat;

/// Tells slips of the pen, which change nothing that is said, from other words.
///
/// What may differ is listed here, and everything else says another thing: a word for a word, a
/// figure, a word left out or put in. So no list of negations, modal verbs, parties or units has to
/// be complete. A slip is a word that is no word: its like in the other text is one, and the two
/// differ by a letter inside, or by letters that scanners mistake for each other.
final class Slips {
  /// Words without which a sentence says the same.
  private static final Set<String> ENGLISH_WEIGHTLESS = Set.of("a", "an", "the", "that");

  private static final Set<String> WEIGHTLESS = Set.of("的", "之");

  /// What a writer's words in square brackets may stand for.
  private static final Set<String> PRONOUNS =
      Set.of(
          "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "this", "these",
          "those", "such", "we", "us", "our", "you", "your", "i", "me", "my");

  /// What a writer may put in that stands for nothing.
  private static final Set<String> REMARKS = Set.of("sic", "emphasis", "added", "supplied");

  /// What no writer may put in: it turns the sentence round.
  private static final Set<String> TURNS =
      Set.of(
          "not", "no", "never", "nor", "neither", "none", "without", "except", "unless", "shall",
          "may", "must", "can", "cannot", "will", "would", "should", "only", "不", "未", "无", "非",
          "應", "应", "可", "须", "必");

  /// An item's number: (a), (iv), 3.2.
  private static final Pattern ITEM = Pattern.compile("[a-z]|[ivx]{1,5}");

  private static final Pattern NUMBERED_ITEM = Pattern.compile("\\d{1,2}(?:\\.\\d{1,2}){0,4}\\.?");

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)(?:[0-9)]|\\b(?:sub-?)?(?:sections?|clauses?|articles?|paragraphs?|items?|schedules?|exhibits?"
              + "|annex(?:es)?|appendix|parts?|and|or))\\s+$");

  private static final int LONGEST_REFERENCE = 16;

  private final AlphanumericProjection quote;
  private final AlphanumericProjection source;
  private final boolean english;

  /// In English alone, and known to be that: German `fordern` is not `fördern`.
  private final boolean accentsSayNothing;

  private final BitSet bracketed;
  private final Map<String, Integer> occurrences = new HashMap<>();

  /// @param language ISO 639-1 code of the source, or ""
  Slips(AlphanumericProjection quote, AlphanumericProjection source, String language) {
    this.quote = quote;
    this.source = source;
    this.english = language.isEmpty() || language.equals("en");
    this.accentsSayNothing = language.equals("en");
    this.bracketed = bracketed(quote);
  }

  /// Letters of the quote that stand in square brackets: the writer's own.
  private static BitSet bracketed(AlphanumericProjection quote) {
    BitSet inside = new BitSet();
    String text = quote.original();
    int open = text.indexOf('[');
    while (open >= 0) {
      int close = text.indexOf(']', open);
      if (close < 0) {
        break;
      }
      inside.set(quote.from(open), quote.from(close));
      open = text.indexOf('[', close);
    }
    return inside;
  }

  /// Whether both sides of a place say the same.
  ///
  /// @param scanned whether the source was read off a picture there
  boolean sameIn(Spot spot, boolean scanned) {
    if (letters(quote, spot.quote()).equals(letters(source, spot.source()))) {
      // The same letters are told as a difference for the marks of a figure or a currency alone.
      return false;
    }
    List<Span> ours = new ArrayList<>(Spot.words(quote, spot.quote()));
    List<Span> theirs = new ArrayList<>(Spot.words(source, spot.source()));
    List<Span> writers = ours.stream().filter(word -> isWriters(word, spot.quote())).toList();
    boolean standsFor = theirs.removeIf(word -> !writers.isEmpty() && isPronoun(word));
    if (standsFor || writers.stream().allMatch(word -> isRemark(letters(quote, word)))) {
      ours.removeAll(writers);
    }
    if (ours.size() != theirs.size() || !pairs(ours, theirs, scanned)) {
      ours.removeIf(word -> isWeightless(quote, word));
      theirs.removeIf(
          word ->
              isWeightless(source, word)
                  || (isItem(word) && !turnsBehind(word))
                  || (scanned && isSpeck(letters(source, word))));
    }
    return pairs(ours, theirs, scanned);
  }

  private boolean isPronoun(Span word) {
    return PRONOUNS.contains(letters(source, word));
  }

  /// Whether a word in the writer's brackets speaks of the quote, or says nothing.
  private boolean isRemark(String word) {
    return REMARKS.contains(word) || (english && ENGLISH_WEIGHTLESS.contains(word));
  }

  private boolean pairs(List<Span> ours, List<Span> theirs, boolean scanned) {
    if (ours.size() != theirs.size()) {
      return joined(quote, ours).equals(joined(source, theirs))
          && ours.stream().noneMatch(word -> hasDigit(letters(quote, word)));
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!isSlip(ours.get(i), theirs.get(i), scanned)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a word is all the writer's own and turns nothing round: what the source does not have
  /// is all that stands in its brackets.
  private boolean isWriters(Span word, Span place) {
    String letters = letters(quote, word);
    int opens = bracketed.previousClearBit(word.start()) + 1;
    int closes = bracketed.nextClearBit(word.start());
    return bracketed.get(word.start())
        && closes >= word.end()
        && place.start() <= opens
        && closes <= place.end()
        && !TURNS.contains(letters)
        && !hasDigit(letters);
  }

  private boolean isWeightless(AlphanumericProjection text, Span word) {
    String letters = letters(text, word);
    return WEIGHTLESS.contains(letters)
        || (english
            && ENGLISH_WEIGHTLESS.contains(letters)
            && (!letters.equals("a") || isArticle(text, word)));
  }

  /// Whether an "a" stands by itself and small, or begins the text: `Exhibit A`, `5(a)` and `A$`
  /// name something.
  private static boolean isArticle(AlphanumericProjection text, Span word) {
    String original = text.original();
    Span place = text.original(word.start(), word.end());
    boolean small = original.charAt(place.start()) == 'a' || word.start() == 0;
    boolean before =
        place.start() == 0
            || Character.isWhitespace(original.charAt(place.start() - 1))
            || CitationFormat.OPENING.indexOf(original.charAt(place.start() - 1)) >= 0;
    boolean behind =
        place.end() == original.length() || Character.isWhitespace(original.charAt(place.end()));
    return small && before && behind;
  }

  /// A letter that a scanner saw in a speck.
  private static boolean isSpeck(String word) {
    return word.length() == 1 && !hasDigit(word) && !"ai".contains(word) && word.charAt(0) < 0x2E80;
  }

  /// Whether a word of the source only numbers what follows it.
  private boolean isItem(Span word) {
    String text = source.original();
    Span place = source.original(word.start(), word.end());
    int before = place.start() - 1;
    int behind = place.end();
    String letters = letters(source, word);
    boolean bracket =
        before >= 0
            && behind < text.length()
            && text.charAt(before) == '('
            && text.charAt(behind) == ')'
            && (before == 0 || Character.isWhitespace(text.charAt(before - 1)))
            && !isReferredTo(text.substring(Math.max(0, before - LONGEST_REFERENCE), before));
    if (bracket) {
      return ITEM.matcher(letters).matches();
    }
    int line = text.lastIndexOf('\n', Math.max(0, before)) + 1;
    boolean opens = before < 0 || text.substring(line, place.start()).isBlank();
    boolean paragraph = line < 2 || text.substring(0, line).endsWith("\n\n");
    return opens
        && paragraph
        && NUMBERED_ITEM.matcher(text.substring(place.start(), behind)).matches();
  }

  /// Whether what stands before an item refers to it: `Section 12 (a)`, `paragraph (a)`.
  private static boolean isReferredTo(String before) {
    return REFERENCE.matcher(before).find();
  }

  /// Whether a negation or a modal verb follows: "will (i) not" is told as it stands.
  private boolean turnsBehind(Span word) {
    int end = word.end() + 1;
    while (end < source.text().length() && source.joined(end)) {
      end++;
    }
    return word.end() < source.text().length()
        && TURNS.contains(letters(source, new Span(word.end(), end)));
  }

  private boolean isSlip(Span ours, Span theirs, boolean scanned) {
    String a = letters(quote, ours);
    String b = letters(source, theirs);
    if (hasDigit(a) || hasDigit(b)) {
      return isMisread(a, b, scanned);
    }
    if (a.equals(b) || unbracketed(ours).equals(b)) {
      return true;
    }
    if (isIdeographic(a) || isIdeographic(b)) {
      return false;
    }
    boolean name =
        Character.isUpperCase(quote.originalAt(ours.start()))
            || Character.isUpperCase(source.originalAt(theirs.start()));
    if (english && isVariant(a, b, name)) {
      return true;
    }
    boolean bare =
        accentsSayNothing
            && Spelling.bare(a).equals(Spelling.bare(b))
            && Math.min(a.length(), b.length()) >= Spelling.LEAST_LETTERS;
    boolean alike =
        (Spelling.shape(a).equals(Spelling.shape(b)) && (!name || isCommon(a, b)))
            || (scanned && Spelling.print(a).equals(Spelling.print(b)));
    boolean near = name ? Spelling.isSwap(a, b) : english && Spelling.isNear(a, b, scanned);
    if (!bare && !alike && !near) {
      return false;
    }
    boolean wordA = isWord(a, 1, scanned);
    boolean wordB = isWord(b, 2, scanned);
    if (wordA && !wordB && near && !scanned) {
      // A word put right; but one that is only rare may be another word's neighbour.
      return bare || alike || Spelling.isSwap(a, b) || a.length() != b.length();
    }
    return wordA != wordB || (!wordA && (bare || (alike && scanned)));
  }

  /// Whether one of two words that begin with a capital is a common one, too long to be taken for
  /// another name: `Propcrty`, `Tbe`.
  private static boolean isCommon(String a, String b) {
    return (a.length() >= Spelling.LEAST_LETTERS
            && (EnglishWords.holds(a) || EnglishWords.holds(b)))
        || ENGLISH_WEIGHTLESS.contains(a)
        || ENGLISH_WEIGHTLESS.contains(b);
  }

  /// Whether two words are one in British and American spelling.
  private static boolean isVariant(String a, String b, boolean name) {
    return a.length() >= Spelling.LEAST_LETTERS
        && Spelling.oneSpelling(a).equals(Spelling.oneSpelling(b))
        && (!name || (EnglishWords.holds(a) && EnglishWords.holds(b)));
  }

  /// Whether a figure in a word, or a letter in a figure, is only a letter misread: `sha11`, and in
  /// scans `3O`.
  private static boolean isMisread(String a, String b, boolean scanned) {
    if (!Spelling.shape(a).equals(Spelling.shape(b))) {
      return false;
    }
    boolean figure = isFigure(a) || isFigure(b);
    if (figure) {
      return scanned && isFigure(a) != isFigure(b) && hasDigit(a) && hasDigit(b);
    }
    String word = hasDigit(a) ? b : a;
    return !hasDigit(word)
        && word.length() >= Spelling.LEAST_LETTERS_READ
        && EnglishWords.holds(word);
  }

  private static boolean isFigure(String word) {
    return word.chars().allMatch(Character::isDigit);
  }

  /// Whether a word is one of English or of the document.
  ///
  /// @param times it must stand in the document to be one of its words
  private boolean isWord(String word, int times, boolean scanned) {
    return (english && EnglishWords.holds(word)) || (!scanned && occurrences(word) >= times);
  }

  /// How often a word stands in the source, two for more.
  private int occurrences(String word) {
    return occurrences.computeIfAbsent(
        word,
        _ -> {
          String text = source.text();
          int count = 0;
          for (int at = text.indexOf(word); at >= 0 && count < 2; at = text.indexOf(word, at + 1)) {
            count += source.joined(at) || source.joined(at + word.length()) ? 0 : 1;
          }
          return count;
        });
  }

  private static boolean isIdeographic(String word) {
    return word.codePoints().anyMatch(Character::isIdeographic);
  }

  private static boolean hasDigit(String word) {
    return word.chars().anyMatch(Character::isDigit);
  }

  private String unbracketed(Span word) {
    StringBuilder letters = new StringBuilder();
    for (int i = word.start(); i < word.end(); i++) {
      if (!bracketed.get(i)) {
        letters.append(quote.text().charAt(i));
      }
    }
    return letters.toString();
  }

  private static String letters(AlphanumericProjection text, Span word) {
    return text.text().substring(word.start(), word.end());
  }

  private static String joined(AlphanumericProjection text, List<Span> words) {
    StringBuilder letters = new StringBuilder();
    words.forEach(word -> letters.append(letters(text, word)));
    return letters.toString();
  }
}
