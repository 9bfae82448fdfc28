package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// A word, a figure, a Chinese character or a mark of a text; "Party A" and its like are one word.
///
/// @param text as it stands there
/// @param word in lower case
/// @param stem the word without its ending
record Token(Span span, String text, String word, String stem) {
  /// What a capital letter tells apart from its likes, as noun and letter. In capitals throughout
  /// an A is an article more often.
  private static final String LETTERED =
      "(?<!\\p{L})(?!\\p{Lu}{3,}\\s+A\\s+\\p{Lu}{2})((?i:party|class|series|group|tranche|vitamin|type|grade"
          + "|category|zone|lot|plot|block|building|unit|tenant|landlord|buyer|seller|vendor|company"
          + "|shareholder|investor|lender|borrower|contractor|supplier|member|site|team|option|model))"
          + "\\s+([A-Z])(?:['’]s)?(?![\\p{L}\\p{N}&])";

  private static final Pattern PARTS =
      Pattern.compile(
          LETTERED
              + "|\\p{IsHan}|[\\p{L}&&[^\\p{IsHan}]][\\p{L}\\p{M}&&[^\\p{IsHan}]]*(?:['’]\\p{L}+)?"
              + "|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,8}+(?:[.,][0-9]+)?(?![0-9])"
              + "|[0-9]++(?:[.,'’][0-9]++)*+|\\S");

  /// The tokens of a text, in order.
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher part = PARTS.matcher(text);
    while (part.find()) {
      Span span = new Span(part.start(), part.end());
      if (part.group(1) == null) {
        String word = part.group().toLowerCase(Locale.ROOT).replace('’', '\'');
        tokens.add(new Token(span, part.group(), word, Stems.stem(word)));
      } else {
        String word = (part.group(1) + " " + part.group(2)).toLowerCase(Locale.ROOT);
        tokens.add(new Token(span, part.group(), word, word));
      }
    }
    return tokens;
  }

  int start() {
    return span.start();
  }

  int end() {
    return span.end();
  }

  boolean isWord() {
    return Character.isLetter(text.codePointAt(0));
  }

  boolean isFigure() {
    return Character.isDigit(text.charAt(0));
  }

  /// Whether it is a noun with a letter that tells it from its likes.
  boolean isLettered() {
    return word.indexOf(' ') >= 0 && isWord();
  }

  boolean isHan() {
    return Character.UnicodeScript.of(text.codePointAt(0)) == Character.UnicodeScript.HAN;
  }

  boolean isCapital() {
    return Character.isUpperCase(text.codePointAt(0));
  }

  boolean is(String other) {
    return word.equals(other);
  }
}
