package lectern.ingest.walk;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import lectern.ingest.DocumentId;

/// Tells files apart from each other and from the members of others, by their names alone.
///
/// A member's id is its file's, `!` and its own name. An id without `!` is nobody's member, so a
/// file that might be taken for one has its exclamation marks written `%21`, as in addresses.
final class DistinctIds {
  private final TreeSet<String> taken = new TreeSet<>();

  private DistinctIds() {}

  /// Gives other ids where needed, the same for the same names.
  ///
  /// @param entries files in order of their ids
  static void give(List<FolderListing.Entry> entries) {
    DistinctIds ids = new DistinctIds();
    entries.forEach(entry -> ids.taken.add(entry.id().value()));
    boolean changed = false;
    String last = "";
    for (int i = 0; i < entries.size(); i++) {
      FolderListing.Entry entry = entries.get(i);
      String id = entry.id().value();
      if (id.equals(last) || ids.mayBeMember(id)) {
        entries.set(i, entry.called(ids.other(id)));
        changed = true;
      }
      last = id;
    }
    if (changed) {
      entries.sort(Comparator.comparing(FolderListing.Entry::id));
    }
  }

  /// Whether the id of another file, then `!`, begins this one.
  private boolean mayBeMember(String id) {
    for (int mark = id.indexOf('!'); mark >= 0; mark = id.indexOf('!', mark + 1)) {
      if (taken.contains(id.substring(0, mark))) {
        return true;
      }
    }
    return false;
  }

  static String unmarked(String id) {
    return id.replace("!", "%21");
  }

  private DocumentId other(String id) {
    String safe = unmarked(id);
    String candidate = safe;
    for (int i = 2; taken.contains(candidate) || holds(candidate); i++) {
      candidate = safe + " (" + i + ")";
    }
    taken.add(candidate);
    return new DocumentId(candidate);
  }

  /// Whether another file could be taken for a member of this one.
  private boolean holds(String id) {
    String next = taken.ceiling(id + "!");
    return next != null && next.startsWith(id + "!");
  }
}
