package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Other words for what is asked: what a clause is called and how it is worded, words that mean the
/// same.
///
/// @param entries in the order they were read
public record Vocabulary(List<Entry> entries) {
  public static final Vocabulary EMPTY = new Vocabulary(List.of());

  /// Words that may stand between two of a name: "renewal of the term" for "renewal term".
  private static final int GAP = 1;

  public Vocabulary {
    entries = List.copyOf(entries);
  }

  /// A question that holds one of the names is also asked in the words of the wording.
  public record Entry(List<String> names, String wording) {
    public Entry {
      names = List.copyOf(names);
    }
  }

  /// This vocabulary and another.
  public Vocabulary and(Vocabulary other) {
    List<Entry> all = new ArrayList<>(entries);
    all.addAll(other.entries);
    return new Vocabulary(all);
  }

  /// Wordings of the names that a question holds. A name that stands within a longer one that is
  /// held too says nothing of its own: "license" in "non-transferable license".
  ///
  /// @param cut a text's words as the index compares them
  List<String> wordings(String question, Function<String, List<String>> cut) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<String> asked = cut.apply(question);
    List<Held> held = new ArrayList<>();
    for (Entry entry : entries) {
      for (String name : entry.names()) {
        List<String> words = cut.apply(name);
        for (int start = 0; start < asked.size() && !words.isEmpty(); start++) {
          int end = end(words, asked, start);
          if (end > 0) {
            held.add(new Held(entry.wording(), start, end));
          }
        }
      }
    }
    return held.stream()
        .filter(one -> held.stream().noneMatch(other -> other.holds(one)))
        .map(Held::wording)
        .distinct()
        .toList();
  }

  private record Held(String wording, int start, int end) {
    boolean holds(Held other) {
      return start <= other.start && other.end <= end && end - start > other.end - other.start;
    }
  }

  /// Where a name ends that begins at a word; 0 where it does not.
  private static int end(List<String> name, List<String> asked, int start) {
    int at = start;
    for (int i = 0; i < name.size(); i++) {
      int limit = i == 0 ? start : at + GAP;
      while (at < asked.size() && at <= limit && !asked.get(at).equals(name.get(i))) {
        at++;
      }
      if (at >= asked.size() || at > limit) {
        return 0;
      }
      at++;
    }
    return at;
  }
}
