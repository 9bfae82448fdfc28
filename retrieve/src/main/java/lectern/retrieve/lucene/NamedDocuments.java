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
import lectern.ingest.SplitDocument;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Naming;
import org.apache.lucene.index.Term;

/// Finds the documents that a question names, as the index shows it and no phrase: by words that
/// stand in the heads of few documents and seldom elsewhere. The words that a question shares with
/// the head of the document it names are names too, and would find passages that say the name, not
/// the answer.
final class NamedDocuments {
  /// Documents whose heads may share a word that still names: one in twenty.
  private static final double FEW = 0.05;

  /// Or so many, a lease and what was written about it, where that is no more than a third of all.
  private static final double FEW_OF_MANY = 3;

  /// Of the documents that hold a naming word anywhere, at least this share has it in the head.
  private static final double MOSTLY_IN_HEADS = 0.5;

  /// A word that few documents hold names one that has it in at least this share of its passages.
  private static final double THROUGHOUT = 0.5;

  /// In a short document that would be chance: passages that have it, at least.
  private static final int AGAIN_AND_AGAIN = 10;

  /// So many of them stand somewhere within as many entries: were they further apart everywhere,
  /// the document would have more than twice the passages that have it.
  private static final int NEAR = 4 * AGAIN_AND_AGAIN;

  /// Passages with a word that no head has, beyond which it is not looked where they are.
  private static final int MAX_WALKED = 10_000;

  /// A word in the heads of more than half of all documents tells nothing: "agreement", "between".
  private static final double GENERIC = 0.5;

  /// A document that scores less than this part of the best is not meant.
  private static final double MEANT = 0.5;

  /// A document of one passage is found by ranking its passage.
  private static final int MIN_PASSAGES = 2;

  /// Documents beside the best that a question may name.
  private static final int MAX_OTHERS = 4;

  /// What such a one scores beside the best: so little less that its best passages stand among
  /// those of the best, and yet not before them by chance where a party's name led astray.
  private static final double OTHER = 0.9;

  /// Letters of a word that may be the beginning of a name that is written in one.
  private static final int MIN_BEGINNING = 5;

  /// Words of a question that are looked at; names stand early.
  private static final int MAX_WORDS = 400;

  static final Comparator<Naming.Named> BEST_FIRST =
      Comparator.comparingDouble(Naming.Named::score)
          .reversed()
          .thenComparingInt(Naming.Named::number);

  private final Words words;
  private final ExactStatistics searcher;
  private final StoredRecords records;
  private final BagOfWords bag;
  private final Heads heads;
  private final Holders holders;

  NamedDocuments(Words words, ExactStatistics searcher, StoredRecords records, BagOfWords bag) {
    this.words = words;
    this.searcher = searcher;
    this.records = records;
    this.bag = bag;
    this.heads = new Heads(searcher);
    this.holders = new Holders(searcher.getIndexReader());
  }

  /// Documents that may be meant, by number; asked for where a word names any.
  @FunctionalInterface
  interface InScope {
    Map<Integer, IndexedDocument> get() throws IOException;
  }

  /// @param all number of documents in the index
  Naming of(String question, InScope documents, int all) throws IOException {
    Naming byFile = FileNames.of(question, documents);
    if (!byFile.documents().isEmpty()) {
      return byFile;
    }
    for (String chain : bag.chains()) {
      Naming naming = of(chain, question, documents, all);
      if (!naming.documents().isEmpty()) {
        return naming;
      }
    }
    return Naming.none(question);
  }

