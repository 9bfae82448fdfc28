package lectern.synthesize.standin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The honest reader: quotes the sentences that share most with the question, each with its label,
/// or says that nothing answers. It knows words, not meaning.
public final class QuotingReader implements Reader {
  /// A second passage is quoted where it scores this share of the best.
  private static final double ALSO = 0.8;

  /// A sentence that may be quoted, and how much it shares with the question.
  record Found(PromptReading.Passage passage, String sentence, double score) {}

  @Override
  public Reply read(Asked asked) {
    PromptReading prompt = PromptReading.of(asked);
    return reply(prompt, ranked(prompt));
  }

  /// An answer from the best of these, in the order given.
  static Reply reply(PromptReading prompt, List<Found> ranked) {
    if (ranked.isEmpty()) {
      return new Reply(
          "I looked for the words of the question in "
              + prompt.passages().size()
              + " passages and found none.",
          prompt.notFound());
    }
    Found best = ranked.getFirst();
    var answer = new StringBuilder(cited(best));
    Optional<Found> second =
        ranked.stream()
            .filter(found -> !found.passage().equals(best.passage()))
            .filter(found -> found.score() >= ALSO * best.score())
            .findFirst();
    second.ifPresent(found -> answer.append('\n').append(cited(found)));
    return new Reply(
        "The question is: "
            + prompt.question()
            + "\nThe best passage is "
            + (best.passage().label().isEmpty() ? "without a label" : best.passage().label())
            + ", of "
            + prompt.passages().size()
            + ".",
        answer.toString());
  }

  private static String cited(Found found) {
    String words = found.sentence();
    String quoted = words.contains("“") ? '"' + words + '"' : '“' + words + '”';
    String label = found.passage().label();
    return label.isEmpty() ? quoted : quoted + " [" + label + "]";
  }

  /// Sentences that share a word with the question, best first, the best one of each passage. Rare
  /// words count more; ties go to the earlier passage.
  static List<Found> ranked(PromptReading prompt) {
    Set<String> asked = PromptReading.words(prompt.question());
    List<PromptReading.Passage> passages = prompt.passages();
    List<Set<String>> shared =
        passages.stream().map(passage -> PromptReading.wordsAmong(asked, passage.text())).toList();
    Map<String, Integer> holders = new HashMap<>();
    shared.forEach(words -> words.forEach(word -> holders.merge(word, 1, Integer::sum)));
    List<Found> ranked = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      if (!shared.get(i).isEmpty()) {
        double whole = weight(shared.get(i), holders, passages.size());
        ranked.add(best(passages.get(i), whole, asked, holders, passages.size()));
      }
    }
    ranked.sort(Comparator.comparingDouble(Found::score).reversed());
    return ranked;
  }

  private static Found best(
      PromptReading.Passage passage,
      double whole,
      Set<String> asked,
      Map<String, Integer> holders,
      int all) {
    Found best = new Found(passage, passage.text(), -1);
    for (String sentence : PromptReading.sentences(passage.text())) {
      double score = whole + weight(PromptReading.wordsAmong(asked, sentence), holders, all);
      if (score > best.score()) {
        best = new Found(passage, sentence, score);
      }
    }
    return best;
  }

  private static double weight(Set<String> words, Map<String, Integer> holders, int all) {
    return words.stream()
        .mapToDouble(word -> Math.log(1 + all / (double) holders.getOrDefault(word, 1)))
        .sum();
  }
}
