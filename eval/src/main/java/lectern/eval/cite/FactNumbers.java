package lectern.eval.cite;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the same numbers, dates, sums and times another way.
final class FactNumbers {
  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");

  private static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  static final String WORDS =
      "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
          + "|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
          + "|two|three|four|five|six|seven|eight|nine|one";

  static final Pattern SPAN_OF_TIME =
      Pattern.compile(
          "(?i)\\b(?:("
              + WORDS
              + ")\\s\\(([0-9]{1,3})\\)|("
              + WORDS
              + ")|([0-9]{1,3}))([ -](?:(?:calendar|consecutive|business|working|full) )?)(hour|day|week|month|year)(s?)\\b");

  static final Pattern DATE =
      Pattern.compile(
          "\\b(?:([0-9]{1,2}) ("
              + String.join("|", MONTHS)
              + "),? ([12][0-9]{3})|("
              + String.join("|", MONTHS)
              + ") ([0-9]{1,2}), ([12][0-9]{3}))\\b");

  static final Pattern SUM =
      Pattern.compile(
          "([£$€])\\s?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{2,})(\\.[0-9]{2})?(?![0-9,]|\\s?(?:million|billion))");

  static final Pattern SHARE =
      Pattern.compile(
          "(?i)\\b(?:("
              + WORDS
              + ")\\s)?\\(?\\b([0-9]{1,3}(?:\\.[0-9]+)?)\\s?(%|per ?cent\\b)\\)?");

  private FactNumbers() {}

  static int value(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int small = SMALL.indexOf(lower);
    if (small >= 0) {
      return small;
    }
    String[] parts = lower.split("-", -1);
    return TENS.indexOf(parts[0]) * 10 + (parts.length > 1 ? SMALL.indexOf(parts[1]) : 0);
  }

  static String words(int value) {
    if (value < SMALL.size()) {
      return SMALL.get(value);
    }
    if (value < 100) {
      return TENS.get(value / 10) + (value % 10 == 0 ? "" : "-" + SMALL.get(value % 10));
    }
    String rest = value % 100 == 0 ? "" : " and " + words(value % 100);
    return SMALL.get(value / 100) + " hundred" + rest;
  }

  static int number(MatchResult time) {
    return time.group(4) != null
        ? Integer.parseInt(time.group(4))
        : value(time.group(3) == null ? time.group(1) : time.group(3));
  }

  /// "thirty (30) days" as "30 days", "two years" as "24 months".
  static String times(String text, SplittableRandom random) {
    return SPAN_OF_TIME
        .matcher(text)
        .replaceAll(time -> Matcher.quoteReplacement(time(time, random)));
  }

  private static String time(MatchResult time, SplittableRandom random) {
    int number = number(time);
    String unit = time.group(6).toLowerCase(Locale.ROOT);
    boolean plain = time.group(5).equals(" ");
    int choice = random.nextInt(4);
    if (plain && choice == 3 && number > 0) {
      if (unit.equals("month") && number % 12 == 0) {
        return numbered(number / 12, "year", random);
      }
      if (unit.equals("year") && number < 5) {
        return numbered(number * 12, "month", random);
      }
      if (unit.equals("day") && number % 7 == 0 && number < 60) {
        return numbered(number / 7, "week", random);
      }
      if (unit.equals("week") && number < 10) {
        return numbered(number * 7, "day", random);
      }
      if (unit.equals("hour") && number % 24 == 0) {
        return numbered(number / 24, "day", random);
      }
    }
    String written = choice % 2 == 0 ? String.valueOf(number) : words(number);
    return written + time.group(5) + time.group(6) + time.group(7);
  }

  private static String numbered(int number, String unit, SplittableRandom random) {
    return (random.nextBoolean() ? String.valueOf(number) : words(number))
        + " "
        + unit
        + (number == 1 ? "" : "s");
  }

  static String dates(String text, SplittableRandom random) {
    return DATE.matcher(text).replaceAll(date -> date(date, random));
  }

  private static String date(MatchResult date, SplittableRandom random) {
    boolean dayFirst = date.group(1) != null;
    int day = Integer.parseInt(dayFirst ? date.group(1) : date.group(5));
    int month = MONTHS.indexOf(dayFirst ? date.group(2) : date.group(4));
    String year = dayFirst ? date.group(3) : date.group(6);
    return date(day, month, year, random);
  }

  static String date(int day, int month, String year, SplittableRandom random) {
    String name = MONTHS.get(month);
    return switch (random.nextInt(6)) {
      case 0 -> day + " " + name + " " + year;
      case 1 -> name + " " + day + ", " + year;
      case 2 -> String.format(Locale.ROOT, "%s-%02d-%02d", year, month + 1, day);
      case 3 -> day + " " + name.substring(0, 3) + " " + year;
      case 4 -> "the " + day + ending(day) + " of " + name + " " + year;
      default -> String.format(Locale.ROOT, "%02d/%02d/%s", day, month + 1, year);
    };
  }

  private static String ending(int day) {
    if (day / 10 == 1) {
      return "th";
    }
    return switch (day % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }

  static String sums(String text, SplittableRandom random) {
    return SUM.matcher(text).replaceAll(sum -> Matcher.quoteReplacement(sum(sum, random)));
  }

  private static String sum(MatchResult sum, SplittableRandom random) {
    long whole = Long.parseLong(sum.group(2).replace(",", ""));
    boolean cents = sum.group(3) != null && !sum.group(3).equals(".00");
    if (cents) {
      return sum.group(1) + whole + sum.group(3);
    }
    String name =
        switch (sum.group(1)) {
          case "£" -> "pounds";
          case "€" -> "euros";
          default -> "dollars";
        };
    String grouped = String.format(Locale.ROOT, "%,d", whole);
    if (whole % 100_000 == 0 && whole >= 1_000_000 && random.nextBoolean()) {
      String millions = String.format(Locale.ROOT, "%.1f", whole / 1e6).replace(".0", "");
      return sum.group(1) + millions + " million";
    }
    return switch (random.nextInt(3)) {
      case 0 -> sum.group(1) + whole;
      case 1 -> grouped + " " + name;
      default -> sum.group(1) + grouped;
    };
  }

  static String shares(String text, SplittableRandom random) {
    return SHARE
        .matcher(text)
        .replaceAll(
            share ->
                Matcher.quoteReplacement(
                    switch (random.nextInt(4)) {
                      case 0 -> share.group(2) + "%";
                      case 1 -> share.group(2) + " per cent";
                      case 2 -> share.group(2) + " %";
                      default ->
                          share.group(2).contains(".") || Integer.parseInt(share.group(2)) >= 100
                              ? share.group(2) + " percent"
                              : words(Integer.parseInt(share.group(2))) + " per cent";
                    }));
  }
}
