package lectern.synthesize.cite;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Units of time in English, German, French and Chinese, and how many of the smaller unit each is.
final class TimeUnits {
  static final String MINUTE = "minute";
  static final String MONTH = "month";
  static final String BUSINESS_DAY = "business day";

  /// A unit, as a multiple of [#MINUTE] or [#MONTH].
  record Unit(String base, long factor) {}

  private static final Unit MINUTES = new Unit(MINUTE, 1);
  private static final Unit HOURS = new Unit(MINUTE, 60);
  private static final Unit DAYS = new Unit(MINUTE, 24 * 60);
  private static final Unit WEEKS = new Unit(MINUTE, 7 * 24 * 60);
  private static final Unit MONTHS = new Unit(MONTH, 1);
  private static final Unit QUARTERS = new Unit(MONTH, 3);
  private static final Unit YEARS = new Unit(MONTH, 12);

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("minute", MINUTES),
          Map.entry("minutes", MINUTES),
          Map.entry("hour", HOURS),
          Map.entry("hours", HOURS),
          Map.entry("stunde", HOURS),
          Map.entry("stunden", HOURS),
          Map.entry("heure", HOURS),
          Map.entry("heures", HOURS),
          Map.entry("day", DAYS),
          Map.entry("days", DAYS),
          Map.entry("tag", DAYS),
          Map.entry("tage", DAYS),
          Map.entry("tagen", DAYS),
          Map.entry("jour", DAYS),
          Map.entry("jours", DAYS),
          Map.entry("week", WEEKS),
          Map.entry("weeks", WEEKS),
          Map.entry("woche", WEEKS),
          Map.entry("wochen", WEEKS),
          Map.entry("semaine", WEEKS),
          Map.entry("semaines", WEEKS),
          Map.entry("month", MONTHS),
          Map.entry("months", MONTHS),
          Map.entry("monat", MONTHS),
          Map.entry("monate", MONTHS),
          Map.entry("monaten", MONTHS),
          Map.entry("mois", MONTHS),
          Map.entry("quarter", QUARTERS),
          Map.entry("quarters", QUARTERS),
          Map.entry("year", YEARS),
          Map.entry("years", YEARS),
          Map.entry("jahr", YEARS),
          Map.entry("jahre", YEARS),
          Map.entry("jahren", YEARS),
          Map.entry("an", YEARS),
          Map.entry("ans", YEARS),
          Map.entry("année", YEARS),
          Map.entry("années", YEARS),
          Map.entry("分钟", MINUTES),
          Map.entry("小时", HOURS),
          Map.entry("日", DAYS),
          Map.entry("天", DAYS),
          Map.entry("周", WEEKS),
          Map.entry("星期", WEEKS),
          Map.entry("月", MONTHS),
          Map.entry("个月", MONTHS),
          Map.entry("年", YEARS));

  /// Words that say how often, as the time between.
  private static final Map<String, Unit> EVERY =
      Map.of(
          "annual", YEARS,
          "annually", YEARS,
          "annum", YEARS,
          "yearly", YEARS,
          "monthly", MONTHS,
          "quarterly", QUARTERS,
          "weekly", WEEKS,
          "daily", DAYS,
          "hourly", HOURS,
          "fortnight", new Unit(MINUTE, 14 * 24 * 60));

  private TimeUnits() {}

  static @Nullable Unit of(String word) {
    return UNITS.get(word.replaceAll("'s?$", ""));
  }

  /// The time that a word like "monthly" says by itself.
  static @Nullable Unit every(String word) {
    return EVERY.get(word);
  }

  /// Whether days that are so called are working days.
  static boolean isBusiness(String word) {
    return word.equals("business") || word.equals("working") || word.equals("trading");
  }
}
