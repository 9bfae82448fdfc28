package lectern.synthesize.cite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import lectern.ingest.Span;
import lectern.synthesize.Fact;
import org.jspecify.annotations.Nullable;

/// Reads the numbers of a text with their units.
final class Quantities {
  private static final BigDecimal BASIS_POINT = new BigDecimal("0.01");

  private static final Map<String, Integer> ORDINALS =
      Map.ofEntries(
          Map.entry("second", 2),
          Map.entry("third", 3),
          Map.entry("fourth", 4),
          Map.entry("fifth", 5),
          Map.entry("sixth", 6),
          Map.entry("seventh", 7),
          Map.entry("eighth", 8),
          Map.entry("ninth", 9),
          Map.entry("tenth", 10),
          Map.entry("twelfth", 12));

  private final String text;
  private final List<Token> tokens;
  private final IntPredicate taken;
  private final List<Quantity> found = new ArrayList<>();

  private Quantities(String text, List<Token> tokens, IntPredicate taken) {
    this.text = text;
    this.tokens = tokens;
    this.taken = taken;
  }

  /// The numbers of a text, in order.
  ///
  /// @param taken offsets that belong to dates, references and addresses
  static List<Quantity> of(String text, List<Token> tokens, IntPredicate taken) {
    Quantities reader = new Quantities(text, tokens, taken);
    int i = 0;
    while (i < tokens.size()) {
      i = Math.max(i + 1, reader.read(i));
    }
    return reader.found;
  }

