package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.Scored;
import lectern.retrieve.WordQuery;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Ranks by all signals of words. Terms choose the candidates; pairs, which only stand where their
/// words do, then score these.
final class Signals {
  /// Share of a word found in the title, beside 1 in the text.
  private static final float TITLE_WEIGHT = 0.2f;

  /// Share of a word found in a heading: clauses are called by their names there.
  private static final float HEADINGS_WEIGHT = 0.5f;

  /// Share of two words that follow each other, once in order and once within a few words.
  private static final float PAIR_WEIGHT = 0.05f;

  private static final int PAIR_SLOP = 7;

  /// Of a longer question the first pairs count.
  private static final int MAX_PAIRS = 64;

  /// Distinct words, shared by the chains; the heaviest are taken. Three fields of them stay below
  /// Lucene's limit of 1,024 clauses, with room for the scope's as in [BagOfWords].
  private static final int MAX_WORDS = 250;

  private final Words words;
  private final ExactStatistics searcher;
  private final ExactStatistics pairSearcher;
  private final BagOfWords bag;

  /// @param searcher that scores words
  /// @param pairSearcher that scores pairs
  Signals(Words words, ExactStatistics searcher, ExactStatistics pairSearcher, BagOfWords bag) {
    this.words = words;
    this.searcher = searcher;
    this.pairSearcher = pairSearcher;
    this.bag = bag;
  }

  /// @param scope a condition that does not score, or null
  /// @param like passages that lend words
  List<Scored> of(WordQuery query, @Nullable Query scope, Collection<Passage> like)
      throws IOException {
    Set<String> chains = bag.chains();
    BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
    Set<List<String>> pairs = new LinkedHashSet<>();
    boolean hasWords = false;
    for (String chain : chains) {
      List<String> asked = words.asked(chain, query.text());
      Map<String, Double> weights = weights(chain, query, asked, like, MAX_WORDS / chains.size());
      if (!weights.isEmpty()) {
        hasWords = true;
        any.add(ofChain(weights, chains.size() > 1 ? chain : null), Occur.SHOULD);
        pairs.addAll(pairs(asked));
      }
    }
    if (!hasWords) {
      return List.of();
    }
    if (scope != null) {
      any.add(scope, Occur.FILTER);
    }
    return scored(any.build(), pairs, query.limit());
  }

  /// @param chain of the passages that may be found; null for all
  private static Query ofChain(Map<String, Double> weights, @Nullable String chain) {
    BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
    weights.forEach((word, weight) -> add(any, word, weight.floatValue()));
    if (chain != null) {
      any.add(new TermQuery(new Term(Fields.CHAIN, chain)), Occur.FILTER);
    }
    return any.build();
  }

  private static void add(BooleanQuery.Builder any, String word, float weight) {
    any.add(boosted(Fields.TEXT, word, weight), Occur.SHOULD);
    any.add(boosted(Fields.TITLE, word, weight * TITLE_WEIGHT), Occur.SHOULD);
    any.add(boosted(Fields.HEADINGS, word, weight * HEADINGS_WEIGHT), Occur.SHOULD);
  }

  private static Query boosted(String field, String word, float weight) {
    return new BoostQuery(new TermQuery(new Term(field, word)), weight);
  }

  private static Query phrase(List<String> pair, int slop) {
    return new BoostQuery(
        new PhraseQuery(slop, Fields.TEXT, pair.getFirst(), pair.getLast()), PAIR_WEIGHT);
  }

  private List<Scored> scored(Query any, Set<List<String>> pairs, int limit) throws IOException {
    Map<Integer, Label> labels = new HashMap<>();
    List<ScoreDoc> first = new ArrayList<>();
    for (ScoreDoc found : searcher.search(any, limit, LuceneIndex.BEST_FIRST).scoreDocs) {
      FieldDoc hit = (FieldDoc) found;
      labels.put(hit.doc, Fields.label((Long) hit.fields[1]));
      first.add(new ScoreDoc(hit.doc, (Float) hit.fields[0]));
    }
    List<Scored> scored = new ArrayList<>();
    for (ScoreDoc doc : rescored(first.toArray(ScoreDoc[]::new), pairs)) {
      Label label = labels.get(doc.doc);
      if (label != null) {
        scored.add(new Scored(label, doc.score));
      }
    }
    scored.sort(Scored.BEST_FIRST);
    return scored;
  }

  private ScoreDoc[] rescored(ScoreDoc[] found, Set<List<String>> pairs) throws IOException {
    if (found.length == 0 || pairs.isEmpty()) {
      return found;
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    pairs.stream()
        .limit(MAX_PAIRS)
        .forEach(
            pair ->
                any.add(phrase(pair, 0), Occur.SHOULD).add(phrase(pair, PAIR_SLOP), Occur.SHOULD));
    return Rescoring.added(pairSearcher, any.build(), found);
  }

  /// Pairs of words that follow each other, in the order of the question.
  private static Set<List<String>> pairs(List<String> asked) {
    Set<List<String>> pairs = new LinkedHashSet<>();
    for (int i = 1; i < asked.size() && pairs.size() < MAX_PAIRS; i++) {
      pairs.add(List.of(asked.get(i - 1), asked.get(i)));
    }
    return pairs;
  }

  /// Words of the index by weight.
  ///
  /// @param most words; of more, the heaviest are taken
  private Map<String, Double> weights(
      String chain, WordQuery query, List<String> asked, Collection<Passage> like, int most)
      throws IOException {
    Map<String, Double> weights = new TreeMap<>();
    asked.forEach(word -> weights.merge(word, 1.0, Double::sum));
    for (WordQuery.Wording wording : query.wording()) {
      for (String word : new LinkedHashSet<>(words.asked(chain, wording.text()))) {
        weights.merge(word, wording.weight(), Double::sum);
      }
    }
    LentWords.of(like, chain, words, searcher)
        .forEach((word, weight) -> weights.merge(word, weight, Double::sum));
    Map<String, Double> heaviest = new TreeMap<>();
    for (Map.Entry<String, Double> entry : heaviestFirst(weights)) {
      if (heaviest.size() < most
          && searcher.passagesWith(new Term(Fields.TEXT, entry.getKey())) > 0) {
        heaviest.put(entry.getKey(), entry.getValue());
      }
    }
    return heaviest;
  }

  /// Words by falling weight, of equals in alphabetical order.
  static List<Map.Entry<String, Double>> heaviestFirst(Map<String, Double> weights) {
    return weights.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }
}
