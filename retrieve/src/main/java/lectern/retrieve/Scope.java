package lectern.retrieve;

import java.util.Set;
import lectern.ingest.DocumentId;

/// Which documents an operation may see.
public sealed interface Scope {
  record Everything() implements Scope {}

  /// Named documents and their family members. A name the index does not hold selects nothing.
  record Documents(Set<DocumentId> ids) implements Scope {
    public Documents {
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("a scope must name at least one document");
      }
      ids = Set.copyOf(ids);
    }
  }
}
