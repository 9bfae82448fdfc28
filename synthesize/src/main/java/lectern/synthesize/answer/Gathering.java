package lectern.synthesize.answer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.search.Retriever;
import lectern.synthesize.Evidence;
import lectern.synthesize.Question;

/// Takes the evidence of a plan out of the index.
final class Gathering {
  private final PassageIndex index;
  private final Retriever retriever;

  Gathering(PassageIndex index, PassageSearch search) {
    this.index = index;
    this.retriever = new Retriever(index, search);
  }

  /// Every document in scope.
  List<Evidence> everything(List<IndexedDocument> scope) {
    List<List<Passage>> passages =
        index.passages(scope.stream().map(IndexedDocument::number).toList());
    return IntStream.range(0, scope.size())
        .mapToObj(i -> new Evidence(scope.get(i), passages.get(i)))
        .toList();
  }

  /// The best passages of a scope, without those that were shown before.
  ///
  /// @param budgetTokens that they take together with what was shown before
  List<Evidence> passages(
      Question question,
      List<IndexedDocument> scope,
      int budgetTokens,
      List<List<Evidence>> before) {
    List<Evidence> shown = before.stream().flatMap(List::stream).toList();
    List<Passage> found = retrieved(question, budgetTokens);
    if (!shown.isEmpty()) {
      found = retrieved(question, Math.max(0, budgetTokens - beyond(shown, found)));
    }
    Set<Label> known =
        shown.stream()
            .flatMap(one -> one.passages().stream())
            .map(Passage::label)
            .collect(Collectors.toSet());
    Map<Integer, List<Passage>> chosen =
        found.stream()
            .filter(passage -> !known.contains(passage.label()))
            .collect(Collectors.groupingBy(passage -> passage.label().document()));
    return scope.stream()
        .filter(document -> chosen.containsKey(document.number()))
        .map(document -> new Evidence(document, chosen.getOrDefault(document.number(), List.of())))
        .toList();
  }

  private List<Passage> retrieved(Question question, int budgetTokens) {
    return retriever.retrieve(question.text(), question.scope(), budgetTokens).passages();
  }

  /// Tokens of what was shown before and is not found again, and of the openings that stand twice.
  private static int beyond(List<Evidence> shown, List<Passage> found) {
    Set<Label> again = found.stream().map(Passage::label).collect(Collectors.toSet());
    int tokens = 0;
    for (Evidence one : shown) {
      tokens += one.document().openingTokens();
      for (Passage passage : one.passages()) {
        tokens += again.contains(passage.label()) ? 0 : passage.renderedTokens();
      }
    }
    return tokens;
  }
}
