package lectern.synthesize;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;

/// What of a scope was read for an answer, so that "the documents do not say" can be weighed.
///
/// @param documents in scope
/// @param passages of them
/// @param tokens of them, as the collection's counter counts
/// @param documentsRead of which every passage was shown to whoever answered, or took notes
/// @param passagesRead that were shown
/// @param tokensRead of the passages that were shown
/// @param documentsSearched that were ranked by their words or meaning, and of which no passage was
///   shown
/// @param unread documents that were to be read and were not, or not to the end
/// @param notes that a model took of parts of the scope and that were verified, in the order of the
///   parts; empty where all was in one prompt
/// @param nearest where no answer was found, the passages that come nearest to the question, the
///   best first
public record Reading(
    int documents,
    int passages,
    long tokens,
    int documentsRead,
    int passagesRead,
    long tokensRead,
    int documentsSearched,
    List<Unread> unread,
    List<Citation.Resolved> notes,
    List<Passage> nearest) {
  /// A document that was not read, or not to the end, and why.
  public record Unread(IndexedDocument document, String why) {}

  public Reading {
    unread = List.copyOf(unread);
    notes = List.copyOf(notes);
    nearest = List.copyOf(nearest);
  }

  /// What was shown of a document.
  ///
  /// @param tokens of the passages, and of the opening once
  public record Shown(int document, int passages, long tokens) {
    public static Shown of(Evidence evidence) {
      IndexedDocument document = evidence.document();
      long tokens = evidence.passages().stream().mapToLong(Passage::renderedTokens).sum();
      return new Shown(
          document.number(), evidence.passages().size(), document.openingTokens() + tokens);
    }

    private Shown plus(Shown other, IndexedDocument of) {
      return new Shown(
          document, passages + other.passages, tokens + other.tokens - of.openingTokens());
    }
  }

  /// What one prompt showed.
  ///
  /// @param scope documents in scope
  public static Reading of(List<IndexedDocument> scope, List<Evidence> shown) {
    return of(scope, shown.stream().map(Shown::of).toList(), List.of(), List.of());
  }

  /// What several prompts showed.
  ///
  /// @param scope documents in scope
  /// @param shown of all prompts together; a document may be there several times, a passage once
  public static Reading of(
      List<IndexedDocument> scope,
      List<Shown> shown,
      List<Unread> unread,
      List<Citation.Resolved> notes) {
    Map<Integer, List<Shown>> seen =
        shown.stream()
            .filter(one -> one.passages() > 0)
            .collect(Collectors.groupingBy(Shown::document));
    Set<Integer> failed =
        unread.stream().map(one -> one.document().number()).collect(Collectors.toSet());
    int passages = 0;
    long tokens = 0;
    int whole = 0;
    int searched = 0;
    for (IndexedDocument document : scope) {
      Optional<Shown> all =
          seen.getOrDefault(document.number(), List.of()).stream()
              .reduce((one, other) -> one.plus(other, document));
      int here = all.map(Shown::passages).orElse(0);
      passages += here;
      tokens += all.map(Shown::tokens).orElse(0L);
      whole += here == document.passages() ? 1 : 0;
      searched += here > 0 || failed.contains(document.number()) ? 0 : 1;
    }
    return new Reading(
        scope.size(),
        scope.stream().mapToInt(IndexedDocument::passages).sum(),
        scope.stream().mapToLong(IndexedDocument::tokens).sum(),
        whole,
        passages,
        tokens,
        searched,
        unread,
        notes,
        List.of());
  }

  /// The same reading, with what came nearest to an answer.
  public Reading nearest(List<Passage> best) {
    return new Reading(
        documents,
        passages,
        tokens,
        documentsRead,
        passagesRead,
        tokensRead,
        documentsSearched,
        unread,
        notes,
        best);
  }

  /// Whether every passage was shown.
  public boolean isComplete() {
    return passagesRead >= passages;
  }

  /// Share of the scope's tokens that were shown: 0 to 1, and 1 only where all were.
  public double coverage() {
    return isComplete() ? 1 : Math.min((double) tokensRead / Math.max(1, tokens), 0.999);
  }
}
