package lectern.eval.cite;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Citation;
import lectern.synthesize.CitationFormat;
import lectern.synthesize.Evidence;
import lectern.synthesize.Sentence;
import lectern.synthesize.cite.CitationCheck;
import lectern.synthesize.cite.SentenceCheck;
import org.jspecify.annotations.Nullable;

/// Measures the audit of facts: sentences that say in other words what a clause of a contract says,
/// and the same with one fact changed, each with the clause quoted behind it.
public final class FactSuite {
  private static final int DOCUMENT = 1;

  /// One sentence and what the audit made of it.
  ///
  /// @param change what was changed; null where nothing was
  /// @param sentence as an answer would put it, without its quote
  /// @param clause that it is held against
  /// @param marked whether a fact was found missing
  public record Case(
      @Nullable FactChange change,
      String sentence,
      FactClause clause,
      boolean marked,
      Sentence found) {
    /// Whether the audit was right.
    public boolean isRight() {
      return marked == (change != null);
    }
  }

  private FactSuite() {}

  /// One faithful paraphrase of each clause, and one of each way to change a fact that it has.
  ///
  /// @param seed another one gives other paraphrases and other changes
  public static List<Case> run(List<FactClause> clauses, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Case> cases = new ArrayList<>();
    for (FactClause clause : clauses) {
      Optional<String> cited = CitationFormat.cite(clause.text(), new Label(DOCUMENT, 0));
      if (cited.isEmpty()) {
        continue;
      }
      SplittableRandom own = random.split();
      cases.add(
          judged(null, new FactParaphrase(own.split()).of(clause.text()), clause, cited.get()));
      for (FactChange change : FactChange.values()) {
        change
            .apply(clause.text(), own.split())
            .map(changed -> new FactParaphrase(own.split()).of(changed))
            .ifPresent(sentence -> cases.add(judged(change, sentence, clause, cited.get())));
      }
    }
    return cases;
  }

  private static Case judged(
      @Nullable FactChange change, String sentence, FactClause clause, String cited) {
    DocumentText document = document(clause);
    List<Evidence> evidence = List.of(new Evidence(document.document(), document.passages()));
    String answer = sentence.substring(0, sentence.length() - 1) + " (" + cited + ").";
    List<Citation> citations = CitationCheck.check(answer, evidence, _ -> Optional.of(document));
    List<Sentence> sentences =
        SentenceCheck.check("", answer, citations, evidence, _ -> Optional.of(document));
    Sentence found = sentences.getFirst();
    boolean marked = sentences.stream().anyMatch(one -> !one.isBorneOut());
    return new Case(change, sentence, clause, marked, found);
  }

  private static DocumentText document(FactClause clause) {
    DocumentId id = new DocumentId("contract.txt");
    String text = clause.around();
    Passage passage =
        new Passage(
            new Label(DOCUMENT, 0), id, List.of(), text, new Span(0, text.length()), List.of(), 1);
    IndexedDocument indexed =
        new IndexedDocument(
            DOCUMENT,
            id,
            id,
            "00",
            clause.title(),
            "text/plain",
            1,
            1,
            1,
            text.length(),
            text.length(),
            "en",
            Map.of(),
            Map.of(),
            List.of());
    return new DocumentText(indexed, text, List.of(), new LocatorMap(List.of()), List.of(passage));
  }

  /// How many cases of a kind there were, and how many of them were marked.
  public record Tally(int cases, int marked) {
    public double share() {
      return cases == 0 ? 0 : (double) marked / cases;
    }

    private Tally plus(Case one) {
      return new Tally(cases + 1, marked + (one.marked() ? 1 : 0));
    }
  }

  /// The false alarms: sentences that were marked though nothing was changed.
  public static Tally faithful(List<Case> cases) {
    Tally tally = new Tally(0, 0);
    for (Case one : cases) {
      tally = one.change() == null ? tally.plus(one) : tally;
    }
    return tally;
  }

  /// The changed facts by kind, those marked being caught.
  public static Map<FactChange, Tally> changed(List<Case> cases) {
    Map<FactChange, Tally> tallies = new EnumMap<>(FactChange.class);
    for (Case one : cases) {
      FactChange change = one.change();
      if (change != null) {
        tallies.merge(change, new Tally(0, 0).plus(one), (all, _) -> all.plus(one));
      }
    }
    return tallies;
  }
}
