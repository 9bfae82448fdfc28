package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/// Which words of the question name documents, and how far each document is the one that is named.
///
/// "The Harbour Street lease" says where to look; what is asked about it is said by other words.
final class Naming {
  /// A name at the start of a document (its parties) says a little less than one in its title.
  private static final double OPENING_CREDIT = 0.85;

  /// Share of a title's words in the question from which the question names the document.
  private static final double NAMED_SHARE = 0.5;

  /// What a naming word still says about a sentence, once it has chosen the document.
  private static final double NAMING_WEIGHT = 0.3;

  /// Share of the shorter title's words from which the documents are of one family: a lease and its
  /// deeds of variation.
  private static final double FAMILY = 0.6;

  /// Fewest words that the titles of a family have in common.
  private static final int LEAST_FAMILY_WORDS = 2;

  /// What a document takes over from the named one of its family, which names more than its own
  /// text may show.
  private static final double FAMILY_SHARE = 0.9;

  /// Most documents looked at for families: a name that is in more tells too little.
  private static final int MOST_NAMED = 40;

  /// Words of titles that tell the kind of a document and nothing of its subject.
  private static final Set<String> KINDS =
      Stemmer.stems(
          "agreement amendment deed variation letter side first second third lease contract of the"
              + " to and no a an for in on with from supplement addendum supplemental dated pdf docx"
              + " txt html md eml draft signed final re fwd fw memorandum review order change notice"
              + " schedule note report statement erratum");

  private final QuestionTerms terms;
  private final BitSet naming = new BitSet();
  private final List<BitSet> phrases = new ArrayList<>();
  private final double[] rarity;
  private final double[] shares;
  private final List<Set<String>> subjects = new ArrayList<>();

  private Naming(List<SentenceIndex.Shared> documents, QuestionTerms terms) {
    this.terms = terms;
    this.rarity = new double[terms.size()];
    this.shares = new double[documents.size()];
    documents.forEach(shared -> subjects.add(Stemmer.stems(shared.document().title())));
    subjects.forEach(subject -> subject.removeAll(KINDS));
  }

  static Naming of(List<SentenceIndex.Shared> documents, QuestionTerms terms) {
    var naming = new Naming(documents, terms);
    documents.forEach(naming::noteTitle);
    naming.keepRare(documents);
    naming.completeNames();
    naming.group();
    naming.share(documents);
    return naming;
  }

  /// Whether a term names documents.
  boolean isNaming(int term) {
    return naming.get(term);
  }

  /// Factor of a term's weight in sentences.
  double weight(int term) {
    return isNaming(term) && shares.length > 1 ? NAMING_WEIGHT : 1;
  }

  /// Names in the question, each the terms that stand side by side in it.
  List<BitSet> phrases() {
    return phrases;
  }

  /// How far a document is named, as a share of the best one; 1 for all where none is.
  double share(int document) {
    return shares[document];
  }

  /// How much of a name a text has: 1 for all.
  double share(BitSet phrase, Overlap overlap) {
    double all = 0;
    double has = 0;
    for (int term = phrase.nextSetBit(0); term >= 0; term = phrase.nextSetBit(term + 1)) {
      all += rarity[term];
      has += rarity[term] * (overlap.credit(term) >= 1 ? 1 : 0);
    }
    return all > 0 ? has * has / (all * all) : 0;
  }

  /// How much of all names a text has.
  double share(Overlap overlap) {
    double all = 0;
    double has = 0;
    for (BitSet phrase : phrases) {
      double weight = phrase.stream().mapToDouble(term -> rarity[term]).sum();
      all += weight;
      has += weight * share(phrase, overlap);
    }
    return all > 0 ? has / all : 1;
  }

  /// Whether two documents are about the same thing, by their titles.
  boolean isFamily(int one, int other) {
    Set<String> small = subjects.get(one);
    Set<String> large = subjects.get(other);
    if (small.size() > large.size()) {
      small = subjects.get(other);
      large = subjects.get(one);
    }
    Set<String> rest = large;
    long shared = small.stream().filter(rest::contains).count();
    return shared >= LEAST_FAMILY_WORDS && shared >= FAMILY * small.size();
  }

