package lectern.ingest;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the known name that a mistyped one most likely means.
public final class Spelling {
  private record Candidate(String name, int edits) {}

  private Spelling() {}

  /// The known name with the fewest edits, capitals ignored; of several the first in the alphabet.
  ///
  /// @param known not empty
  public static String nearest(String typed, Collection<String> known) {
    return nearest(typed, known, 1).getFirst();
  }

  /// The same for several names, the nearest first.
  ///
  /// @param most how many at most
  public static List<String> nearest(String typed, Collection<String> known, int most) {
    return known.stream()
        .distinct()
        .map(name -> new Candidate(name, distance(typed, name)))
        .sorted(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
        .limit(most)
        .map(Candidate::name)
        .toList();
  }

  /// Levenshtein distance.
  private static int distance(String typed, String known) {
    String a = typed.toLowerCase(Locale.ROOT);
    String b = known.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
