package lectern.ingest.tika;

import java.util.regex.Pattern;

/// Tells the lines of covers and signature pages that look like headings and head nothing: names of
/// parties and of those who sign for them, the words between them, dates.
final class NameLines {
  /// Longest name of a party; a title that ends in one is longer, or says what it is the title of.
  private static final int MAX_CHARS = 60;

  /// What joins names on a cover, and what stands over a column of page numbers.
  private static final Pattern CONNECTIVE =
      Pattern.compile("(?i)(?:by\\s+and\\s+)?(?:between|among|amongst)|and|page(?:\\s+no\\.?)?");

  /// What waits to be filled in.
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)(?:attention|signature|signed\\b.*|telephone|facsimile|telecopier|e-?mail.*|.*address"
              + "|.*\\bname)\\s*:");

  private static final Pattern DATE =
      Pattern.compile(
          "(?i)(?:dated?\\b.*|(?:as\\s+of\\s+)?(?:january|february|march|april|may|june|july|august"
              + "|september|october|november|december)\\s+\\d{1,2},?\\s+\\d{4})");

  private static final Pattern COMPANY =
      Pattern.compile(
          "(?i).*[\\s,](?:inc|l\\.?l\\.?c|l\\.?l?\\.?p|ltd|corp|gmbh|plc|n\\.v|b\\.v|s\\.a|s\\.r\\.l)\\.?");

  private static final Pattern INSTRUMENT =
      Pattern.compile("(?i).*\\b(?:agreement|contract|lease|deed|between|of|report|with)\\b.*");

  /// Where somebody signs, or is to sign.
  private static final Pattern SIGNATURE = Pattern.compile("(?i)\\s*(?:by\\s*:|/s/|_{4,}).*");

  private static final Pattern SIGNATORY =
      Pattern.compile("(?i)\\s*(?:(?:by|name|its|signature)\\s*:|/s/|_{4,}).*");

  private NameLines() {}

  /// Whether a line is one by its own words.
  static boolean matches(String line) {
    return CONNECTIVE.matcher(line).matches()
        || DATE.matcher(line).matches()
        || FORM.matcher(line).matches()
        || (line.length() <= MAX_CHARS
            && COMPANY.matcher(line).matches()
            && !INSTRUMENT.matcher(line).matches());
  }

  /// Whether a line is one by those around it: a signature, or the word that joins two parties.
  ///
  /// @param before the line before; empty for none
  /// @param after the line after; empty for none
  static boolean among(String before, String after) {
    return SIGNATURE.matcher(before).matches()
        || SIGNATORY.matcher(after).matches()
        || CONNECTIVE.matcher(before.strip()).matches();
  }
}
