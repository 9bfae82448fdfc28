package lectern.ingest.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lectern.ingest.DocumentId;
import lectern.ingest.HeldFile;
import lectern.ingest.SourceDocument;
import org.jspecify.annotations.Nullable;

/// What the sink held when the run began, against the files that are there now.
final class HeldFiles {
  private final Map<DocumentId, HeldFile> held = new HashMap<>();
  private final TreeMap<DocumentId, HeldFile> gone = new TreeMap<>();
  private final Map<String, Deque<HeldFile>> movable = new HashMap<>();

  HeldFiles(List<HeldFile> files, FolderListing listing, String pipeline) {
    files.forEach(file -> held.put(file.id(), file));
    Set<DocumentId> there =
        listing.entries().stream().map(FolderListing.Entry::id).collect(Collectors.toSet());
    for (HeldFile file : files) {
      if (!there.contains(file.id()) && !unlisted(file.id(), listing)) {
        gone.put(file.id(), file);
      }
    }
    for (HeldFile file : gone.values()) {
      if (file.failure() == null && file.pipeline().equals(pipeline)) {
        movable.computeIfAbsent(file.revision(), _ -> new ArrayDeque<>()).add(file);
      }
    }
  }

  private static boolean unlisted(DocumentId id, FolderListing listing) {
    String name = id.value();
    return listing.unlisted().stream()
        .map(folder -> folder.value() + "/")
        .anyMatch(
            folder -> name.startsWith(folder) || name.startsWith(DistinctIds.unmarked(folder)));
  }

  @Nullable HeldFile of(DocumentId id) {
    return held.get(id);
  }

  /// Whether a file of these bytes is gone, so that a new one may be that file under another name.
  /// Safe for use by many threads while none claims.
  boolean mayHaveMoved(String revision) {
    return movable.containsKey(revision);
  }

  /// Takes the first file of these bytes that is gone; null where all were taken.
  @Nullable HeldFile claim(String revision) {
    Deque<HeldFile> files = movable.get(revision);
    HeldFile file = files == null ? null : files.poll();
    if (file != null) {
      gone.remove(file.id());
    }
    return file;
  }

  /// Files that are gone and whose names, or whose members' names, a new family takes. They cannot
  /// have moved from then on.
  List<DocumentId> displacedBy(List<SourceDocument> family) {
    List<DocumentId> displaced = new ArrayList<>();
    for (SourceDocument document : family) {
      String id = document.id().value();
      for (int end = id.indexOf('!'); end > 0; end = id.indexOf('!', end + 1)) {
        displace(id.substring(0, end), displaced);
      }
      displace(id, displaced);
    }
    return displaced;
  }

  private void displace(String id, List<DocumentId> displaced) {
    HeldFile file = id.isBlank() ? null : gone.get(new DocumentId(id));
    if (file != null) {
      Deque<HeldFile> files = movable.get(file.revision());
      if (files != null) {
        files.remove(file);
      }
      displaced.add(file.id());
    }
  }

  /// Files that are gone for good, in name order.
  Collection<DocumentId> gone() {
    return List.copyOf(gone.keySet());
  }
}