  /// The durations that a text speaks of without a number: "a year", "monthly".
  static List<Quantity> unnumbered(List<Token> tokens) {
    List<Quantity> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      TimeUnits.Unit unit = TimeUnits.every(tokens.get(i).word());
      if (unit == null && i > 0 && isEach(tokens.get(i - 1).word())) {
        unit = TimeUnits.of(tokens.get(i).word());
      }
      if (unit != null) {
        found.add(
            new Quantity(
                Fact.Kind.DURATION,
                tokens.get(i).span(),
                Set.of(BigDecimal.valueOf(unit.factor())),
                Set.of(BigDecimal.ONE),
                unit.base(),
                Quantity.Bound.NONE));
      }
    }
    return found;
  }

  private static boolean isEach(String word) {
    return switch (word) {
      case "a", "an", "each", "every", "per", "one", "the", "that", "said" -> true;
      default -> false;
    };
  }

  private int read(int i) {
    Token token = tokens.get(i);
    if (taken.test(token.start())) {
      return i + 1;
    }
    if (token.is("百") && is(i + 1, "分") && is(i + 2, "之")) {
      return hanShare(i);
    }
    Integer ordinal = ORDINALS.get(token.word());
    if (ordinal != null && !token.isCapital()) {
      add(Fact.Kind.NUMBER, i, i + 1, Set.of(BigDecimal.valueOf(ordinal)), "ordinal");
      return i + 1;
    }
    Numerals.Numeral fraction = Fractions.at(tokens, i);
    if (fraction != null) {
      add(Fact.Kind.PERCENTAGE, i, fraction.next(), fraction.values(), "%");
      return fraction.next();
    }
    String before = currencyBefore(i);
    Numerals.Numeral numeral = Numerals.at(tokens, i, before != null);
    if (numeral == null) {
      return i + 1;
    }
    if (numeral.values().isEmpty()) {
      add(Fact.Kind.NUMBER, i, i + 1, Set.of(), "");
      return i + 1;
    }
    int next = numeral.next();
    if (token.isFigure() && isOrdinalEnding(next)) {
      add(Fact.Kind.NUMBER, i, next + 1, numeral.values(), "ordinal");
      return next + 1;
    }
    if (before != null) {
      add(Fact.Kind.MONEY, i - 1, next, numeral.values(), before);
      return next;
    }
    int shared = share(i, numeral);
    if (shared > 0) {
      return shared;
    }
    int lasting = duration(i, numeral);
    if (lasting > 0) {
      return lasting;
    }
    String behind = next < tokens.size() ? currencyBehind(next) : null;
    if (behind != null) {
      add(Fact.Kind.MONEY, i, next + 1, numeral.values(), behind);
      return next + 1;
    }
    Measures.Unit measure = next < tokens.size() ? Measures.at(tokens, unit(next)) : null;
    if (measure != null) {
      Set<BigDecimal> values = times(numeral.values(), measure.factor());
      add(Fact.Kind.NUMBER, i, measure.next(), values, numeral.values(), measure.base());
      return measure.next();
    }
    if (isCounted(numeral, i)) {
      add(Fact.Kind.NUMBER, i, next, numeral.values(), "");
    }
    return next;
  }

  /// The token at which a number's unit begins: `20-page`, `a 5-mile radius`.
  private int unit(int next) {
    return is(next, "-") && next + 1 < tokens.size() ? next + 1 : next;
  }

  private static Set<BigDecimal> times(Set<BigDecimal> values, BigDecimal factor) {
    Set<BigDecimal> scaled = new LinkedHashSet<>();
    values.forEach(value -> scaled.add(Numerals.norm(value.multiply(factor))));
    return scaled;
  }

  /// Whether a number alone is one: "one" is a pronoun more often, and a Chinese character that is
  /// a numeral part of a word.
  private boolean isCounted(Numerals.Numeral numeral, int i) {
    return tokens.get(i).isHan()
        ? numeral.next() > i + 1
        : !(numeral.words() && numeral.values().contains(BigDecimal.ONE));
  }

  private boolean is(int i, String word) {
    return i < tokens.size() && tokens.get(i).is(word);
  }

  private int hanShare(int i) {
    Numerals.Numeral numeral = i + 3 < tokens.size() ? Numerals.at(tokens, i + 3, false) : null;
    if (numeral == null) {
      return i + 3;
    }
    add(Fact.Kind.PERCENTAGE, i, numeral.next(), numeral.values(), "%");
    return numeral.next();
  }

  private boolean isOrdinalEnding(int next) {
    return next < tokens.size()
        && tokens.get(next).start() == tokens.get(next - 1).end()
        && Set.of("st", "nd", "rd", "th").contains(tokens.get(next).word());
  }

  private @Nullable String currencyBefore(int i) {
    if (i == 0) {
      return null;
    }
    Token before = tokens.get(i - 1);
    // "US$ 5", and no word such as "pounds 5".
    if (before.is("$") && i > 1 && tokens.get(i - 2).is("us")) {
      return "USD";
    }
    return !before.isWord()
            || before.text().equals(before.text().toUpperCase(java.util.Locale.ROOT))
        ? Currencies.of(before.word()).orElse(null)
        : null;
  }

  private @Nullable String currencyBehind(int next) {
    Token behind = tokens.get(next);
    if ((behind.is("us") || behind.is("u")) && is(next + 1, "dollars")) {
      return "USD";
    }
    return Currencies.of(behind.word()).orElse(null);
  }

  private int share(int i, Numerals.Numeral numeral) {
    int next = numeral.next();
    if (next >= tokens.size()) {
      return 0;
    }
    String unit = tokens.get(next).word();
    int end =
        switch (unit) {
          case "%", "％", "percent", "prozent", "percentage" -> next + 1;
          case "per", "pro", "pour" -> is(next + 1, "cent") ? next + 2 : 0;
          default -> 0;
        };
    if (end > 0) {
      add(Fact.Kind.PERCENTAGE, i, end, numeral.values(), "%");
      return end;
    }
    if (unit.equals("basis") && (is(next + 1, "points") || is(next + 1, "point"))) {
      Set<BigDecimal> values = times(numeral.values(), BASIS_POINT);
      add(Fact.Kind.PERCENTAGE, i, next + 2, values, "%");
      return next + 2;
    }
    return 0;
  }

  /// "30 days", "two-year", "five (5) consecutive Business Days".
  private int duration(int i, Numerals.Numeral numeral) {
    int at = numeral.next();
    boolean business = false;
    for (int step = 0; step < 3 && at < tokens.size(); step++) {
      String word = tokens.get(at).word();
      business |= TimeUnits.isBusiness(word);
      boolean between =
          word.equals("-")
              || TimeUnits.isBusiness(word)
              || word.equals("calendar")
              || word.equals("consecutive")
              || word.equals("full")
              || word.equals("clear")
              || word.equals("whole")
              || word.equals("more");
      if (!between) {
        break;
      }
      at++;
    }
    String unit = at < tokens.size() ? tokens.get(at).word() : "";
    int end = at + 1;
    if ((unit.equals("个") || unit.equals("小") || unit.equals("分") || unit.equals("星"))
        && at + 1 < tokens.size()) {
      unit += tokens.get(at + 1).word();
      end++;
    } else if (unit.equals("工") && is(at + 1, "作") && is(at + 2, "日")) {
      add(Fact.Kind.DURATION, i, at + 3, numeral.values(), TimeUnits.BUSINESS_DAY);
      return at + 3;
    }
    TimeUnits.Unit known = TimeUnits.of(unit);
    if (known == null) {
      return 0;
    }
    if (business) {
      add(Fact.Kind.DURATION, i, end, numeral.values(), TimeUnits.BUSINESS_DAY);
      return end;
    }
    Set<BigDecimal> values = times(numeral.values(), BigDecimal.valueOf(known.factor()));
    add(Fact.Kind.DURATION, i, end, values, numeral.values(), known.base());
    return end;
  }

  private void add(Fact.Kind kind, int from, int to, Set<BigDecimal> values, String unit) {
    add(kind, from, to, values, values, unit);
  }

  private void add(
      Fact.Kind kind,
      int from,
      int to,
      Set<BigDecimal> values,
      Set<BigDecimal> written,
      String unit) {
    boolean negative = isNegative(kind, from);
    int first = negative ? from - 1 : from;
    Span span = new Span(tokens.get(first).start(), tokens.get(to - 1).end());
    Set<BigDecimal> signed = negative ? times(values, BigDecimal.ONE.negate()) : values;
    Set<BigDecimal> signedAsWritten = negative ? times(written, BigDecimal.ONE.negate()) : written;
    found.add(new Quantity(kind, span, signed, signedAsWritten, unit, Bounds.of(text, span)));
  }

  /// Whether a minus stands before a number: a dash that adjoins it and nothing before, and no
  /// range or list.
  private boolean isNegative(Fact.Kind kind, int from) {
    if (from == 0 || kind == Fact.Kind.DURATION) {
      return false;
    }
    Token sign = tokens.get(from - 1);
    if (sign.is("minus") || sign.is("negative")) {
      return true;
    }
    boolean opens =
        sign.start() == 0 || " \t\n\u00a0([|:".indexOf(text.charAt(sign.start() - 1)) >= 0;
    boolean listed = from > 1 && (tokens.get(from - 2).isFigure() || tokens.get(from - 2).is("%"));
    return "-−–".contains(sign.text())
        && (!sign.is("–") || kind == Fact.Kind.PERCENTAGE || kind == Fact.Kind.MONEY)
        && sign.end() == tokens.get(from).start()
        && opens
        && !listed;
  }
}
