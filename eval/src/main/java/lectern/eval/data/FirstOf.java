package lectern.eval.data;

import java.util.Collection;
import java.util.stream.Collectors;

/// Names in a message: the first few, and how many more there are.
final class FirstOf {
  /// Enough to see what kind of name is wrong.
  private static final int SHOWN = 3;

  private FirstOf() {}

  static String words(Collection<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
