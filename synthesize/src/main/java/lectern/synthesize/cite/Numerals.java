package lectern.synthesize.cite;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads numbers in digits and in words, English and Chinese.
///
/// A comma before three digits sets off thousands, a point does not, unless another mark shows that
/// it does; such a figure may be read either way, and both values are given.
final class Numerals {
  /// A number.
  ///
  /// @param values what it may mean; more than one where the marks leave it open
  /// @param next the token behind it
  /// @param words whether it is written in words
  record Numeral(Set<BigDecimal> values, int next, boolean words) {}

  private static final int GROUP = 3;

  /// Digits and marks of the longest figure that is read.
  private static final int LONGEST_FIGURE = 30;

  private static final Map<String, Integer> UNITS =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19));

  private static final Map<String, Integer> TENS =
      Map.of(
          "twenty", 20, "thirty", 30, "forty", 40, "fourty", 40, "fifty", 50, "sixty", 60,
          "seventy", 70, "eighty", 80, "ninety", 90);

  private static final Map<String, Long> SCALES =
      Map.ofEntries(
          Map.entry("thousand", 1_000L),
          Map.entry("million", 1_000_000L),
          Map.entry("millions", 1_000_000L),
          Map.entry("mn", 1_000_000L),
          Map.entry("mio", 1_000_000L),
          Map.entry("millionen", 1_000_000L),
          Map.entry("billion", 1_000_000_000L),
          Map.entry("billions", 1_000_000_000L),
          Map.entry("bn", 1_000_000_000L),
          Map.entry("mrd", 1_000_000_000L),
          Map.entry("milliarden", 1_000_000_000L),
          Map.entry("trillion", 1_000_000_000_000L));

  /// Letters that scale a figure they are written to, where it is money.
  private static final Map<String, Long> SHORT_SCALES =
      Map.of("k", 1_000L, "m", 1_000_000L, "b", 1_000_000_000L);

  private static final String HAN_DIGITS = "零一二三四五六七八九";

  private static final Map<Character, Integer> HAN_PLACES = Map.of('十', 10, '百', 100, '千', 1_000);

  private static final Map<Character, Long> HAN_SCALES = Map.of('万', 10_000L, '亿', 100_000_000L);

  private Numerals() {}

  /// The number that begins at a token, or null.
  static @Nullable Numeral at(List<Token> tokens, int i, boolean money) {
    Token token = tokens.get(i);
    if (token.isFigure()) {
      return figure(tokens, i, money);
    }
    if (token.isHan()) {
      return han(tokens, i);
    }
    return token.isWord() ? words(tokens, i) : null;
  }

  private static Numeral figure(List<Token> tokens, int i, boolean money) {
    Set<BigDecimal> values = values(tokens.get(i).text());
    int next = i + 1;
    if (next < tokens.size()) {
      Token behind = tokens.get(next);
      Long scale = SCALES.get(behind.word());
      if (scale == null && money && behind.start() == tokens.get(i).end()) {
        scale = SHORT_SCALES.get(behind.word());
      }
      if (scale == null && behind.isHan()) {
        scale = HAN_SCALES.get(behind.text().charAt(0));
      }
      if (scale != null) {
        return new Numeral(times(values, scale), next + 1, false);
      }
    }
    return new Numeral(values, next, false);
  }

  private static Set<BigDecimal> times(Set<BigDecimal> values, long scale) {
    Set<BigDecimal> scaled = new LinkedHashSet<>();
    values.forEach(value -> scaled.add(norm(value.multiply(BigDecimal.valueOf(scale)))));
    return scaled;
  }

  /// What a figure may mean.
  static Set<BigDecimal> values(String figure) {
    String digits = figure.replaceAll("[ \u00a0\u202f'’]", "");
    if (digits.length() > LONGEST_FIGURE) {
      return Set.of();
    }
    int comma = digits.lastIndexOf(',');
    int point = digits.lastIndexOf('.');
    if (comma < 0 && point < 0) {
      return Set.of(norm(new BigDecimal(digits)));
    }
    if (comma >= 0 && point >= 0) {
      boolean pointLast = point > comma;
      String plain = digits.replace(pointLast ? "," : ".", "").replace(pointLast ? '.' : ',', '.');
      return isOnce(plain) ? Set.of(norm(new BigDecimal(plain))) : whole(digits);
    }
    char mark = comma >= 0 ? ',' : '.';
    int at = Math.max(comma, point);
    if (digits.indexOf(mark) != at) {
      return grouped(digits, mark) ? whole(digits) : Set.of();
    }
    boolean group = digits.length() - at - 1 == GROUP && at <= GROUP && digits.charAt(0) != '0';
    if (!group) {
      return Set.of(norm(new BigDecimal(digits.replace(mark, '.'))));
    }
    return mark == ','
        ? whole(digits)
        : Set.of(norm(new BigDecimal(digits)), norm(new BigDecimal(digits.replace(".", ""))));
  }

  private static boolean isOnce(String plain) {
    return plain.indexOf('.') == plain.lastIndexOf('.');
  }

  private static Set<BigDecimal> whole(String digits) {
    return Set.of(norm(new BigDecimal(digits.replaceAll("[.,]", ""))));
  }

  private static boolean grouped(String digits, char mark) {
    String[] groups = digits.split(mark == '.' ? "\\." : ",", -1);
    for (int i = 1; i < groups.length; i++) {
      if (groups[i].length() != GROUP) {
        return false;
      }
    }
    return groups[0].length() <= GROUP;
  }

  static BigDecimal norm(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /// "one hundred and twenty-five thousand (125,000)".
  private static @Nullable Numeral words(List<Token> tokens, int i) {
    long total = 0;
    long part = 0;
    int last = -1;
    int at = i;
    boolean small = true;
    while (at < tokens.size()) {
      String word = tokens.get(at).word();
      Integer unit = UNITS.get(word);
      Integer ten = TENS.get(word);
      Long scale = SCALES.get(word);
      if (unit != null && small) {
        part += unit;
        small = false;
      } else if (ten != null && small) {
        part += ten;
      } else if (word.equals("hundred") && (last >= 0 || isArticle(tokens, i))) {
        part = Math.max(part, 1) * 100;
        small = true;
      } else if (scale != null && last >= 0) {
        total += Math.max(part, 1) * scale;
        part = 0;
        small = true;
      } else if (last >= 0 && joins(tokens, at)) {
        at++;
        continue;
      } else {
        break;
      }
      last = at++;
    }
    if (last < 0) {
      return null;
    }
    Set<BigDecimal> values = Set.of(norm(BigDecimal.valueOf(total + part)));
    return new Numeral(values, repeated(tokens, last + 1, values), true);
  }

  private static boolean isArticle(List<Token> tokens, int i) {
    return i > 0 && tokens.get(i - 1).is("a");
  }

  /// Whether a hyphen or an "and" stands between the words of one number.
  private static boolean joins(List<Token> tokens, int at) {
    if (at + 1 >= tokens.size()) {
      return false;
    }
    String next = tokens.get(at + 1).word();
    boolean number = UNITS.containsKey(next) || TENS.containsKey(next);
    return switch (tokens.get(at).word()) {
      case "-" -> number || next.equals("hundred") || SCALES.containsKey(next);
      case "and" -> number && isHundredBefore(tokens, at);
      default -> false;
    };
  }

  private static boolean isHundredBefore(List<Token> tokens, int at) {
    String before = tokens.get(at - 1).word();
    return before.equals("hundred") || SCALES.containsKey(before);
  }

  /// The token behind the same number in digits and brackets: "thirty (30)".
  private static int repeated(List<Token> tokens, int next, Set<BigDecimal> values) {
    return next + 2 < tokens.size()
            && tokens.get(next).is("(")
            && tokens.get(next + 1).isFigure()
            && tokens.get(next + 2).is(")")
            && values(tokens.get(next + 1).text()).equals(values)
        ? next + 3
        : next;
  }

  private static @Nullable Numeral han(List<Token> tokens, int i) {
    StringBuilder numeral = new StringBuilder();
    int at = i;
    while (at < tokens.size() && isHanNumeral(tokens.get(at).text().charAt(0))) {
      numeral.append(tokens.get(at++).text());
    }
    return numeral.isEmpty()
        ? null
        : new Numeral(Set.of(BigDecimal.valueOf(hanValue(numeral.toString()))), at, true);
  }

  private static boolean isHanNumeral(char c) {
    return "〇两".indexOf(c) >= 0
        || HAN_DIGITS.indexOf(c) >= 0
        || HAN_PLACES.containsKey(c)
        || HAN_SCALES.containsKey(c);
  }

  /// Value of a Chinese numeral, 三十 or 二〇二四.
  static long hanValue(String numeral) {
    String plain = numeral.replace('〇', '零').replace('两', '二');
    if (plain.chars().allMatch(c -> HAN_DIGITS.indexOf(c) >= 0)) {
      long value = 0;
      for (int i = 0; i < plain.length(); i++) {
        value = value * 10 + HAN_DIGITS.indexOf(plain.charAt(i));
      }
      return value;
    }
    long total = 0;
    long section = 0;
    long digit = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      Integer place = HAN_PLACES.get(c);
      Long scale = HAN_SCALES.get(c);
      if (place != null) {
        section += Math.max(digit, 1) * place;
        digit = 0;
      } else if (scale != null) {
        total = (total + section + digit) * scale;
        section = 0;
        digit = 0;
      } else {
        digit = HAN_DIGITS.indexOf(c);
      }
    }
    return total + section + digit;
  }
}
