package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Naming;

/// Finds documents by all the words of their files' names, which a question says one after another:
/// "the Bolt lease" is `Bolt_Lease.pdf`, though other files share either word.
final class SpelledNames {
  /// A single word is more often said than meant as a name.
  private static final int MIN_WORDS = 2;

  private final Words words;
  private final String chain;
  private final String question;
  private final List<Words.Located> asked;

  /// @param asked words of the question, in their order
  SpelledNames(Words words, String chain, String question, List<Words.Located> asked) {
    this.words = words;
    this.chain = chain;
    this.question = question;
    this.asked = asked;
  }

  /// What a question spells.
  ///
  /// @param documents each name's a group; in the order of the question
  /// @param terms of the names
  record Found(List<Naming.Named> documents, Set<String> terms) {}

  /// Words of the question, the first and the one behind the last.
  private record Run(int from, int to) {
    boolean holds(Run other) {
      return from <= other.from && other.to <= to && !equals(other);
    }
  }

  /// Whether there can be a name at all.
  boolean mayBe() {
    return asked.size() >= MIN_WORDS && asked.stream().anyMatch(this::isCapital);
  }

  /// Those whose name stands in the question; a name within a longer one that does is not meant.
  Found among(List<IndexedDocument> documents) throws IOException {
    Map<Run, List<IndexedDocument>> runs =
        new TreeMap<>(Comparator.comparingInt(Run::from).thenComparingInt(Run::to));
    for (IndexedDocument document : documents) {
      for (IndexedDocument place : document.everywhere().toList()) {
        for (Run run : runs(words.asked(chain, ContextualHeader.nameWords(place.id())))) {
          runs.computeIfAbsent(run, _ -> new ArrayList<>()).add(document);
        }
      }
    }
    Map<Integer, Naming.Named> named = new TreeMap<>();
    Set<String> terms = new HashSet<>();
    int group = 0;
    for (Map.Entry<Run, List<IndexedDocument>> run : runs.entrySet()) {
      if (runs.keySet().stream().anyMatch(other -> other.holds(run.getKey()))) {
        continue;
      }
      for (IndexedDocument one : run.getValue()) {
        named.putIfAbsent(one.number(), new Naming.Named(one.number(), one.id(), 1, group));
      }
      asked.subList(run.getKey().from(), run.getKey().to()).forEach(word -> terms.add(word.term()));
      group++;
    }
    return new Found(
        named.values().stream()
            .sorted(
                Comparator.comparingInt(Naming.Named::group).thenComparingInt(Naming.Named::number))
            .toList(),
        terms);
  }

  private List<Run> runs(List<String> name) {
    List<Run> runs = new ArrayList<>();
    for (int from = 0; name.size() >= MIN_WORDS && from + name.size() <= asked.size(); from++) {
      List<Words.Located> run = asked.subList(from, from + name.size());
      if (run.stream().map(Words.Located::term).toList().equals(name)
          && run.stream().anyMatch(this::isCapital)) {
        runs.add(new Run(from, from + name.size()));
      }
    }
    return runs;
  }

  /// A name has a capital somewhere; "change of control" asks, though a file may be called so.
  private boolean isCapital(Words.Located word) {
    return Character.isUpperCase(question.codePointAt(word.start()));
  }
}
