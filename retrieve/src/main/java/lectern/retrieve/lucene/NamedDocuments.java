package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lectern.ingest.SplitDocument;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Naming;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Bits;

/// Finds the documents that a question names, as the index shows it and no phrase: by words that
/// stand in the heads of few documents and seldom elsewhere. The words that a question shares with
/// the head of the document it names are names too, and would find passages that say the name, not
/// the answer.
final class NamedDocuments {
  /// Documents whose heads may share a word that still names: one in twenty.
  private static final double FEW = 0.05;

  /// Of the documents that hold a naming word anywhere, at least this share has it in the head.
  private static final double MOSTLY_IN_HEADS = 0.5;

  /// A word in the heads of more than half of all documents tells nothing: "agreement", "between".
  private static final double GENERIC = 0.5;

  /// A document of one passage is found by ranking its passage.
  private static final int MIN_PASSAGES = 2;

  /// Documents looked at, by their heads.
  private static final int DOCUMENTS = 50;

  /// Words of a question that are looked at; names stand early.
  private static final int MAX_WORDS = 400;

  /// What is left where words were cut out: quotation marks and brackets around nothing.
  private static final Pattern MARKS = Pattern.compile("[\\s\\p{P}&&[^?]]{2,}");

  private final Words words;
  private final ExactStatistics searcher;
  private final StoredRecords records;
  private final BagOfWords bag;

  NamedDocuments(Words words, ExactStatistics searcher, StoredRecords records, BagOfWords bag) {
    this.words = words;
    this.searcher = searcher;
    this.records = records;
    this.bag = bag;
  }

  /// @param documents that may be named, by number
  /// @param all number of documents in the index
  Naming of(String question, Map<Integer, IndexedDocument> documents, int all) throws IOException {
    Naming best = Naming.none(question);
    for (String chain : bag.chains()) {
      Naming naming = of(chain, question, documents, all);
      if (naming.documents().size() > 0 && best.documents().isEmpty()) {
        best = naming;
      }
    }
    return best;
  }

  private Naming of(String chain, String question, Map<Integer, IndexedDocument> documents, int all)
      throws IOException {
    List<Words.Located> asked = words.located(chain, question);
    asked = asked.subList(0, Math.min(MAX_WORDS, asked.size()));
    Map<String, Integer> heads = new TreeMap<>();
    for (Words.Located word : asked) {
      if (!heads.containsKey(word.term())) {
        heads.put(word.term(), searcher.passagesWith(new Term(Fields.HEAD, word.term())));
      }
    }
    double few = Math.max(1, FEW * all);
    Set<String> naming = new HashSet<>();
    Map<String, Map<Integer, Integer>> anywhere = new HashMap<>();
    for (Map.Entry<String, Integer> word : heads.entrySet()) {
      if (word.getValue() >= 1 && word.getValue() <= few) {
        Map<Integer, Integer> holders = holders(word.getKey());
        anywhere.put(word.getKey(), holders);
        if (word.getValue() >= MOSTLY_IN_HEADS * holders.size()) {
          naming.add(word.getKey());
        }
      }
    }
    if (naming.isEmpty()) {
      return Naming.none(question);
    }
    List<Naming.Named> named = named(heads.keySet(), documents);
    if (named.isEmpty() || named.getFirst().passages() < MIN_PASSAGES) {
      return Naming.none(question);
    }
    Set<String> rare = anywhere.keySet();
    boolean[] taken = new boolean[asked.size()];
    for (int i = 0; i < asked.size(); i++) {
      String term = asked.get(i).term();
      taken[i] = naming.contains(term);
    }
    StoredRecords.Place place = records.place(named.getFirst().number());
    if (place != null) {
      SplitDocument split = records.split(place);
      List<String> head = words.asked(chain, ContextualHeader.head(split));
      takeRuns(asked, head, rare, taken);
      Set<String> beside = new HashSet<>(words.asked(chain, ContextualHeader.preamble(split)));
      heads.forEach(
          (term, count) -> {
            if (count > GENERIC * all) {
              beside.add(term);
            }
          });
      takeBeside(question, asked, beside, taken);
    }
    return new Naming(named, rest(question, asked, taken));
  }

  /// Takes what stands word for word in a head: runs with a rare word in them.
  private static void takeRuns(
      List<Words.Located> asked, List<String> head, Set<String> rare, boolean[] taken) {
    for (int i = 0; i < asked.size(); i++) {
      int longest = 0;
      for (int j = 0; j < head.size(); j++) {
        int length = 0;
        while (i + length < asked.size()
            && j + length < head.size()
            && asked.get(i + length).term().equals(head.get(j + length))) {
          length++;
        }
        longest = Math.max(longest, length);
      }
      boolean names = false;
      for (int k = i; k < i + longest; k++) {
        names |= rare.contains(asked.get(k).term());
      }
      if (longest > 1 && names) {
        for (int k = i; k < i + longest; k++) {
          taken[k] = true;
        }
      }
    }
  }

