package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;

/// Chooses passages for a question within a number of tokens: the best hits, then, where room is
/// left, what stands around them. Of a question of several [parts][QuestionParts], the best hits
/// for the whole and for each part in turn. A hit that does not fit is passed over for smaller ones
/// behind it. Safe for use by many threads.
public final class Retriever {
  /// A passage seldom renders to fewer tokens, so this many hits fill a budget.
  private static final int TOKENS_PER_CANDIDATE = 50;

  private static final int MIN_CANDIDATES = 10;

  /// More would fill a window of a million tokens with passages nobody would call hits.
  private static final int MAX_CANDIDATES = 5_000;

  /// What a hit refers to stands mostly right before or behind it.
  private static final Expansion AROUND_EVIDENCE = new Expansion.Neighbours(1);

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
    List<Ranking> rankings = new ArrayList<>();
    rankings.add(search.search(new PassageQuery(question, scope, candidates)));
    List<String> parts = QuestionParts.of(question);
    if (parts.size() > 1) {
      for (String part : parts) {
        rankings.add(search.search(new PassageQuery(part, scope, candidates)));
      }
    }
    return choose(inTurn(rankings), scope, budgetTokens, AROUND_EVIDENCE);
  }

  /// Takes the hits of a ranking that fit, best first, then what stands around them.
  ///
  /// @param scope that the ranking is of; what stands around its hits is of its documents too
  /// @param budgetTokens as of [#retrieve]
  public Retrieved choose(Ranking ranking, Scope scope, int budgetTokens, Expansion expansion) {
    Map<Integer, IndexedDocument> documents = new HashMap<>();
    if (!ranking.hits().isEmpty()) {
      index.documents(scope).forEach(document -> documents.put(document.number(), document));
    }
    Choice choice = new Choice(budgetTokens, documents);
    List<Passage> hits = ranking.hits().stream().map(Hit::passage).toList();
    hits.forEach(choice::offer);
    new Surroundings(index, expansion).addTo(choice, hits);
    return new Retrieved(ranking, choice.inReadingOrder(), choice.tokens(), choice.blank());
  }

  /// The first hit of each ranking, then the second of each, so that each part of a question has
  /// its evidence however well passages fit the others.
  private static Ranking inTurn(List<Ranking> rankings) {
    if (rankings.size() == 1) {
      return rankings.getFirst();
    }
    Map<Label, Hit> turns = new LinkedHashMap<>();
    int longest = rankings.stream().mapToInt(ranking -> ranking.hits().size()).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (Ranking ranking : rankings) {
        if (i < ranking.hits().size()) {
          Passage passage = ranking.hits().get(i).passage();
          int rank = turns.size() + 1;
          turns.putIfAbsent(passage.label(), new Hit(passage, rank, 1.0 / rank));
        }
      }
    }
    return new Ranking("parts", List.copyOf(turns.values()));
  }
}
