package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lectern.retrieve.TextCondition;
import lectern.retrieve.TextCondition.Place;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/// The passages of which a [TextCondition] holds. It is asked of the passages of each chain apart,
/// with its words cut by that chain; a word that the chain drops says nothing.
final class TextFilter {
  /// Words that a prefix ranks by, the most frequent first: enough for the forms of one word.
  private static final int FORMS_A_PREFIX = 16;

  private final Words words;
  private final BagOfWords question;
  private final ExactStatistics searcher;

  /// The condition asked last; a search asks it for its words and again for each of its vectors.
  private volatile @Nullable Found last;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Found(TextCondition condition, long[] labels) {}

  private record Form(String text, int passages) {}

  TextFilter(Words words, BagOfWords question, ExactStatistics searcher) {
    this.words = words;
    this.question = question;
    this.searcher = searcher;
  }

  /// Labels of the passages, as numbers in reading order; not to be changed.
  long[] labels(TextCondition condition) throws IOException {
    Found known = last;
    if (known == null || !known.condition.equals(condition)) {
      LongStream.Builder labels = LongStream.builder();
      for (String chain : question.chains()) {
        Query query = of(condition, chain, null);
        if (query != null) {
          Query filter = new TermQuery(new Term(Fields.CHAIN, chain));
          collect(joined(List.of(filter, query), Occur.FILTER), labels);
        }
      }
      known = new Found(condition, labels.build().sorted().toArray());
      last = known;
    }
    return known.labels;
  }

  /// The words that the prefixes in it stand for, which passages rank by beside the question's.
  String forms(TextCondition condition) throws IOException {
    List<String> forms = new ArrayList<>();
    for (TextCondition.Term term : condition.sought()) {
      if (term instanceof TextCondition.Prefix(String begin)) {
        forms.addAll(forms(begin));
      }
    }
    return String.join(" ", forms);
  }

  /// Null where the chain drops all its words.
  private @Nullable Query of(TextCondition condition, String chain, @Nullable Place place)
      throws IOException {
    return switch (condition) {
      case TextCondition.Word(String text) -> phrase(text, 0, chain, place);
      case TextCondition.Phrase(String text, int slop) -> phrase(text, slop, chain, place);
      case TextCondition.Prefix(String begin) -> prefix(begin, place);
      case TextCondition.And(List<TextCondition> parts) -> all(parts, chain, place, Occur.FILTER);
      case TextCondition.Or(List<TextCondition> parts) -> all(parts, chain, place, Occur.SHOULD);
      case TextCondition.Not(TextCondition part) -> {
        Query unwanted = of(part, chain, place);
        yield unwanted == null
            ? null
            : new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(unwanted, Occur.MUST_NOT)
                .build();
      }
      case TextCondition.Preferred _ -> null;
      case TextCondition.In(Place inner, TextCondition part) -> of(part, chain, inner);
    };
  }

  private @Nullable Query all(
      List<TextCondition> parts, String chain, @Nullable Place place, Occur occur)
      throws IOException {
    List<Query> queries = new ArrayList<>();
    for (TextCondition part : parts) {
      Query query = of(part, chain, place);
      if (query != null) {
        queries.add(query);
      }
    }
    return queries.isEmpty() ? null : joined(queries, occur);
  }

  private static Query joined(List<Query> queries, Occur occur) {
    BooleanQuery.Builder joined = new BooleanQuery.Builder();
    queries.forEach(query -> joined.add(query, occur));
    return joined.build();
  }

  private @Nullable Query phrase(String text, int slop, String chain, @Nullable Place place)
      throws IOException {
    List<Words.Placed> placed = words.placed(chain, text);
    return placed.isEmpty() ? null : in(place, field -> phrase(placed, slop, field));
  }

  /// Words that the chain drops leave a gap in the text, but none in the other fields.
  private static Query phrase(List<Words.Placed> placed, int slop, String field) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
    for (int i = 0; i < placed.size(); i++) {
      Words.Placed word = placed.get(i);
      phrase.add(new Term(field, word.term()), field.equals(Fields.BODY) ? word.position() : i);
    }
    return phrase.build();
  }

  private static Query prefix(String begin, @Nullable Place place) {
    String folded = begin.toLowerCase(Locale.ROOT);
    return in(
        place, field -> new PrefixQuery(new Term(Fields.FORM, FieldTerms.prefix(field) + folded)));
  }

  /// In one place, or in any.
  private static Query in(@Nullable Place place, Function<String, Query> query) {
    return place == null
        ? joined(
            Stream.of(Place.values()).map(one -> query.apply(field(one))).toList(), Occur.SHOULD)
        : query.apply(field(place));
  }

  private static String field(Place place) {
    return switch (place) {
      case TEXT -> Fields.BODY;
      case TITLE -> Fields.TITLE;
      case NAME -> Fields.NAME;
      case HEADING -> Fields.HEADINGS;
    };
  }

  /// What the forms of a place begin with.
  static String key(Place place) {
    return FieldTerms.prefix(field(place));
  }

  private void collect(Query query, LongStream.Builder labels) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      NumericDocValues numbers = leaf.reader().getNumericDocValues(Fields.LABEL);
      if (scorer == null || numbers == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      DocIdSetIterator entries = scorer.iterator();
      for (int entry = entries.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = entries.nextDoc()) {
        if ((live == null || live.get(entry)) && numbers.advanceExact(entry)) {
          labels.add(numbers.longValue());
        }
      }
    }
  }

  /// Words of the text that begin so, the most frequent first, and of those that some chain cuts to
  /// the same word one alone, so that a prefix weighs no more than a word does.
  private List<String> forms(String begin) throws IOException {
    List<String> chosen = new ArrayList<>();
    Set<String> cut = new LinkedHashSet<>();
    for (Form form : frequent(new BytesRef(key(Place.TEXT) + begin.toLowerCase(Locale.ROOT)))) {
      boolean another = false;
      for (String chain : question.chains()) {
        another |= cut.addAll(words.list(chain, form.text()));
      }
      if (another) {
        chosen.add(form.text());
      }
    }
    return chosen;
  }

  private List<Form> frequent(BytesRef begin) throws IOException {
    Map<String, Integer> passages = new HashMap<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Terms terms = leaf.reader().terms(Fields.FORM);
      TermsEnum forms = terms == null ? TermsEnum.EMPTY : terms.iterator();
      if (forms.seekCeil(begin) == TermsEnum.SeekStatus.END) {
        continue;
      }
      for (BytesRef form = forms.term();
          form != null && StringHelper.startsWith(form, begin);
          form = forms.next()) {
        String text = form.utf8ToString().substring(key(Place.TEXT).length());
        passages.merge(text, forms.docFreq(), Integer::sum);
      }
    }
    return passages.entrySet().stream()
        .map(entry -> new Form(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(Form::passages).reversed().thenComparing(Form::text))
        .limit(FORMS_A_PREFIX)
        .toList();
  }
}
