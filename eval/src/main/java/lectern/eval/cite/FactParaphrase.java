package lectern.eval.cite;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says a sentence in other words that mean the same: numbers, dates and sums in another form,
/// another verb for the same duty, another word for the same limit, clauses in another order,
/// actives as passives, parties with and without article or capital, an opening of its own.
final class FactParaphrase {
  private static final Map<String, List<String>> SAME =
      Map.ofEntries(
          Map.entry("shall not be required to", List.of("need not", "does not have to")),
          Map.entry("shall be entitled to", List.of("may", "has the right to")),
          Map.entry("is entitled to", List.of("may", "has the right to")),
          Map.entry("shall have the right to", List.of("may", "is entitled to")),
          Map.entry("has the right to", List.of("may", "is entitled to")),
          Map.entry("shall not", List.of("must not", "may not")),
          Map.entry("must not", List.of("may not", "shall not")),
          Map.entry("may not", List.of("must not", "cannot")),
          Map.entry("shall", List.of("must", "must", "has to")),
          Map.entry("must", List.of("shall", "is required to")),
          Map.entry("may", List.of("can", "may", "is permitted to")),
          Map.entry("agrees to", List.of("must", "undertakes to")),
          Map.entry("prior to", List.of("before")),
          Map.entry("before", List.of("prior to", "ahead of")),
          Map.entry("following", List.of("after")),
          Map.entry("not less than", List.of("at least", "no less than", "a minimum of")),
          Map.entry("at least", List.of("not less than", "no fewer than", "a minimum of")),
          Map.entry("not more than", List.of("at most", "no more than", "up to")),
          Map.entry("no more than", List.of("at most", "not more than", "up to")),
          Map.entry("up to", List.of("no more than", "at most", "a maximum of")),
          Map.entry("in excess of", List.of("more than", "over")),
          Map.entry("more than", List.of("over", "in excess of")),
          Map.entry("not later than", List.of("no later than", "within")),
          Map.entry("no later than", List.of("not later than", "within")),
          Map.entry("in the event that", List.of("if")),
          Map.entry("in the event of", List.of("upon", "in case of")),
          Map.entry("pursuant to", List.of("under", "in accordance with")),
          Map.entry("terminate", List.of("end", "bring to an end")),
          Map.entry("commence", List.of("begin", "start")),
          Map.entry("purchase", List.of("buy")),
          Map.entry("in respect of", List.of("for")),
          Map.entry("notwithstanding", List.of("despite")),
          Map.entry("per annum", List.of("a year", "each year")),
          Map.entry("a year", List.of("per annum", "each year")),
          Map.entry("in writing", List.of("in written form")),
          Map.entry("forthwith", List.of("at once")),
          Map.entry("obtain", List.of("get")),
          Map.entry("additional", List.of("further")),
          Map.entry("assist", List.of("help")),
          Map.entry("sole", List.of("only")));

  private static final Pattern ANY =
      Pattern.compile(
          "(?<![\\p{L}-])("
              + String.join(
                  "|",
                  SAME.keySet().stream()
                      .sorted(
                          (a, b) ->
                              b.length() == a.length() ? a.compareTo(b) : b.length() - a.length())
                      .toList())
              + ")(?![\\p{L}-])");

  private static final Pattern CONDITION =
      Pattern.compile(
          "^((?:If|When|Where|Unless|Upon|After|Within|During|In the event)\\b[^,]{8,}), (.*)\\.$");

  private static final Pattern LIMIT =
      Pattern.compile(
          "^(.{20,}?) (within [^,.;]{8,80}|before [^,.;]{8,60}|on or before [^,.;]{8,60})\\.$");

  private static final Map<String, String> PARTICIPLES =
      Map.ofEntries(
          Map.entry("pay", "paid"),
          Map.entry("provide", "provided"),
          Map.entry("deliver", "delivered"),
          Map.entry("maintain", "maintained"),
          Map.entry("give", "given"),
          Map.entry("make", "made"),
          Map.entry("keep", "kept"),
          Map.entry("insure", "insured"),
          Map.entry("repair", "repaired"),
          Map.entry("obtain", "obtained"),
          Map.entry("return", "returned"),
          Map.entry("assign", "assigned"),
          Map.entry("use", "used"),
          Map.entry("disclose", "disclosed"),
          Map.entry("supply", "supplied"));

