package lectern.eval.cite;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// Words that change what a sentence says when one stands for the other.
final class WordRows {
  /// Words of which each stands for the next one in its row, the last for the first.
  static final List<List<String>> NUMBERS =
      rows(
          "one two three",
          "four five seven",
          "six nine twelve",
          "ten fifteen twenty",
          "thirty sixty ninety");

  static final List<List<String>> UNITS =
      rows(
          "days months years",
          "day month year",
          "weeks quarters",
          "hours minutes",
          "monthly annual quarterly",
          "percent dollars");

  static final List<List<String>> MONTHS =
      rows(
          "January March August",
          "February April October",
          "May July",
          "June September",
          "November December");

  static final List<List<String>> COMPARISONS =
      List.of(
          List.of("at least", "at most"),
          List.of("not less than", "not more than"),
          List.of("no later than", "no earlier than"),
          List.of("more than", "less than"),
          List.of("before", "after"),
          List.of("prior to", "subsequent to"),
          List.of("greater", "lesser"),
          List.of("minimum", "maximum"),
          List.of("exceed", "fall below"),
          List.of("above", "below"));

  static final List<List<String>> OPPOSITES =
      rows(
          "increase decrease",
          "include exclude",
          "including excluding",
          "terminate renew",
          "exclusive non-exclusive",
          "reasonable unreasonable",
          "reasonably unreasonably",
          "first last",
          "all some",
          "any every",
          "direct indirect",
          "sell purchase",
          "written oral",
          "accept reject",
          "prior subsequent",
          "assign retain",
          "employer employee",
          "lessor lessee",
          "licensor licensee",
          "buyer seller",
          "comply dispense",
          "confidential public",
          "obligation right");

  /// Words that a slip would make of each other.
  static final List<List<String>> NEIGHBOURS =
      rows(
          "insured injured",
          "contract contact",
          "affect effect",
          "principal principle",
          "prescribed proscribed",
          "payable playable",
          "country county",
          "adverse averse",
          "personal personnel",
          "form from",
          "notice novice",
          "party parity",
          "assure insure ensure",
          "statute statue",
          "causal casual",
          "interstate intrastate",
          "confirmed conformed",
          "expected excepted",
          "through though",
          "provided proved",
          "current currant",
          "interest internet",
          "material marital",
          "services series",
          "lease least",
          "with wish",
          "such much",
          "this thus",
          "which witch",
          "than then",
          "other utter");

  static final List<List<String>> CONJUNCTIONS = List.of(List.of("and", "or"));

  private WordRows() {}

  private static List<List<String>> rows(String... rows) {
    return Arrays.stream(rows).map(row -> List.of(row.split(" ", -1))).toList();
  }

  /// One word of the rows, drawn at random, exchanged for another of its row.
  static String swapped(String words, List<List<String>> rows, Random random) {
    List<String> all = rows.stream().flatMap(List::stream).toList();
    Pattern any =
        Pattern.compile(
            "(?<![\\p{L}-])(?:" + String.join("|", longestFirst(all)) + ")(?![\\p{L}-])");
    return QuoteMutation.replaced(
        words,
        any,
        random,
        found -> {
          List<String> row =
              rows.stream().filter(one -> one.contains(found)).findFirst().orElseThrow();
          int step = 1 + random.nextInt(row.size() - 1);
          return row.get((row.indexOf(found) + step) % row.size());
        });
  }

  private static List<String> longestFirst(List<String> words) {
    return words.stream().sorted((a, b) -> b.length() - a.length()).toList();
  }
}