  private Naming of(String chain, String question, InScope documents, int all) throws IOException {
    List<Words.Located> located = words.located(chain, question);
    List<Words.Located> asked = located.subList(0, Math.min(MAX_WORDS, located.size()));
    Map<String, Integer> held = inHeads(asked);
    double few = Math.max(FEW * all, Math.clamp(all / 3.0, 1, FEW_OF_MANY));
    Set<String> rare = new HashSet<>();
    Set<String> naming = new HashSet<>();
    for (Map.Entry<String, Integer> word : held.entrySet()) {
      if (word.getValue() > 0 && word.getValue() <= few) {
        rare.add(word.getKey());
        double most = word.getValue() / MOSTLY_IN_HEADS;
        if (holders.of(word.getKey(), most).size() <= most) {
          naming.add(word.getKey());
        }
      }
    }
    boolean inHeads = !naming.isEmpty();
    List<Naming.Named> meant;
    if (inHeads) {
      meant = byHeads(held.keySet(), documents.get());
      if (!chain.equals(Chains.GERMAN)) {
        Set<String> telling = new HashSet<>(held.keySet());
        telling.removeIf(word -> held.getOrDefault(word, 0) == 0);
        telling.removeIf(word -> held.getOrDefault(word, 0) > GENERIC * all);
        naming.addAll(JoinedNames.of(question, asked, naming, telling));
      }
    } else {
      SpelledNames names = new SpelledNames(words, chain, question, asked);
      SpelledNames.Found spelled =
          names.among(names.mayBe() ? of(held.keySet(), documents) : List.of());
      naming.addAll(spelled.terms());
      meant = spelled.documents();
      if (meant.isEmpty()) {
        meant = saidThroughout(held, few, documents, all, naming);
      }
      if (meant.isEmpty()) {
        meant = begun(held, few, documents, naming);
      }
    }
    if (meant.isEmpty()) {
      return Naming.none(question);
    }
    List<Head> named = new ArrayList<>(List.of(head(chain, meant.getFirst())));
    if (inHeads) {
      Map<String, Double> weights = new TreeMap<>();
      held.forEach((word, by) -> weights.put(word, Math.log(1 + (double) all / by)));
      weights.keySet().retainAll(naming);
      List<Other> others = others(chain, weights, named.getFirst(), documents.get());
      others.forEach(other -> named.add(other.head()));
      meant = joined(meant, others);
    }
    Set<String> titles = new HashSet<>();
    named.forEach(head -> titles.addAll(head.titles()));
    for (Map.Entry<String, Integer> word : held.entrySet()) {
      if (word.getValue() > GENERIC * all) {
        titles.add(word.getKey());
      }
    }
    NameCut cut = new NameCut(question, asked, naming, !chain.equals(Chains.GERMAN));
    named.forEach(head -> cut.cutRuns(head.words(), rare));
    cut.cutBeside(titles);
    return new Naming(meant, cut.rest(titles));
  }

  /// The words by which a named document may be called.
  ///
  /// @param words of its head, in their order
  /// @param titles of its title and what stands before its first section
  private record Head(Naming.Named document, List<String> words, Set<String> titles) {
    double weight(Map<String, Double> naming) {
      return new HashSet<>(words)
          .stream().mapToDouble(word -> naming.getOrDefault(word, 0.0)).sum();
    }
  }

  private Head head(String chain, Naming.Named named) throws IOException {
    StoredRecords.Place place = records.place(named.number());
    if (place == null) {
      throw new IOException("a document that is named is gone");
    }
    SplitDocument document = records.split(place);
    return new Head(
        named,
        words.asked(chain, ContextualHeader.head(document)),
        new HashSet<>(words.asked(chain, ContextualHeader.preamble(document))));
  }

  /// What is named beside the best.
  ///
  /// @param head of the first of the documents
  /// @param documents that the same words name, best first
  private record Other(Head head, List<Naming.Named> documents) {}

  /// Documents named beside the best: words that name, and that its head does not have, lead to
  /// each. One that weighs little beside the best is not meant: it may share a party's name.
  ///
  /// @param naming words that name, by what they weigh
  private List<Other> others(
      String chain, Map<String, Double> naming, Head best, Map<Integer, IndexedDocument> documents)
      throws IOException {
    List<Other> others = new ArrayList<>();
    Map<String, Double> left = new TreeMap<>(naming);
    Head last = best;
    while (others.size() < MAX_OTHERS) {
      left.keySet().removeAll(last.words());
      List<Naming.Named> next =
          left.isEmpty() ? List.<Naming.Named>of() : byHeads(left.keySet(), documents);
      if (next.isEmpty()) {
        return others;
      }
      last = head(chain, next.getFirst());
      double weight = last.weight(left);
      if (weight == 0 || weight < MEANT * best.weight(naming)) {
        return others;
      }
      others.add(new Other(last, next));
    }
    return others;
  }

  /// All that may be meant, others by words of their own among them.
  private static List<Naming.Named> joined(List<Naming.Named> meant, List<Other> others) {
    Naming.Named best = meant.getFirst();
    Map<Integer, Naming.Named> all = new TreeMap<>(Map.of(best.number(), best));
    int group = 0;
    for (Other other : others) {
      group++;
      double first = other.documents().getFirst().score();
      for (Naming.Named one : other.documents()) {
        double score = OTHER * best.score() * (one.score() / first);
        all.putIfAbsent(one.number(), new Naming.Named(one.number(), one.id(), score, group));
      }
    }
    meant.forEach(
        document ->
            all.merge(
                document.number(),
                document,
                (one, same) ->
                    new Naming.Named(
                        one.number(), one.id(), Math.max(one.score(), same.score()), one.group())));
    return all.values().stream().sorted(BEST_FIRST).toList();
  }

