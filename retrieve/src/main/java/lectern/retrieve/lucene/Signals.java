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
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryRescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
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

  /// Words that alike passages lend, and the weight of the most telling of them.
  private static final int LENT_WORDS = 30;

  private static final double LENT_WEIGHT = 0.5;

  /// Distinct words of one chain; the heaviest are taken. Three fields of them, pairs not among
  /// them, stay below Lucene's limit of 1,024 clauses.
  private static final int MAX_WORDS = 250;

  private static final Sort BEST_FIRST =
      new Sort(SortField.FIELD_SCORE, new SortField(Fields.LABEL, SortField.Type.LONG));

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
    BooleanQuery.Builder pairs = new BooleanQuery.Builder();
    boolean hasWords = false;
    boolean hasPairs = false;
    for (String chain : chains) {
      List<String> asked = words.asked(chain, query.text());
      Map<String, Double> weights = weights(chain, query, asked, like);
      if (weights.isEmpty()) {
        continue;
      }
      hasWords = true;
      BooleanQuery.Builder ofChain = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
      weights.forEach((word, weight) -> add(ofChain, word, weight.floatValue()));
      if (chains.size() > 1) {
        ofChain.add(new TermQuery(new Term(Fields.CHAIN, chain)), Occur.FILTER);
      }
      any.add(ofChain.build(), Occur.SHOULD);
      for (List<String> pair : pairs(asked)) {
        hasPairs = true;
        pairs.add(phrase(pair, 0), Occur.SHOULD).add(phrase(pair, PAIR_SLOP), Occur.SHOULD);
      }
    }
    if (!hasWords) {
      return List.of();
    }
    if (scope != null) {
      any.add(scope, Occur.FILTER);
    }
    return scored(any.build(), hasPairs ? pairs.build() : null, query.limit());
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

  private List<Scored> scored(Query any, @Nullable Query pairs, int limit) throws IOException {
    Map<Integer, Label> labels = new HashMap<>();
    List<ScoreDoc> first = new ArrayList<>();
    for (ScoreDoc found : searcher.search(any, limit, BEST_FIRST).scoreDocs) {
      FieldDoc hit = (FieldDoc) found;
      labels.put(hit.doc, Fields.label((Long) hit.fields[1]));
      first.add(new ScoreDoc(hit.doc, (Float) hit.fields[0]));
    }
    if (first.isEmpty()) {
      return List.of();
    }
    ScoreDoc[] docs = first.toArray(ScoreDoc[]::new);
    if (pairs != null) {
      TotalHits total = new TotalHits(docs.length, TotalHits.Relation.EQUAL_TO);
      docs = new Sum(pairs).rescore(pairSearcher, new TopDocs(total, docs), docs.length).scoreDocs;
    }
    List<Scored> scored = new ArrayList<>();
    for (ScoreDoc doc : docs) {
      Label label = labels.get(doc.doc);
      if (label != null) {
        scored.add(new Scored(label, doc.score));
      }
    }
    scored.sort(Scored.BEST_FIRST);
    return scored;
  }

  private static final class Sum extends QueryRescorer {
    Sum(Query second) {
      super(second);
    }

    @Override
    protected float combine(float first, boolean matches, float second) {
      return matches ? first + second : first;
    }
  }

  /// Pairs of words that follow each other, each once, in the order of the question.
  private static List<List<String>> pairs(List<String> asked) {
    Set<List<String>> pairs = new LinkedHashSet<>();
    for (int i = 1; i < asked.size() && pairs.size() < MAX_PAIRS; i++) {
      pairs.add(List.of(asked.get(i - 1), asked.get(i)));
    }
    return List.copyOf(pairs);
  }

  /// Words of the index by weight, at most as many as a query may have.
  private Map<String, Double> weights(
      String chain, WordQuery query, List<String> asked, Collection<Passage> like)
      throws IOException {
    Map<String, Double> weights = new TreeMap<>();
    asked.forEach(word -> weights.merge(word, 1.0, Double::sum));
    for (WordQuery.Wording wording : query.wording()) {
      for (String word : new LinkedHashSet<>(words.asked(chain, wording.text()))) {
        weights.merge(word, wording.weight(), Double::sum);
      }
    }
    lent(chain, like).forEach((word, weight) -> weights.merge(word, weight, Double::sum));
    Map<String, Double> heaviest = new TreeMap<>();
    for (Map.Entry<String, Double> entry : byWeight(weights)) {
      if (heaviest.size() == MAX_WORDS) {
        break;
      }
      if (searcher.passagesWith(new Term(Fields.TEXT, entry.getKey())) > 0) {
        heaviest.put(entry.getKey(), entry.getValue());
      }
    }
    return heaviest;
  }

  /// The words that tell passages from the rest of the collection, the most telling in full weight.
  private Map<String, Double> lent(String chain, Collection<Passage> like) throws IOException {
    Map<String, Double> telling = new TreeMap<>();
    IndexReader reader = searcher.getIndexReader();
    for (Passage passage : like) {
      List<String> of = words.asked(chain, passage.body());
      for (String word : of) {
        telling.merge(word, 1.0 / of.size(), Double::sum);
      }
    }
    telling.replaceAll(
        (word, share) -> {
          try {
            int passages = searcher.passagesWith(new Term(Fields.TEXT, word));
            return share * Math.log(1 + (double) reader.maxDoc() / (1 + passages));
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    Map<String, Double> lent = new TreeMap<>();
    List<Map.Entry<String, Double>> best = byWeight(telling);
    for (Map.Entry<String, Double> entry : best.subList(0, Math.min(LENT_WORDS, best.size()))) {
      lent.put(entry.getKey(), LENT_WEIGHT * entry.getValue() / best.getFirst().getValue());
    }
    return lent;
  }

  private static List<Map.Entry<String, Double>> byWeight(Map<String, Double> weights) {
    return weights.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }
}
