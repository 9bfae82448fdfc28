package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lectern.ingest.Passage;
import org.apache.lucene.index.Term;

/// Words that passages lend to a question: those that tell them from the rest of the collection, by
/// their share of the passage and how few passages hold them.
final class LentWords {
  /// More dilute the question.
  private static final int COUNT = 30;

  /// Weight of the most telling; the question's own words have 1.
  private static final double WEIGHT = 0.5;

  private LentWords() {}

  /// Words by weight.
  ///
  /// @param chain of [Chains]
  static Map<String, Double> of(
      Collection<Passage> passages, String chain, Words words, ExactStatistics searcher)
      throws IOException {
    Map<String, Double> shares = new TreeMap<>();
    for (Passage passage : passages) {
      List<String> held = words.asked(chain, passage.body());
      held.forEach(word -> shares.merge(word, 1.0 / held.size(), Double::sum));
    }
    Map<String, Double> telling = new TreeMap<>();
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      int holders = searcher.passagesWith(new Term(Fields.TEXT, share.getKey()));
      double rarity = Math.log(1 + (double) searcher.passages() / (1 + holders));
      telling.put(share.getKey(), share.getValue() * rarity);
    }
    List<Map.Entry<String, Double>> best = Signals.heaviestFirst(telling);
    Map<String, Double> lent = new TreeMap<>();
    for (Map.Entry<String, Double> entry : best.subList(0, Math.min(COUNT, best.size()))) {
      lent.put(entry.getKey(), WEIGHT * entry.getValue() / best.getFirst().getValue());
    }
    return lent;
  }
}
