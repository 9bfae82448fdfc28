package lectern.retrieve;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.DocumentId;

/// Which documents an operation may see, and which of their passages may be found.
public sealed interface Scope {
  record Everything() implements Scope {}

  /// Named documents and their family members; a file of the same bytes may be named instead. A
  /// name the index does not hold selects nothing.
  record Documents(Set<DocumentId> ids) implements Scope {
    public Documents {
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("a scope must name at least one document");
      }
      ids = Set.copyOf(ids);
    }
  }

  /// Documents of another scope of which a condition holds. Members of a family are looked at one
  /// by one; of a document that several files hold, it is enough that it holds in one of them.
  record Matching(Condition condition, Scope within) implements Scope {}

  /// Passages of another scope of which a condition on their words holds. Its documents are all of
  /// that scope's: only a search tells in which of them there is such a passage.
  record Saying(TextCondition condition, Scope within) implements Scope {}

  /// The documents in scope, in the same order.
  ///
  /// @param all that there are
  default List<IndexedDocument> of(List<IndexedDocument> all) {
    return switch (this) {
      case Everything() -> all;
      case Documents(Set<DocumentId> ids) -> named(all, ids);
      case Matching(Condition condition, Scope within) ->
          within.of(all).stream().filter(condition::holds).toList();
      case Saying(TextCondition _, Scope within) -> within.of(all);
    };
  }

  /// The same scope, of its documents none but these.
  ///
  /// @param ids of documents in this scope
  default Scope narrowedTo(Set<DocumentId> ids) {
    return switch (this) {
      case Everything(), Documents(Set<DocumentId> _) -> new Documents(ids);
      case Matching(Condition condition, Scope within) ->
          new Matching(condition, within.narrowedTo(ids));
      case Saying(TextCondition condition, Scope within) ->
          new Saying(condition, within.narrowedTo(ids));
    };
  }

  private static List<IndexedDocument> named(List<IndexedDocument> all, Set<DocumentId> ids) {
    Set<DocumentId> there = new HashSet<>();
    all.stream().flatMap(IndexedDocument::everywhere).forEach(place -> there.add(place.id()));
    Set<DocumentId> asked = asHeld(all, ids);
    return all.stream().filter(document -> isNamed(document, asked, there)).toList();
  }

  /// The names asked for, and such as differ from one only in how their accents are written: what a
  /// keyboard makes of one sign, some file systems keep as two.
  private static Set<DocumentId> asHeld(List<IndexedDocument> all, Set<DocumentId> ids) {
    Set<String> composed = ids.stream().map(DocumentId::composed).collect(Collectors.toSet());
    Set<DocumentId> held = new HashSet<>(ids);
    all.stream()
        .flatMap(IndexedDocument::everywhere)
        .flatMap(place -> Stream.of(place.id(), place.file()))
        .filter(id -> !isPlain(id) && composed.contains(id.composed()))
        .forEach(held::add);
    return held;
  }

  /// Most names are: nothing in them can be written in another way.
  private static boolean isPlain(DocumentId id) {
    return id.value().chars().allMatch(c -> c < 0x80);
  }

  /// Whether a document, or one that holds it, is named.
  private static boolean isNamed(
      IndexedDocument document, Set<DocumentId> ids, Set<DocumentId> there) {
    return document.everywhere().anyMatch(place -> isNamedThere(place, ids, there));
  }

  private static boolean isNamedThere(
      IndexedDocument document, Set<DocumentId> ids, Set<DocumentId> there) {
    if (ids.contains(document.id()) || ids.contains(document.file())) {
      return true;
    }
    String id = document.id().value();
    for (int end = id.indexOf('!', document.file().value().length());
        end >= 0;
        end = id.indexOf('!', end + 1)) {
      DocumentId holder = new DocumentId(id.substring(0, end));
      if (ids.contains(holder) && there.contains(holder)) {
        return true;
      }
    }
    return false;
  }
}
