package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lectern.retrieve.WordQuery;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// A question as Lucene's query: any of its words, each as often as it occurs, as Anserini does. No
/// syntax is read in it. It is cut by the chain of each language that the collection has, and finds
/// a passage by the words of the passage's own chain alone. All passages are in one field and share
/// its statistics, so that a name or a number weighs the same in every language and the statistics
/// stay those that every commit counts.
final class BagOfWords {
  /// Distinct words looked for; of more, the rarest are taken. Lucene's limit is 1,024 clauses, the
  /// scope's among them, of which a condition may take 200, and one for each chain.
  static final int MAX_WORDS = 750;

  private final Words words;
  private final ExactStatistics searcher;

  /// Chains of living passages; read when first asked for.
  private volatile @Nullable Set<String> chains;

  private record Weighted(String chain, Term term, float weight, int passages) {
    Query query() {
      Query query = new TermQuery(term);
      return weight == 1 ? query : new BoostQuery(query, weight);
    }
  }

  BagOfWords(Words words, ExactStatistics searcher) {
    this.words = words;
    this.searcher = searcher;
  }

  /// Null where no indexed word occurs in the question.
  ///
  /// @param scope a further condition that does not score, or null
  @Nullable Query of(String text, @Nullable Query scope) throws IOException {
    return of(text, List.of(), scope);
  }

  /// As above, with the words of further texts, each once a text. Of these the words that ask are
  /// left out, as everywhere that words are lent.
  @Nullable Query of(String text, List<WordQuery.Wording> wording, @Nullable Query scope)
      throws IOException {
    Set<String> held = chains();
    Map<String, BooleanQuery.Builder> bags = new TreeMap<>();
    for (Weighted word : rarest(text, wording, held)) {
      bags.computeIfAbsent(word.chain(), _ -> new BooleanQuery.Builder())
          .add(word.query(), Occur.SHOULD);
    }
    if (bags.isEmpty()) {
      return null;
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (Map.Entry<String, BooleanQuery.Builder> bag : bags.entrySet()) {
      if (held.size() == 1) {
        any = bag.getValue();
      } else {
        bag.getValue()
            .setMinimumNumberShouldMatch(1)
            .add(new TermQuery(new Term(Fields.CHAIN, bag.getKey())), Occur.FILTER);
        any.add(bag.getValue().build(), Occur.SHOULD);
      }
    }
    any.setMinimumNumberShouldMatch(1);
    if (scope != null) {
      any.add(scope, Occur.FILTER);
    }
    return any.build();
  }

  private List<Weighted> rarest(String text, List<WordQuery.Wording> wording, Set<String> held)
      throws IOException {
    List<Weighted> weighted = new ArrayList<>();
    for (String chain : held) {
      for (Map.Entry<String, Float> entry : weights(chain, text, wording).entrySet()) {
        Term term = new Term(Fields.TEXT, entry.getKey());
        int passages = searcher.passagesWith(term);
        if (passages > 0) {
          weighted.add(new Weighted(chain, term, entry.getValue(), passages));
        }
      }
    }
    weighted.sort(Comparator.comparingInt(Weighted::passages));
    return weighted.subList(0, Math.min(MAX_WORDS, weighted.size()));
  }

  private Map<String, Float> weights(String chain, String text, List<WordQuery.Wording> wording)
      throws IOException {
    Map<String, Float> weights = new TreeMap<>();
    words.bag(chain, text).forEach((word, count) -> weights.put(word, (float) count));
    for (WordQuery.Wording lent : wording) {
      for (String word : new TreeSet<>(words.asked(chain, lent.text()))) {
        weights.merge(word, (float) lent.weight(), Float::sum);
      }
    }
    return weights;
  }

  /// The chain that most passages are cut by.
  String mainChain() throws IOException {
    String main = Chains.ENGLISH;
    int most = 0;
    for (String chain : chains()) {
      int passages = searcher.passagesWith(new Term(Fields.CHAIN, chain));
      if (passages > most) {
        main = chain;
        most = passages;
      }
    }
    return main;
  }

  /// Chains of living passages.
  Set<String> chains() throws IOException {
    Set<String> known = chains;
    if (known == null) {
      known = new TreeSet<>();
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        Terms terms = leaf.reader().terms(Fields.CHAIN);
        TermsEnum values = terms == null ? TermsEnum.EMPTY : terms.iterator();
        for (BytesRef term = values.next(); term != null; term = values.next()) {
          String chain = term.utf8ToString();
          if (searcher.passagesWith(new Term(Fields.CHAIN, chain)) > 0) {
            known.add(chain);
          }
        }
      }
      chains = known;
    }
    return known;
  }
}
