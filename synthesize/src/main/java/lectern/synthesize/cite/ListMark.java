package lectern.synthesize.cite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mark that a list item begins with: a dash, a number, a letter in brackets.
final class ListMark {
  private static final Pattern MARK =
      Pattern.compile("\\s*(?:[-*+•–]|\\(?[0-9]{1,3}[.)]|\\(?[a-zA-Z][.)]|\\([ivx]+\\))\\s+");

  private ListMark() {}

  /// How many characters the mark of a sentence takes, 0 where it has none.
  static int length(CharSequence sentence) {
    Matcher mark = MARK.matcher(sentence);
    return mark.lookingAt() ? mark.end() : 0;
  }
}
