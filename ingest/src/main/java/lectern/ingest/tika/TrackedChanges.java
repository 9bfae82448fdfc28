package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tracked changes of a document, counted as the file has them: one stretch of words, or a
/// paragraph's end or a table row where no words in it changed.
final class TrackedChanges {
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

  /// Facts of a document's revision: `changes` and `comments`, each where there are any.
  Map<String, String> facts(int comments) {
    Map<String, String> facts = new TreeMap<>();
    String changes = words();
    if (!changes.isEmpty()) {
      facts.put("changes", changes);
    }
    if (comments > 0) {
      facts.put("comments", Integer.toString(comments));
    }
    return facts;
  }

  /// `3 insertions, 1 deletion`; empty where nothing is tracked.
  private String words() {
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
