package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.Label;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Naming;
import lectern.retrieve.PassageParts;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.WordQuery;

/// One commit with vectors beside its own, as if they had been committed with it.
///
/// @param embedder who made the vectors, these and those
/// @param more vectors of passages that have none in the commit, by part
record EmbeddedCandidates(SearchableIndex index, String embedder, Map<Label, List<float[]>> more)
    implements CandidateIndex {
  EmbeddedCandidates {
    more = Map.copyOf(more);
  }

  @Override
  public List<Scored> byWords(PassageQuery query, List<WordQuery.Wording> wording) {
    return index.byWords(query, wording);
  }

  @Override
  public List<Scored> bySignals(WordQuery query) {
    return index.bySignals(query);
  }

  @Override
  public List<String> cut(String text) {
    return index.cut(text);
  }

  @Override
  public Naming named(String question, Scope scope) {
    return index.named(question, scope);
  }

  @Override
  public List<Scored> byVector(float[] vector, Scope scope, int limit) {
    List<Scored> found = new ArrayList<>(index.byVector(vector, scope, limit));
    Set<Integer> numbers = numbers(scope);
    more.forEach(
        (label, parts) -> {
          if (numbers.contains(label.document())) {
            found.add(new Scored(label, PassageParts.score(vector, parts)));
          }
        });
    found.sort(Scored.BEST_FIRST);
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  @Override
  public List<Scored> byVector(float[] vector, Collection<Label> among) {
    List<Scored> found = new ArrayList<>(index.byVector(vector, among));
    for (Label label : among) {
      List<float[]> parts = more.get(label);
      if (parts != null) {
        found.add(new Scored(label, PassageParts.score(vector, parts)));
      }
    }
    found.sort(Scored.BEST_FIRST);
    return List.copyOf(found);
  }

  private Set<Integer> numbers(Scope scope) {
    Set<Integer> numbers = new HashSet<>();
    if (!more.isEmpty()) {
      for (IndexedDocument document : index.documents(scope)) {
        numbers.add(document.number());
      }
    }
    return numbers;
  }

  @Override
  public Map<Label, float[]> vectors(Collection<Label> labels) {
    Map<Label, float[]> vectors = new HashMap<>(index.vectors(labels));
    for (Label label : labels) {
      List<float[]> parts = more.get(label);
      if (parts != null) {
        vectors.putIfAbsent(label, parts.getFirst());
      }
    }
    return vectors;
  }

  @Override
  public List<Label> embedded() {
    Set<Label> labels = new HashSet<>(index.embedded());
    labels.addAll(more.keySet());
    return labels.stream().sorted().toList();
  }
}
