package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import org.jspecify.annotations.Nullable;

/// Reads dates: English, German and French months, Chinese and numeric ones. A numeric date that
/// may be day before month or month before day is both.
final class Dates {
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("fév", 2),
          Map.entry("mar", 3),
          Map.entry("mär", 3),
          Map.entry("apr", 4),
          Map.entry("avr", 4),
          Map.entry("may", 5),
          Map.entry("mai", 5),
          Map.entry("jun", 6),
          Map.entry("juin", 6),
          Map.entry("jul", 7),
          Map.entry("juil", 7),
          Map.entry("aug", 8),
          Map.entry("aoû", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("okt", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12),
          Map.entry("déc", 12),
          Map.entry("dez", 12));

  private static final String MONTH =
      "(Jan(?:uary|uar|vier)?|JANUARY|Feb(?:ruary|ruar)?|FEBRUARY|[Ff]évrier|Mar(?:ch)?|MARCH|März"
          + "|[Mm]ars|Apr(?:il)?|APRIL|[Aa]vril|May|MAY|Mai|mai|June?|Juni|JUNE|juin|July?|Juli|JULY|juillet"
          + "|Aug(?:ust)?|AUGUST|août|Sept?(?:ember)?|SEPTEMBER|septembre|Oct(?:ober)?|OCTOBER"
          + "|octobre|Okt(?:ober)?|Nov(?:ember)?|NOVEMBER|novembre|Dec(?:ember)?|DECEMBER|Dez(?:ember)?"
          + "|décembre|janvier)\\b\\.?";

  private static final List<String> ORDINALS =
      List.of(
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth",
          "twentieth",
          "twenty-first",
          "twenty-second",
          "twenty-third",
          "twenty-fourth",
          "twenty-fifth",
          "twenty-sixth",
          "twenty-seventh",
          "twenty-eighth",
          "twenty-ninth",
          "thirtieth",
          "thirty-first");

  private static final String YEAR = "(?:\\s*,?\\s*([12][0-9]{3})(?![0-9]))?";

  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.])([0-9]{1,2})(?:st|nd|rd|th|er|\\.)?\\s*(?:day\\s+)?(?:of\\s+)?"
              + MONTH
              + YEAR);

  private static final Pattern WORD_FIRST =
      Pattern.compile(
          "(?<!\\p{L})((?i:"
              + String.join("|", ORDINALS.reversed())
              + "))\\s+(?:day\\s+)?(?:of\\s+)?"
              + MONTH
              + YEAR);

  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(?<!\\p{L})"
              + MONTH
              + "\\s+([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9]|[.,:]?[0-9])(?:\\s*,?\\s*([12][0-9]{3})(?![0-9]))?");

  private static final Pattern MONTH_AND_YEAR =
      Pattern.compile("(?<!\\p{L})" + MONTH + "\\s*,?\\s*(?:of\\s+)?([12][0-9]{3})(?![0-9])");

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<![0-9.])([12][0-9]{3})([-/.])([0-9]{1,2})\\2([0-9]{1,2})(?![0-9])");

  private static final Pattern NUMERIC =
      Pattern.compile(
          "(?<![0-9.])([0-9]{1,2})([-/.])([0-9]{1,2})\\2([12][0-9]{3}|[0-9]{2})(?![0-9])");

  private static final String HAN_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}";

  private static final Pattern HAN =
      Pattern.compile(
          "(?<![0-9])(?:([12][0-9]{3}|[〇零一二三四五六七八九]{4})\\s?年)(?:\\s?("
              + HAN_NUMERAL
              + ")\\s?月(?:\\s?("
              + HAN_NUMERAL
              + ")\\s?[日号])?)?|(?<![0-9])("
              + HAN_NUMERAL
              + ")\\s?月\\s?("
              + HAN_NUMERAL
              + ")\\s?[日号]");

  /// The last day of the years that two digits stand for in this century.
  private static final int PIVOT = 70;

  private final String text;
  private final List<CalendarDate> found = new ArrayList<>();

  private Dates(String text) {
    this.text = text;
  }

  /// The dates of a text, in order.
  static List<CalendarDate> of(String text) {
    Dates dates = new Dates(text);
    dates.all(YEAR_FIRST, m -> read(m.group(1), m.group(3), m.group(4)));
    dates.all(NUMERIC, Dates::numeric);
    dates.all(DAY_FIRST, m -> read(m.group(3), month(m.group(2)), m.group(1)));
    dates.all(
        WORD_FIRST,
        m ->
            read(
                m.group(3),
                month(m.group(2)),
                String.valueOf(ORDINALS.indexOf(m.group(1).toLowerCase(Locale.ROOT)) + 1)));
    dates.all(MONTH_FIRST, m -> read(m.group(3), month(m.group(1)), m.group(2)));
    dates.all(MONTH_AND_YEAR, m -> read(m.group(2), month(m.group(1)), null));
    dates.all(HAN, Dates::han);
    dates.found.sort(Comparator.comparingInt(date -> date.span().start()));
    return dates.found;
  }

  private interface Reader {
    List<CalendarDate.Reading> read(Matcher match);
  }

  private void all(Pattern pattern, Reader reader) {
    Matcher match = pattern.matcher(text);
    while (match.find()) {
      Span span = new Span(match.start(), match.end());
      List<CalendarDate.Reading> readings =
          reader.read(match).stream().filter(CalendarDate.Reading::isPossible).toList();
      if (!readings.isEmpty() && found.stream().noneMatch(date -> overlap(date.span(), span))) {
        found.add(new CalendarDate(span, readings));
      }
    }
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  private static String month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String four = lower.substring(0, Math.min(4, lower.length()));
    Integer number = MONTHS.get(four);
    return String.valueOf(number == null ? MONTHS.getOrDefault(lower.substring(0, 3), 0) : number);
  }

  private static List<CalendarDate.Reading> read(
      @Nullable String year, @Nullable String month, @Nullable String day) {
    return List.of(new CalendarDate.Reading(number(year), number(month), number(day)));
  }

  private static @Nullable Integer number(@Nullable String digits) {
    if (digits == null) {
      return null;
    }
    return Character.isDigit(digits.charAt(0))
        ? Integer.valueOf(digits)
        : Integer.valueOf((int) Numerals.hanValue(digits));
  }

  private static List<CalendarDate.Reading> numeric(Matcher match) {
    String written = match.group(4);
    if (match.group(2).equals(".") && written.length() == 2) {
      return List.of();
    }
    int year = Integer.parseInt(written);
    if (written.length() == 2) {
      year += year < PIVOT ? 2000 : 1900;
    }
    int one = Integer.parseInt(match.group(1));
    int other = Integer.parseInt(match.group(3));
    return List.of(
        new CalendarDate.Reading(year, other, one), new CalendarDate.Reading(year, one, other));
  }

  private static List<CalendarDate.Reading> han(Matcher match) {
    return match.group(1) == null
        ? read(null, match.group(4), match.group(5))
        : read(match.group(1), match.group(2), match.group(3));
  }
}