  /// Notes which terms name a document by its title: all it has there where they are most of the
  /// title, else those that stand side by side there as in the question ("Harbour Street").
  private void noteTitle(SentenceIndex.Shared document) {
    String title = document.document().title();
    Overlap overlap = document.title();
    int[] words = {0};
    Words.each(title, 0, title.length(), (word, start, end) -> words[0]++);
    var shared = new BitSet();
    var together = new BitSet();
    for (int term = 0; term < terms.size(); term++) {
      if (overlap.credit(term) < 1) {
        continue;
      }
      shared.set(term);
      if (term > 0
          && overlap.credit(term - 1) >= 1
          && isNext(term)
          && overlap.place(term) - overlap.place(term - 1) == 1) {
        together.set(term - 1, term + 1);
      }
    }
    boolean most =
        shared.cardinality() >= NAMED_SHARE * words[0]
            && (shared.cardinality() > 1 || shares.length == 1 || isName(shared));
    naming.or(most ? shared : together);
  }

  /// Leaves out words that stand at the start of most documents, and adds the names that stand at
  /// the start of some.
  private void keepRare(List<SentenceIndex.Shared> documents) {
    for (int term = 0; term < terms.size(); term++) {
      int having = 0;
      for (SentenceIndex.Shared shared : documents) {
        having += shared.title().credit(term) >= 1 || shared.opening().credit(term) >= 1 ? 1 : 0;
      }
      rarity[term] = Math.log(1 + documents.size() / (having + 0.5));
      if (documents.size() > 1 && having * 2 > documents.size() + 1) {
        naming.clear(term);
      } else if (having > 0 && documents.size() > 1 && terms.terms().get(term).name()) {
        naming.set(term);
      }
    }
  }

  /// Adds the names that stand beside a naming word: "Harbour" may be in many documents, "Harbour
  /// Street" is one name.
  private void completeNames() {
    for (int term = 1; term < terms.size(); term++) {
      boolean both = terms.terms().get(term).name() && terms.terms().get(term - 1).name();
      if (both && isNext(term) && naming.get(term) != naming.get(term - 1)) {
        naming.set(term - 1, term + 1);
      }
    }
  }

  private boolean isName(BitSet shared) {
    return shared.stream().anyMatch(term -> terms.terms().get(term).name());
  }

  private boolean isNext(int term) {
    return terms.terms().get(term).place() - terms.terms().get(term - 1).place() == 1;
  }

  private void group() {
    for (int term = naming.nextSetBit(0); term >= 0; term = naming.nextSetBit(term + 1)) {
      if (term == 0 || !naming.get(term - 1) || !isNext(term)) {
        phrases.add(new BitSet());
      }
      phrases.getLast().set(term);
    }
  }

  private void share(List<SentenceIndex.Shared> documents) {
    double best = 0;
    for (int i = 0; i < shares.length; i++) {
      var names = new Overlap(terms.size());
      names.raise(documents.get(i).opening(), 1);
      names.raise(documents.get(i).title(), 1);
      shares[i] = Math.max(OPENING_CREDIT * share(names), share(documents.get(i).title()));
      best = Math.max(best, shares[i]);
    }
    var named = new BitSet();
    for (int i = 0; i < shares.length; i++) {
      shares[i] = best > 0 ? shares[i] / best : 1;
      named.set(i, shares[i] >= FAMILY);
    }
    if (named.cardinality() <= MOST_NAMED && named.cardinality() < shares.length) {
      double[] own = shares.clone();
      for (int i = 0; i < shares.length; i++) {
        for (int n = named.nextSetBit(0); n >= 0; n = named.nextSetBit(n + 1)) {
          if (shares[i] < own[n] * FAMILY_SHARE && isFamily(i, n)) {
            shares[i] = own[n] * FAMILY_SHARE;
          }
        }
      }
    }
  }
}
