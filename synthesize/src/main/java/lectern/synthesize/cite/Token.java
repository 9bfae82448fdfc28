package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// A word, a figure, a Chinese character or a mark of a text.
///
/// @param text as it stands there
/// @param word in lower case
/// @param stem the word without its ending
record Token(Span span, String text, String word, String stem) {
  private static final Pattern PARTS =
      Pattern.compile(
          "\\p{IsHan}|[\\p{L}&&[^\\p{IsHan}]][\\p{L}\\p{M}&&[^\\p{IsHan}]]*(?:['’]\\p{L}+)?"
              + "|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,8}+(?:[.,][0-9]+)?(?![0-9])"
              + "|[0-9]++(?:[.,'’][0-9]++)*+|\\S");

  /// The tokens of a text, in order.
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher part = PARTS.matcher(text);
    while (part.find()) {
      String word = part.group().toLowerCase(Locale.ROOT).replace('’', '\'');
      tokens.add(
          new Token(new Span(part.start(), part.end()), part.group(), word, Stems.stem(word)));
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
