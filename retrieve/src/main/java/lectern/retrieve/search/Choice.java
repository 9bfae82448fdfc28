package lectern.retrieve.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;

/// Passages taken so far and the tokens left for more.
final class Choice {
  private final int budgetTokens;
  private final Map<Integer, IndexedDocument> documents;
  private final TreeMap<Label, Passage> taken = new TreeMap<>();
  private final Set<Integer> opened = new HashSet<>();
  private final Set<Label> blank = new HashSet<>();
  private int tokens;

  /// Starts with nothing taken.
  ///
  /// @param documents in scope, by number
  Choice(int budgetTokens, Map<Integer, IndexedDocument> documents) {
    this.budgetTokens = budgetTokens;
    this.documents = documents;
  }

  /// Takes a passage unless it is blank, taken already, out of scope or too large for what is left.
  ///
  /// @return whether it is no obstacle to what stands behind it: false where it is out of scope or
  ///   too large
  boolean offer(Passage passage) {
    IndexedDocument document = documents.get(passage.label().document());
    if (document == null) {
      return false;
    }
    if (passage.body().isBlank()) {
      blank.add(passage.label());
      return true;
    }
    if (taken.containsKey(passage.label())) {
      return true;
    }
    boolean opens = !opened.contains(document.number());
    long cost = (long) passage.renderedTokens() + (opens ? document.openingTokens() : 0);
    if (cost > budgetTokens - tokens) {
      return false;
    }
    taken.put(passage.label(), passage);
    opened.add(document.number());
    tokens += (int) cost;
    return true;
  }

  /// Blank passages that were offered.
  Set<Label> blank() {
    return Set.copyOf(blank);
  }

  boolean holds(Label label) {
    return taken.containsKey(label);
  }

  int tokens() {
    return tokens;
  }

  int leftTokens() {
    return budgetTokens - tokens;
  }

  List<Passage> inReadingOrder() {
    return List.copyOf(taken.values());
  }
}