  /// Takes words beside those that are taken, and beside these, that stand in the named document's
  /// first lines or in most heads: "the Distributor", "agreement". Only in a part of the question
  /// beside one without a name, which says what is asked: in "Bolt's rent" the rent is asked for.
  private static void takeBeside(
      String question, List<Words.Located> asked, Set<String> beside, boolean[] taken) {
    List<Integer> ends = new ArrayList<>();
    boolean asks = false;
    int from = 0;
    for (int to = 1; to <= taken.length; to++) {
      if (to == taken.length
          || isParted(question, asked.get(to - 1).end(), asked.get(to).start())) {
        boolean names = false;
        for (int i = from; i < to; i++) {
          names |= taken[i];
        }
        asks |= !names;
        ends.add(to);
        from = to;
      }
    }
    from = 0;
    for (int to : asks ? ends : List.<Integer>of()) {
      for (int i = from + 1; i < to; i++) {
        taken[i] |= taken[i - 1] && beside.contains(asked.get(i).term());
      }
      for (int i = to - 2; i >= from; i--) {
        taken[i] |= taken[i + 1] && beside.contains(asked.get(i).term());
      }
      from = to;
    }
  }

  /// The question without the words that are taken. A part of it, up to a semicolon or colon, that
  /// is names for the most of it goes as a whole where another part says what is asked.
  private static String rest(String question, List<Words.Located> asked, boolean[] taken) {
    List<Part> parts = new ArrayList<>();
    Part part = new Part();
    int at = 0;
    for (int i = 0; i < taken.length; i++) {
      int start = asked.get(i).start();
      if (part.words > 0 && isParted(question, asked.get(i - 1).end(), start)) {
        int end = asked.get(i - 1).end();
        part.text.append(question, at, end);
        parts.add(part);
        part = new Part();
        at = end;
      }
      part.words++;
      if (taken[i]) {
        part.taken++;
        part.text.append(question, at, start);
        at = asked.get(i).end();
      }
    }
    part.text.append(question.substring(at));
    parts.add(part);
    String asking = joined(parts, Part::asks);
    String left = asking.isEmpty() ? joined(parts, Part::says) : asking;
    return left.isEmpty() ? question : left;
  }

  private static String joined(List<Part> parts, Predicate<Part> kept) {
    return parts.stream()
        .filter(kept)
        .map(part -> MARKS.matcher(part.text).replaceAll(" ").strip())
        .collect(Collectors.joining(" "));
  }

  /// Part of a question.
  private static final class Part {
    private final StringBuilder text = new StringBuilder();
    private int words;
    private int taken;

    boolean asks() {
      return 2 * taken < words;
    }

    boolean says() {
      return taken < words;
    }
  }

  private static boolean isParted(String question, int from, int to) {
    return question.substring(from, to).chars().anyMatch(mark -> ";:?!\n".indexOf(mark) >= 0);
  }

  private List<Naming.Named> named(Set<String> terms, Map<Integer, IndexedDocument> documents)
      throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    terms.forEach(term -> any.add(new TermQuery(new Term(Fields.HEAD, term)), Occur.SHOULD));
    List<Naming.Named> named = new ArrayList<>();
    ScoreDoc[] found = searcher.search(any.build(), DOCUMENTS).scoreDocs;
    double best = 0;
    for (ScoreDoc doc : found) {
      IndexedDocument document = documents.get(number(doc.doc));
      if (document != null) {
        best = Math.max(best, doc.score);
        named.add(
            new Naming.Named(
                document.number(), document.id(), document.passages(), doc.score / best));
      }
    }
    named.sort(
        Comparator.comparingDouble(Naming.Named::score)
            .reversed()
            .thenComparingInt(Naming.Named::number));
    return named;
  }

  private int number(int entry) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(entry, leaves));
    BinaryDocValues values = leaf.reader().getBinaryDocValues(Fields.DOCUMENT);
    if (values == null || !values.advanceExact(entry - leaf.docBase)) {
      throw new IOException("a head belongs to no document");
    }
    return Records.document(values.binaryValue()).number();
  }

  /// Documents that hold a word anywhere, and the passages of each that do.
  private Map<Integer, Integer> holders(String term) throws IOException {
    Map<Integer, Integer> holders = new HashMap<>();
    for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
      LeafReader leaf = context.reader();
      PostingsEnum postings = leaf.postings(new Term(Fields.TEXT, term), PostingsEnum.NONE);
      NumericDocValues labels = leaf.getNumericDocValues(Fields.LABEL);
      if (postings == null || labels == null) {
        continue;
      }
      Bits live = leaf.getLiveDocs();
      for (int entry = postings.nextDoc();
          entry != DocIdSetIterator.NO_MORE_DOCS;
          entry = postings.nextDoc()) {
        if ((live == null || live.get(entry)) && labels.advanceExact(entry)) {
          holders.merge(Fields.label(labels.longValue()).document(), 1, Integer::sum);
        }
      }
    }
    return holders;
  }
}
