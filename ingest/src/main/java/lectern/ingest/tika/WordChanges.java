package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;

/// Tracked changes of a Word document, counted as the file has them: one stretch of words, or a
/// paragraph's end or a table row where no words in it changed.
final class WordChanges {
  private int insertions;
  private int deletions;
  private int moves;
  private int formats;

  void insertion() {
    insertions++;
  }

  void deletion() {
    deletions++;
  }

  void move() {
    moves++;
  }

  void format() {
    formats++;
  }

  int insertions() {
    return insertions;
  }

  int deletions() {
    return deletions;
  }

  /// `3 insertions, 1 deletion`; empty where nothing is tracked.
  String words() {
    List<String> words = new ArrayList<>();
    add(words, insertions, "insertion");
    add(words, deletions, "deletion");
    add(words, moves, "move");
    add(words, formats, "formatting change");
    return String.join(", ", words);
  }

  private static void add(List<String> words, int count, String what) {
    if (count > 0) {
      words.add(count + " " + what + (count == 1 ? "" : "s"));
    }
  }
}
