package lectern.synthesize.cite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// Tells whether the words beside a figure make it the least or the most.
final class Bounds {
  /// Characters beside a figure that are looked at.
  private static final int BESIDE_CHARS = 70;

  private static final String FILLING =
      "(?:\\s+(?:a|an|the|another|about|total|aggregate|sum|amount|period|minimum|maximum|of|than"
          + "|U\\.?S\\.?))*\\s*$";

  /// A comparison, with the "not" that turns it round.
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?i)(?:\\b(not|no|never|cannot)\\s+(?:be\\s+|to\\s+|in\\s+any\\s+event\\s+)*)?"
              + "(?:\\b(at\\s+least|minimum|at\\s+a\\s+minimum)|\\b(at\\s+most|maximum|up\\s+to)"
              + "|\\b(within|inside)|\\b(more|greater|longer|later|over|above|exceeds?|exceeding|excess)"
              + "|\\b(less|fewer|shorter|earlier|sooner|under|below))"
              + FILLING);

  private static final Pattern BEHIND =
      Pattern.compile(
          "(?i)^[)\\s]*(?:(or\\s+(?:more|longer|greater|later)|at\\s+(?:a\\s+minimum|the\\s+least))"
              + "|(or\\s+(?:less|fewer|shorter|earlier)|at\\s+(?:the\\s+)?most))\\b");

  private static final Pattern HAN_BEFORE =
      Pattern.compile(
          "(?:(不少于|不低于|不早于|不短于|至少|最少|超过|多于|大于|高于)"
              + "|(不超过|不多于|不高于|不晚于|不迟于|不长于|最多|至多|少于|低于|小于))[^，。；]{0,3}$");

  private static final Pattern HAN_BEHIND = Pattern.compile("^(?:(以上)|(以下|以内|之内|内))");

  private Bounds() {}

  /// @param span of the figure with its unit
  static Quantity.Bound of(String text, Span span) {
    String before = text.substring(Math.max(0, span.start() - BESIDE_CHARS), span.start());
    String behind = text.substring(span.end(), Math.min(text.length(), span.end() + BESIDE_CHARS));
    Matcher hanBefore = HAN_BEFORE.matcher(before);
    if (hanBefore.find()) {
      return hanBefore.group(1) != null ? Quantity.Bound.LEAST : Quantity.Bound.MOST;
    }
    Matcher hanBehind = HAN_BEHIND.matcher(behind);
    if (hanBehind.find()) {
      return hanBehind.group(1) != null ? Quantity.Bound.LEAST : Quantity.Bound.WITHIN;
    }
    Matcher after = BEHIND.matcher(behind);
    if (after.find()) {
      return after.group(1) != null ? Quantity.Bound.LEAST : Quantity.Bound.MOST;
    }
    Matcher comparison = BEFORE.matcher(before);
    return comparison.find() ? bound(comparison) : Quantity.Bound.NONE;
  }

  private static Quantity.Bound bound(Matcher comparison) {
    boolean not = comparison.group(1) != null;
    if (comparison.group(2) != null) {
      return Quantity.Bound.LEAST;
    }
    if (comparison.group(3) != null) {
      return Quantity.Bound.MOST;
    }
    if (comparison.group(4) != null) {
      return Quantity.Bound.WITHIN;
    }
    boolean more = (comparison.group(5) != null) != not;
    boolean ofTime = "later".equalsIgnoreCase(comparison.group(5));
    return more ? Quantity.Bound.LEAST : ofTime ? Quantity.Bound.WITHIN : Quantity.Bound.MOST;
  }
}
