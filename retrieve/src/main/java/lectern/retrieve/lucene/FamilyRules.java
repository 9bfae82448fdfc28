package lectern.retrieve.lucene;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.SplitDocument;

/// What holds of every family in an index. The writer refuses what breaks it, the doctor looks for
/// it.
final class FamilyRules {
  private FamilyRules() {}

  static void require(DocumentId file, List<SplitDocument> family) {
    broken(file, family)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(file + ": " + rule);
            });
  }

  /// The first rule that a family breaks, in words.
  static Optional<String> broken(DocumentId file, List<SplitDocument> family) {
    if (family.isEmpty()) {
      return Optional.of("a family has at least one document");
    }
    Set<DocumentId> ids = new HashSet<>();
    Set<Integer> numbers = new HashSet<>();
    for (SplitDocument document : family) {
      DocumentId id = document.source().id();
      if (!id.equals(file) && !id.value().startsWith(file.value() + "!")) {
        return Optional.of(id + " is no member of it");
      }
      if (!ids.add(id) || !numbers.add(document.number())) {
        return Optional.of("two documents are called " + id + " or d" + document.number());
      }
      Optional<String> untiled = untiled(document);
      if (untiled.isPresent()) {
        return untiled;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> untiled(SplitDocument document) {
    String text = document.source().text();
    int end = 0;
    int ordinal = 0;
    for (Passage passage : document.passages()) {
      Label expected = new Label(document.number(), ordinal++);
      if (!passage.label().equals(expected)) {
        return Optional.of("passage " + passage.label() + " stands in the place of " + expected);
      }
      if (!passage.document().equals(document.source().id())) {
        return Optional.of("passage " + expected + " names " + passage.document());
      }
      if (passage.span().start() != end
          || !text.startsWith(passage.text(), passage.span().start())) {
        return Optional.of("passage " + expected + " does not tile its document's text");
      }
      end = passage.span().end();
    }
    return end == text.length()
        ? Optional.empty()
        : Optional.of("the passages of d" + document.number() + " end before its text does");
  }
}
