package lectern.synthesize.cite;

import java.util.regex.Pattern;

/// Figures that an ellipsis parts from what they count: `The tank holds 5,000 … tonnes`, where the
/// source has `5,000 litres and weighs 1.2 tonnes`.
final class CutFigures {
  private static final String NUMERAL =
      "\\p{N}|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty"
          + "|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half)";

  /// A figure that counts what stands behind it: no year, and no number of a clause.
  private static final String FIGURE =
      "(?<!\\b(?:19|20)[0-9]{2})(?<!\\b(?:sections?|clauses?|articles?|paragraphs?|schedules?|parts?|pages?|no\\.)\\s[0-9.]{1,8})";

  private static final Pattern ENDS =
      Pattern.compile("(?iU)(?:" + NUMERAL + ")" + FIGURE + "\\s*$");

  /// Words that a figure does not count.
  private static final String COUNTED =
      "(?!(?:the|an?|of|and|or|in|to|for|by|on|at|with|from|as|is|are|was|were|shall|must|may|will|can|has|have|had|that"
          + "|which|who|under|per|if|when|where|unless|until|than|not|but|then|such|this|these|it|its|be"
          + "|der|die|das|des|dem|den|und|oder|zu|von|de|du|la|le|les|et|ou|à|a)\\b)\\p{L}";

  private static final Pattern GOES_ON = Pattern.compile("(?iU)^[\\s-]*" + COUNTED);

  /// The letter of a number: `9.4(b)`.
  private static final Pattern LETTERED = Pattern.compile("^\\s?\\([\\p{L}\\p{N}]{1,3}\\)");

  private static final Pattern DIGIT = Pattern.compile("\\p{N}\\s*$");

  private CutFigures() {}

  /// Whether an ellipsis stands between a figure and its unit, noun or letter.
  ///
  /// @param before what is quoted of the sentence before it
  /// @param omitted all that is left out
  /// @param after what is quoted behind it
  static boolean cuts(String before, String omitted, String after) {
    boolean first = ENDS.matcher(before).find() && GOES_ON.matcher(omitted).find();
    boolean letter = DIGIT.matcher(before).find() && LETTERED.matcher(omitted).find();
    boolean last = ENDS.matcher(omitted).find() && GOES_ON.matcher(after).find();
    return first || letter || last;
  }
}
