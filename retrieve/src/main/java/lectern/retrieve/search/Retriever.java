package lectern.retrieve.search;

import java.util.HashMap;
import java.util.Map;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.Ranking;
import lectern.retrieve.Resolution;
import lectern.retrieve.Scope;

/// Chooses passages for a question within a number of tokens: the best hits, then, where room is
/// left, what stands before and behind them. A hit that does not fit is passed over for smaller
/// ones behind it. Safe for use by many threads.
public final class Retriever {
  /// A passage seldom renders to fewer tokens, so this many hits fill a budget.
  private static final int TOKENS_PER_CANDIDATE = 50;

  private static final int MIN_CANDIDATES = 10;

  /// More would fill a window of a million tokens with passages nobody would call hits.
  private static final int MAX_CANDIDATES = 5_000;

  private final PassageIndex index;
  private final PassageSearch search;

  /// Retrieves from one commit.
  ///
  /// @param search what ranks the passages of that commit; the index itself does so by words
  public Retriever(PassageIndex index, PassageSearch search) {
    this.index = index;
    this.search = search;
  }

  /// Passages for a question.
  ///
  /// @param budgetTokens that their renderings and the openings of their documents may take, as the
  ///   index's counter counts; a margin for another model's counter is the caller's to leave
  public Retrieved retrieve(String question, Scope scope, int budgetTokens) {
    if (budgetTokens < 0) {
      throw new IllegalArgumentException("the budget must not be negative: " + budgetTokens);
    }
    int candidates =
        Math.clamp(budgetTokens / TOKENS_PER_CANDIDATE, MIN_CANDIDATES, MAX_CANDIDATES);
    Ranking ranking = search.search(new PassageQuery(question, scope, candidates));
    Map<Integer, IndexedDocument> documents = new HashMap<>();
    if (!ranking.hits().isEmpty()) {
      index.documents(scope).forEach(document -> documents.put(document.number(), document));
    }
    Choice choice = new Choice(budgetTokens, documents);
    for (Hit hit : ranking.hits()) {
      choice.offer(hit.passage());
    }
    widen(choice, ranking);
    return new Retrieved(ranking, choice.inReadingOrder(), choice.tokens());
  }

  /// Adds the neighbours of the chosen hits, those of the best hit first.
  private void widen(Choice choice, Ranking ranking) {
    for (Hit hit : ranking.hits()) {
      if (choice.leftTokens() <= 0) {
        return;
      }
      Label label = hit.passage().label();
      if (choice.holds(label)) {
        if (label.ordinal() > 0) {
          offer(choice, new Label(label.document(), label.ordinal() - 1));
        }
        offer(choice, new Label(label.document(), label.ordinal() + 1));
      }
    }
  }

  private void offer(Choice choice, Label label) {
    if (!choice.holds(label) && index.resolve(label) instanceof Resolution.Found(Passage found)) {
      choice.offer(found);
    }
  }
}
