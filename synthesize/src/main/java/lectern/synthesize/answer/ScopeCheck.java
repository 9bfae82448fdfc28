package lectern.synthesize.answer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.DocumentId;
import lectern.ingest.Spelling;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.KnownFields;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Scope;
import lectern.synthesize.SynthesisException;

/// Holds a scope against the index, so that a mistyped name is told and not left out.
public final class ScopeCheck {
  private ScopeCheck() {}

  /// The documents in scope, by number; at least one.
  ///
  /// @throws SynthesisException.EmptyScope if there is none, or a name selects none
  /// @throws lectern.retrieve.IndexException.BadCondition if a condition names a field that no
  ///   document has, or compares one with what it cannot hold
  public static List<IndexedDocument> documents(PassageIndex index, Scope scope) {
    List<IndexedDocument> documents = index.documents(scope);
    switch (scope) {
      case Scope.Everything _ -> refuseNone(documents);
      case Scope.Documents(var ids) -> refuseUnknown(ids, documents, index);
      case Scope.Matching(var condition, var within) -> {
        List<IndexedDocument> wider = documents(index, within);
        new KnownFields(index.documents(new Scope.Everything())).require(condition);
        refuseNoMatch(documents, wider.size());
      }
      case Scope.Saying(var _, var within) -> documents(index, within);
    }
    return documents;
  }

  private static void refuseUnknown(
      Set<DocumentId> ids, List<IndexedDocument> documents, PassageIndex index) {
    Set<String> known = new HashSet<>(names(documents));
    known.addAll(holders(documents));
    Set<String> composed =
        known.stream().map(name -> new DocumentId(name).composed()).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    ids.stream()
        .filter(id -> !composed.contains(id.composed()))
        .forEach(id -> unknown.add(id.value()));
    if (!unknown.isEmpty()) {
      List<IndexedDocument> all = index.documents(new Scope.Everything());
      refuseNone(all);
      throw unknown(unknown, names(all));
    }
  }

  private static void refuseNoMatch(List<IndexedDocument> documents, int among) {
    if (documents.isEmpty()) {
      throw new SynthesisException.EmptyScope(
          "the condition holds of none of " + among + (among == 1 ? " document" : " documents"),
          "`lectern documents --json` shows the fields of each; widen the condition.");
    }
  }

  private static void refuseNone(List<IndexedDocument> documents) {
    if (documents.isEmpty()) {
      throw new SynthesisException.EmptyScope(
          "the index holds no document",
          "Put files with text into the collection; `lectern documents` says why others gave none.");
    }
  }

  /// The documents by their own names and by their files'.
  private static Set<String> names(List<IndexedDocument> documents) {
    return documents.stream()
        .flatMap(IndexedDocument::everywhere)
        .flatMap(place -> Stream.of(place.id().value(), place.file().value()))
        .collect(Collectors.toSet());
  }

  /// What of a family holds the documents, as `mail.eml!files.zip` does
  /// `mail.eml!files.zip!bill.pdf`.
  private static Set<String> holders(List<IndexedDocument> documents) {
    var holders = new HashSet<String>();
    List<IndexedDocument> places = documents.stream().flatMap(IndexedDocument::everywhere).toList();
    for (IndexedDocument place : places) {
      String id = place.id().value();
      for (int mark = id.indexOf('!'); mark >= 0; mark = id.indexOf('!', mark + 1)) {
        holders.add(id.substring(0, mark));
      }
    }
    return holders;
  }

  private static SynthesisException unknown(Set<String> unknown, Set<String> known) {
    return new SynthesisException.EmptyScope(
        "the index holds no document "
            + unknown.stream()
                .map(name -> "\"" + name + "\" (nearest: " + Spelling.nearest(name, known) + ")")
                .collect(Collectors.joining(", ")),
        "Name documents as `lectern documents` does, by their path in the collection.");
  }
}
