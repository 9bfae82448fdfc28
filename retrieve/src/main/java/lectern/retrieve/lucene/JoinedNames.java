package lectern.retrieve.lucene;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds names that only the company they are in shows: in "compare West and Vericel" the first is
/// one because the second is, though many contracts speak of the west.
final class JoinedNames {
  /// What joins two names, in English.
  private static final Pattern JOINT =
      Pattern.compile("(?iU)(?:\\s*[,&/]|\\s+(?:and|or|with|to|versus|vs\\.?|against)\\b)+\\s*");

  private JoinedNames() {}

  /// Capitalised words that are joined to one that names, from either side.
  ///
  /// @param asked words of the question, in their order
  /// @param naming words that name
  /// @param telling words in the heads of some documents, not most; those that name among them
  static Set<String> of(
      String question, List<Words.Located> asked, Set<String> naming, Set<String> telling) {
    Set<String> joined = new HashSet<>();
    for (int i = 1; i < asked.size(); i++) {
      Words.Located before = asked.get(i - 1);
      Words.Located behind = asked.get(i);
      if (isCapital(question, before)
          && isCapital(question, behind)
          && telling.contains(before.term())
          && telling.contains(behind.term())
          && naming.contains(before.term()) != naming.contains(behind.term())
          && JOINT.matcher(question).region(before.end(), behind.start()).matches()) {
        joined.add(before.term());
        joined.add(behind.term());
      }
    }
    return joined;
  }

  private static boolean isCapital(String question, Words.Located word) {
    return Character.isUpperCase(question.codePointAt(word.start()));
  }
}