  /// The number of documents whose heads hold each word.
  private Map<String, Integer> inHeads(List<Words.Located> asked) throws IOException {
    Map<String, Integer> held = new TreeMap<>();
    for (Words.Located word : asked) {
      // A single letter or digit names nothing.
      if (word.term().length() > 1 && !held.containsKey(word.term())) {
        held.put(word.term(), heads.with(word.term()));
      }
    }
    return held;
  }

  /// Documents that say again and again words that few heads and few documents hold; by how few
  /// documents do.
  ///
  /// @param all number of documents in the index
  /// @param naming is given the words
  private List<Naming.Named> saidThroughout(
      Map<String, Integer> held, double few, InScope documents, int all, Set<String> naming)
      throws IOException {
    Map<IndexedDocument, Double> scores = new HashMap<>();
    for (Map.Entry<String, Integer> word : held.entrySet()) {
      Term term = new Term(Fields.BODY, word.getKey());
      if (word.getValue() > few
          || searcher.passagesWith(term) > MAX_WALKED
          || !holders.isSaidTogether(term, AGAIN_AND_AGAIN, NEAR)) {
        continue;
      }
      List<Holders.Holder> found = holders.of(word.getKey(), few);
      for (Holders.Holder holder : found.size() > few ? List.<Holders.Holder>of() : found) {
        IndexedDocument document =
            holder.passages() < AGAIN_AND_AGAIN ? null : documents.get().get(holder.document());
        if (document != null && holder.passages() >= THROUGHOUT * document.passages()) {
          scores.merge(document, Math.log(1 + (double) all / found.size()), Double::sum);
          naming.add(word.getKey());
        }
      }
    }
    double best = scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    List<Naming.Named> meant = new ArrayList<>();
    scores.forEach(
        (document, score) -> {
          if (score >= MEANT * best) {
            meant.add(new Naming.Named(document.number(), document.id(), score / best, 0));
          }
        });
    meant.sort(BEST_FIRST);
    return meant;
  }

  /// Documents whose heads have a longer word for one that no head has and few documents say:
  /// "SeaSpine" for a file that begins with "SEASPINEHOLDINGSCORP".
  ///
  /// @param naming is given the words
  private List<Naming.Named> begun(
      Map<String, Integer> held, double few, InScope documents, Set<String> naming)
      throws IOException {
    Map<Integer, Naming.Named> meant = new TreeMap<>();
    for (Map.Entry<String, Integer> word : held.entrySet()) {
      boolean unknown =
          word.getValue() == 0
              && word.getKey().length() >= MIN_BEGINNING
              && word.getKey().chars().allMatch(Character::isLetter);
      Set<Integer> begun = unknown ? heads.begun(word.getKey(), few) : Set.of();
      // Asked last, as it walks through all that say the word.
      if (begun.isEmpty() || holders.of(word.getKey(), few).size() > few) {
        continue;
      }
      for (int number : begun) {
        IndexedDocument document = documents.get().get(number);
        if (document != null && document.passages() >= MIN_PASSAGES) {
          meant.put(number, new Naming.Named(number, document.id(), 1, 0));
          naming.add(word.getKey());
        }
      }
    }
    return List.copyOf(meant.values());
  }

  /// Documents by BM25 over their heads; none where the best is found by ranking its passage.
  private List<Naming.Named> byHeads(Set<String> terms, Map<Integer, IndexedDocument> documents)
      throws IOException {
    List<Heads.Found> found = heads.by(terms);
    List<Naming.Named> meant = new ArrayList<>();
    for (Heads.Found one : found) {
      // Of all, so that a document in scope is not meant because the one that is stands outside.
      double score = one.score() / found.getFirst().score();
      IndexedDocument document = documents.get(one.document());
      if (document != null && score >= MEANT) {
        if (meant.isEmpty() && document.passages() < MIN_PASSAGES) {
          return List.of();
        }
        meant.add(new Naming.Named(document.number(), document.id(), score, 0));
      }
    }
    meant.sort(BEST_FIRST);
    return meant;
  }

  /// Documents in scope, and of more than one passage, whose heads have most of the words.
  private List<IndexedDocument> of(Set<String> terms, InScope documents) throws IOException {
    List<IndexedDocument> of = new ArrayList<>();
    for (Heads.Found one : heads.by(terms)) {
      IndexedDocument document = documents.get().get(one.document());
      if (document != null && document.passages() >= MIN_PASSAGES) {
        of.add(document);
      }
    }
    return of;
  }
}
