package lectern.eval.cite;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A way to make a sentence say another thing than its source by changing one fact.
public enum FactChange {
  /// Another number of days, months or years: 30 to 60.
  TIME {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return one(FactNumbers.SPAN_OF_TIME, text, random, time -> time(time, random));
    }
  },
  /// Another sum.
  AMOUNT {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return one(FactNumbers.SUM, text, random, sum -> sum.group(1) + amount(sum.group(2), random));
    }
  },
  /// Another share in per cent.
  PERCENTAGE {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return one(FactNumbers.SHARE, text, random, share -> share(share.group(2), random) + "%");
    }
  },
  /// Another day, month or year.
  DATE {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return one(FactNumbers.DATE, text, random, date -> date(date, random));
    }
  },
  /// What must be done may be done, or the other way round.
  MODAL {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return DENIES.matcher(text).find()
          ? Optional.empty()
          : one(MODALS, text, random, found -> found.group(1).equals("may") ? "must" : "may");
    }
  },
  /// A "not" is left out.
  NOT_DROPPED {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return one(NEGATED, text, random, found -> found.group(1));
    }
  },
  /// A "not" is put in.
  NOT_ADDED {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return DENIES.matcher(text).find()
          ? Optional.empty()
          : one(PLAIN, text, random, found -> found.group(1) + " not");
    }
  },
  /// Two parties have changed places.
  PARTIES_SWAPPED {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return swapped(text);
    }
  },
  /// At least instead of at most, and the like.
  COMPARISON {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return one(LIMITS, text, random, found -> OPPOSITES.getOrDefault(found.group(), ""));
    }
  },
  /// After instead of before.
  ORDER {
    @Override
    Optional<String> apply(String text, SplittableRandom random) {
      return one(ORDERS, text, random, found -> ORDER_OPPOSITES.getOrDefault(found.group(), ""));
    }
  };

  /// A "not" more or less would make another sentence, but a strange one.
  private static final Pattern DENIES =
      Pattern.compile("\\b(?:[Nn]o|[Nn]either|[Nn]or|[Nn]othing|[Nn]one|never|no longer)\\b");

  private static final Pattern MODALS =
      Pattern.compile(
          "(?<!\\b(?:as|that|which|who|it|they|what|such) )\\b(shall|must|may)\\b(?! (?:not|be entitled|be required|be permitted|be obliged|have|only)\\b)");

  private static final Pattern NEGATED =
      Pattern.compile(
          "\\b(shall|must|is|are|was|were|does|do|has|have)\\s+not\\b(?! (?:less|more|later|earlier|exceed|only|limited|be less|be more|be limited))");

  private static final Pattern PLAIN =
      Pattern.compile(
          "\\b(shall|must|is|are|was|were)\\b(?! (?:not|no|only|exceed|in no|less|more|also)\\b)");

  private static final Map<String, String> OPPOSITES =
      Map.ofEntries(
          Map.entry("at least", "at most"),
          Map.entry("not less than", "not more than"),
          Map.entry("no less than", "no more than"),
          Map.entry("not more than", "not less than"),
          Map.entry("no more than", "no less than"),
          Map.entry("at most", "at least"),
          Map.entry("more than", "less than"),
          Map.entry("in excess of", "less than"),
          Map.entry("less than", "more than"),
          Map.entry("up to", "at least"),
          Map.entry("not later than", "not earlier than"),
          Map.entry("no later than", "no earlier than"),
          Map.entry("within", "no earlier than"));

  private static final Pattern LIMITS =
      Pattern.compile(
          "(?<!\\bnot |\\bno )\\b(?:at least|not less than|no less than|not more than|no more than|at most|more than|in"
              + " excess of|less than|up to|not later than|no later than|within)\\b(?= (?:the |a |an )?(?:[£$€]?[0-9]|"
              + FactNumbers.WORDS
              + "))");

  private static final Map<String, String> ORDER_OPPOSITES =
      Map.of("prior to", "after", "before", "after", "after", "before", "following", "before");

  private static final Pattern ORDERS =
      Pattern.compile(
          "\\b(?:prior to|before|after|following)\\b(?= (?:the|a|an|any|such|its|receipt|delivery|notice|expiry|termination|[A-Z]))(?! the following)");

  private static final String ROLE =
      "Tenant|Landlord|Licensor|Licensee|Company|Distributor|Supplier|Customer|Buyer|Seller|Provider|Recipient"
          + "|Consultant|Client|Agent|Contractor|Franchisee|Franchisor|Manufacturer|Reseller|Vendor|Purchaser"
          + "|Borrower|Lender|Guarantor|Owner|Operator|Sponsor|Host|Affiliate|Producer|Artist|Promoter";

  /// Somebody who does something, as the subject of the sentence's first verb.
  private static final Pattern DOER =
      Pattern.compile("^(?:The |the )?(" + ROLE + ") (?:shall|must|may|will|is|has|agrees)\\b");

  private static final Pattern ANYBODY = Pattern.compile("\\b(" + ROLE + ")\\b");

  /// The sentence with one fact changed; empty where it has none of the kind.
  ///
  /// @param text a sentence of a contract
  abstract Optional<String> apply(String text, SplittableRandom random);

  private static Optional<String> one(
      Pattern pattern, String text, SplittableRandom random, Function<MatchResult, String> change) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    MatchResult chosen = found.get(random.nextInt(found.size()));
    String changed = change.apply(chosen);
    return changed.isEmpty() || changed.equals(chosen.group())
        ? Optional.empty()
        : Optional.of(text.substring(0, chosen.start()) + changed + text.substring(chosen.end()));
  }

  private static String time(MatchResult time, SplittableRandom random) {
    int number = FactNumbers.number(time);
    int other = random.nextBoolean() ? number * 2 : number + 1 + random.nextInt(4);
    boolean digits = time.group(4) != null || time.group(1) != null;
    return (digits ? String.valueOf(other) : FactNumbers.words(other))
        + time.group(5)
        + time.group(6)
        + (time.group(5).startsWith("-") ? time.group(7) : "s");
  }

  private static String share(String figure, SplittableRandom random) {
    boolean whole = figure.indexOf('.') < 0;
    return whole ? figure + "." + (1 + random.nextInt(9)) : figure + (1 + random.nextInt(9));
  }

  private static String amount(String digits, SplittableRandom random) {
    long value = Long.parseLong(digits.replace(",", ""));
    long other =
        random.nextBoolean() ? value * 10 : value + Math.max(1, value / (2 + random.nextInt(4)));
    return String.format(Locale.ROOT, "%,d", other);
  }

  private static String date(MatchResult date, SplittableRandom random) {
    boolean dayFirst = date.group(1) != null;
    int day = Integer.parseInt(dayFirst ? date.group(1) : date.group(5));
    int month = FactNumbers.MONTHS.indexOf(dayFirst ? date.group(2) : date.group(4));
    int year = Integer.parseInt(dayFirst ? date.group(3) : date.group(6));
    switch (random.nextInt(3)) {
      case 0 -> day = day % 27 + 1;
      case 1 -> month = (month + 1 + random.nextInt(11)) % 12;
      default -> year += 1 + random.nextInt(3);
    }
    String name = FactNumbers.MONTHS.get(month);
    return dayFirst ? day + " " + name + " " + year : name + " " + day + ", " + year;
  }

  private static Optional<String> swapped(String text) {
    Matcher doer = DOER.matcher(text.replaceAll("^(?:\\([a-z]{1,4}\\)|[0-9.]+)\\s", ""));
    if (!doer.find()) {
      return Optional.empty();
    }
    String one = doer.group(1);
    return ANYBODY
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(other -> !other.equals(one))
        .findFirst()
        .map(
            other ->
                Pattern.compile("\\b(" + one + "|" + other + ")\\b")
                    .matcher(text)
                    .replaceAll(found -> found.group().equals(one) ? other : one));
  }
}
