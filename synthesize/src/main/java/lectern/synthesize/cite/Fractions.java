package lectern.synthesize.cite;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads fractions as shares in per cent: "one half", "two-thirds", "a quarter of", "2/3", "½".
final class Fractions {
  private static final Map<String, Integer> PARTS =
      Map.ofEntries(
          Map.entry("half", 2),
          Map.entry("halves", 2),
          Map.entry("third", 3),
          Map.entry("quarter", 4),
          Map.entry("fourth", 4),
          Map.entry("fifth", 5),
          Map.entry("sixth", 6),
          Map.entry("seventh", 7),
          Map.entry("eighth", 8),
          Map.entry("ninth", 9),
          Map.entry("tenth", 10),
          Map.entry("twelfth", 12),
          Map.entry("hundredth", 100));

  private static final List<String> COUNTS =
      List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private static final Map<String, Integer> SIGNS =
      Map.of("½", 5000, "¼", 2500, "¾", 7500, "⅓", 3333, "⅔", 6667, "⅕", 2000, "⅛", 1250);

  private static final int LONGEST = 2;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Fractions() {}

  /// The fraction that begins at a token, in per cent to two places, or null. One behind a whole
  /// number is part of that, and no share.
  static Numerals.@Nullable Numeral at(List<Token> tokens, int i) {
    boolean mixed = i > 0 && (tokens.get(i - 1).isFigure() || tokens.get(i - 1).is("and"));
    if (mixed) {
      return null;
    }
    Token token = tokens.get(i);
    Integer sign = SIGNS.get(token.text());
    if (sign != null) {
      return is(tokens, i + 1, "%")
          ? null
          : new Numerals.Numeral(
              Set.of(Numerals.norm(BigDecimal.valueOf(sign).divide(HUNDRED))), i + 1, false);
    }
    return token.isFigure() ? figures(tokens, i) : words(tokens, i);
  }

  private static Numerals.@Nullable Numeral figures(List<Token> tokens, int i) {
    boolean fraction =
        i + 2 < tokens.size()
            && tokens.get(i + 1).is("/")
            && tokens.get(i + 2).isFigure()
            && tokens.get(i).end() == tokens.get(i + 1).start()
            && tokens.get(i + 1).end() == tokens.get(i + 2).start()
            && isShort(tokens.get(i))
            && isShort(tokens.get(i + 2))
            && !is(tokens, i + 3, "/")
            && !is(tokens, i + 3, "%");
    if (!fraction) {
      return null;
    }
    int count = Integer.parseInt(tokens.get(i).text());
    int parts = Integer.parseInt(tokens.get(i + 2).text());
    return count > 0 && count < parts ? share(count, parts, i + 3) : null;
  }

  private static boolean isShort(Token token) {
    return token.text().length() <= LONGEST;
  }

  private static Numerals.@Nullable Numeral words(List<Token> tokens, int i) {
    if (is(tokens, i, "half")) {
      boolean share =
          is(tokens, i + 1, "of") || is(tokens, i + 1, "the") || is(tokens, i + 1, "its");
      return share ? share(1, 2, i + 1) : null;
    }
    boolean article = is(tokens, i, "a") || is(tokens, i, "an");
    int count = article ? 1 : COUNTS.indexOf(tokens.get(i).word());
    int at = i + 1;
    boolean hyphen = is(tokens, at, "-");
    at += hyphen ? 1 : 0;
    String word = at < tokens.size() ? tokens.get(at).word() : "";
    boolean plural = word.endsWith("s");
    Integer parts =
        PARTS.get(plural && !word.equals("halves") ? word.substring(0, word.length() - 1) : word);
    if (count < 1 || parts == null || plural != count > 1 || count >= parts) {
      return null;
    }
    // "one third party" is somebody, "one quarter" three months, and "a third" the next one.
    boolean ofAll = is(tokens, at + 1, "of");
    boolean sure = hyphen || ofAll || (parts == 2 && !article) || (plural && parts != 4);
    return sure && !is(tokens, at + 1, "year") ? share(count, parts, at + 1) : null;
  }

  private static Numerals.Numeral share(int count, int parts, int next) {
    BigDecimal share =
        BigDecimal.valueOf(100L * count).divide(BigDecimal.valueOf(parts), 2, RoundingMode.HALF_UP);
    return new Numerals.Numeral(Set.of(Numerals.norm(share)), next, true);
  }

  private static boolean is(List<Token> tokens, int i, String word) {
    return i < tokens.size() && tokens.get(i).is(word);
  }
}