  private static final Pattern ACTIVE =
      Pattern.compile(
          "^((?:The )?[A-Z][a-z]+) (shall|must|may)( not)? ("
              + String.join("|", PARTICIPLES.keySet().stream().sorted().toList())
              + ") ((?:the|a|an|all|any|its|such) [^,.;]{3,60}?)(?= (?:to|within|by|in|on|at|for|with|without|under|from|before|after|as)\\b|\\.$)(.*)\\.$");

  private static final List<String> OPENINGS =
      List.of(
          "In short, ",
          "Under the contract, ",
          "The document says that ",
          "As agreed, ",
          "It is agreed that ",
          "In other words, ");

  private static final Pattern PARTY =
      Pattern.compile(
          "(?<![\\p{L}] )\\bThe (Tenant|Landlord|Company|Distributor|Licensee|Licensor|Customer|Supplier|Agent|Contractor|Client|Consultant|Buyer|Seller|Provider|Guarantor)\\b|\\bthe (Tenant|Landlord|Company|Distributor|Licensee|Licensor|Customer|Supplier|Agent|Contractor|Client|Consultant|Buyer|Seller|Provider|Guarantor)\\b");

  private final SplittableRandom random;

  FactParaphrase(SplittableRandom random) {
    this.random = random;
  }

  /// The sentence in other words; with a full stop.
  String of(String sentence) {
    String text =
        sentence.replaceAll("^(?:\\([a-z]{1,4}\\)|[0-9.]+)\\s", "").replaceAll("[;.]$", ".");
    text = reordered(text);
    text = some() ? FactNumbers.dates(text, random) : text;
    text = some() ? FactNumbers.sums(text, random) : text;
    text = some() ? FactNumbers.times(text, random) : text;
    text = some() ? FactNumbers.shares(text, random) : text;
    text = ANY.matcher(text).replaceAll(found -> some() ? other(found.group(1)) : found.group());
    text =
        some()
            ? PARTY
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(party(found.group())))
            : text;
    return some() ? opened(text) : text;
  }

  private boolean some() {
    return random.nextInt(3) > 0;
  }

  private String other(String phrase) {
    List<String> others = SAME.getOrDefault(phrase, List.of(phrase));
    return others.get(random.nextInt(others.size()));
  }

  private static String party(String found) {
    String[] words = found.split(" ", -1);
    return words[0] + " " + words[1].toLowerCase(java.util.Locale.ROOT);
  }

  private String reordered(String text) {
    Matcher condition = CONDITION.matcher(text);
    if (condition.matches() && some()) {
      return upper(condition.group(2)) + " " + lower(condition.group(1)) + ".";
    }
    Matcher active = ACTIVE.matcher(text);
    if (active.matches() && some()) {
      String not = active.group(3) == null ? "" : active.group(3);
      return upper(active.group(5))
          + " "
          + active.group(2)
          + not
          + " be "
          + PARTICIPLES.get(active.group(4))
          + " by "
          + lower(active.group(1))
          + active.group(6)
          + ".";
    }
    Matcher limit = LIMIT.matcher(text);
    return limit.matches() && some()
        ? upper(limit.group(2)) + ", " + lower(limit.group(1)) + "."
        : text;
  }

  private String opened(String text) {
    return OPENINGS.get(random.nextInt(OPENINGS.size())) + lower(text);
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  /// Lower case for a word that has a capital only because it opened the sentence.
  private static String lower(String text) {
    boolean common =
        text.matches(
            "(?:The|A|An|If|When|Where|Unless|Upon|After|Within|During|In|All|Any|Each|Every|No|This|That|Such|Its|Before|On|At|For|To|By|Except|Subject|Neither|Either|Nothing|As)\\b.*");
    return common
        ? text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1)
        : text;
  }
}
