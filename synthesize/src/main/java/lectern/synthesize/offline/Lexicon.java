package lectern.synthesize.offline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.synthesize.ShippedText;

/// What the reader knows of English: words that say nothing, words that say little, and words that
/// may stand for each other.
final class Lexicon {
  static final Lexicon SHIPPED =
      new Lexicon(lines("stop-words.txt"), lines("faint-words.txt"), lines("synonyms.txt"));

  private final Set<String> stopWords = new HashSet<>();
  private final Set<String> faintStems = new HashSet<>();
  private final Map<String, Set<String>> synonyms = new HashMap<>();

  private Lexicon(List<String> stop, List<String> faint, List<String> groups) {
    stop.forEach(line -> stopWords.addAll(words(line)));
    faint.forEach(line -> words(line).forEach(w -> faintStems.add(Stemmer.stem(w))));
    for (String group : groups) {
      var stems = new HashSet<String>();
      for (String word : words(group)) {
        stems.add(stem(word));
      }
      stems.forEach(stem -> synonyms.computeIfAbsent(stem, s -> new HashSet<>()).addAll(stems));
    }
  }

  boolean isStopWord(String word) {
    return stopWords.contains(word);
  }

  boolean isFaint(String stem) {
    return faintStems.contains(stem);
  }

  /// Stems that may stand for a stem, itself among them.
  Set<String> synonyms(String stem) {
    return synonyms.getOrDefault(stem, Set.of(stem));
  }

  /// Whether two stems joined by `_` make one word of the question, as in "walk away".
  boolean isPair(String stems) {
    return synonyms.containsKey(stems);
  }

  private static String stem(String word) {
    int gap = word.indexOf('_');
    return gap < 0
        ? Stemmer.stem(word)
        : Stemmer.stem(word.substring(0, gap)) + "_" + Stemmer.stem(word.substring(gap + 1));
  }

  private static List<String> words(String line) {
    return List.of(line.split(" ", -1));
  }

  private static List<String> lines(String name) {
    return ShippedText.read("offline/" + name)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
