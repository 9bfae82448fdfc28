package lectern.eval.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sentence of a contract, with the text that it stands in.
///
/// @param title of the contract
/// @param around the sentence with its neighbours: the passage that is cited
/// @param text the sentence, which is quoted
public record FactClause(String title, String around, String text) {
  private static final int SHORTEST_CHARS = 50;

  private static final int LONGEST_CHARS = 420;

  private static final int MOST_CAPITALS_SHARE = 4;

  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?<=[.;:]\\s|\\n|^)\\s*((?:\\([a-z]{1,4}\\)\\s|[0-9.]+\\s)?[A-Z][^.;\\n]{40,}(?:\\.[0-9][^.;\\n]*)*[.;])(?=\\s|$)");

  private static final Pattern STATES =
      Pattern.compile("\\b(?:shall|must|may|will|is|are|has|have|agrees)\\b");

  /// What PDFs and redactions leave of sentences, and what ends inside an abbreviation.
  private static final Pattern BROKEN =
      Pattern.compile(
          "\\[|\\*|_{2,}|\\.{3}|\"|“|”|<|\\bPage\\b|(?:No|Inc|Ltd|Corp|Co|U\\.S|Sec|Art|St|e|g|a|p|i|Dr|Mr|Ms|vs)\\.$|\\s[A-Z]\\.$");

  /// The sentences of a contract that state something.
  public static List<FactClause> of(String title, String text) {
    List<FactClause> clauses = new ArrayList<>();
    Matcher sentence = SENTENCE.matcher(text);
    while (sentence.find()) {
      String words = sentence.group(1).replaceAll("\\s+", " ").strip();
      long capitals = words.chars().filter(Character::isUpperCase).count();
      boolean whole =
          words.length() >= SHORTEST_CHARS
              && words.length() <= LONGEST_CHARS
              && capitals * MOST_CAPITALS_SHARE < words.length()
              && STATES.matcher(words).find()
              && !BROKEN.matcher(words).find();
      if (whole) {
        int from = Math.max(0, sentence.start(1) - SHORTEST_CHARS);
        int to = Math.min(text.length(), sentence.end(1) + SHORTEST_CHARS);
        clauses.add(
            new FactClause(
                title,
                text.substring(from, to).replaceAll("[ \\t]+", " ").replaceAll("\\n+", "\n\n"),
                words));
      }
    }
    return clauses;
  }
}
