package lectern.ingest.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.DocumentId;
import lectern.ingest.HeldFile;
import lectern.ingest.SourceDocument;
import org.jspecify.annotations.Nullable;

/// What the sink held when the run began, against the files that are there now.
final class HeldFiles {
  /// What two files share that give the same documents: their bytes, and the ending of their names,
  /// which tells parsers what the bytes are.
  private record Content(String revision, String ending) {
    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,10}$");

    static Content of(DocumentId id, String revision) {
      Matcher ending = ENDING.matcher(id.value());
      return new Content(revision, ending.find() ? ending.group().toLowerCase(Locale.ROOT) : "");
    }
  }

  private final Map<DocumentId, HeldFile> held = new ConcurrentHashMap<>();
  private final TreeMap<DocumentId, HeldFile> gone = new TreeMap<>();
  private final Map<Content, Deque<HeldFile>> movable = new ConcurrentHashMap<>();

  /// Files that are there and hold documents, by the content they had; the first by name.
  private final Map<Content, HeldFile> originals = new ConcurrentHashMap<>();

  /// By the file whose bytes they have.
  private final Map<DocumentId, List<HeldFile>> copies = new HashMap<>();

  /// @param pipeline what makes passages now
  HeldFiles(List<HeldFile> files, FolderListing listing, Pipeline pipeline) {
    files.forEach(file -> held.put(file.id(), file));
    for (HeldFile file : files) {
      if (file.original() != null) {
        copies.computeIfAbsent(file.original(), _ -> new ArrayList<>()).add(file);
      }
    }
    Set<DocumentId> there =
        listing.entries().stream().map(FolderListing.Entry::id).collect(Collectors.toSet());
    for (HeldFile file : files) {
      if (!there.contains(file.id()) && !unlisted(file.id(), listing)) {
        gone.put(file.id(), file);
      } else if (file.documents() > 0) {
        originals.merge(
            Content.of(file.id(), file.revision()),
            file,
            (one, other) -> one.id().compareTo(other.id()) < 0 ? one : other);
      }
    }
    for (HeldFile file : gone.values()) {
      if (pipeline.made(file)) {
        movable
            .computeIfAbsent(Content.of(file.id(), file.revision()), _ -> new ArrayDeque<>())
            .add(file);
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

  /// The file that held documents of these bytes when the run began, and is still there, itself
  /// left out. Safe for use by many threads.
  @Nullable HeldFile original(DocumentId id, String revision) {
    HeldFile original = originals.get(Content.of(id, revision));
    return original == null || original.id().equals(id) ? null : original;
  }

  /// Files that are held as having the bytes of another.
  Stream<HeldFile> copies(HeldFile original) {
    return copies.getOrDefault(original.id(), List.of()).stream()
        .filter(copy -> copy.revision().equals(original.revision()));
  }

  /// Takes a file for one that is gone, under a name that no file can have: its documents are those
  /// of a file whose turn is still to come.
  void park(HeldFile file, DocumentId parked) {
    forget(file);
    HeldFile moved = file.called(parked);
    gone.put(parked, moved);
    movable
        .computeIfAbsent(Content.of(file.id(), file.revision()), _ -> new ArrayDeque<>())
        .add(moved);
  }

  /// The sink holds a file no more.
  void forget(HeldFile file) {
    held.remove(file.id());
    originals.remove(Content.of(file.id(), file.revision()), file);
  }

  /// Whether a file of these bytes is gone, so that a new one may be that file under another name.
  /// Safe for use by many threads.
  boolean mayHaveMoved(DocumentId id, String revision) {
    return movable.containsKey(Content.of(id, revision));
  }

  /// Takes the first file of these bytes that is gone; null where all were taken.
  @Nullable HeldFile claim(DocumentId id, String revision) {
    Deque<HeldFile> files = movable.get(Content.of(id, revision));
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
      Deque<HeldFile> files = movable.get(Content.of(file.id(), file.revision()));
      if (files != null) {
        files.remove(file);
      }
      displaced.add(file.id());
    }
  }

  /// Those files of a listing whose last parsing failed.
  List<FolderListing.Entry> failed(List<FolderListing.Entry> entries) {
    return entries.stream()
        .filter(
            entry -> {
              HeldFile file = held.get(entry.id());
              return file != null && file.failure() != null;
            })
        .toList();
  }

  /// Whether none of these files is there.
  boolean isGone(List<HeldFile> files) {
    return files.stream().allMatch(file -> gone.containsKey(file.id()));
  }

  /// Files that are gone for good, in name order.
  Collection<DocumentId> gone() {
    return List.copyOf(gone.keySet());
  }

  /// Content of the files that a run has taken, so that files of the same bytes that come after
  /// them are known for duplicates.
  static final class Taken {
    private final Map<Content, DocumentId> files = new HashMap<>();

    /// The file taken before that has these bytes.
    @Nullable DocumentId of(DocumentId id, String revision) {
      return files.get(Content.of(id, revision));
    }

    void add(DocumentId id, String revision) {
      files.putIfAbsent(Content.of(id, revision), id);
    }
  }

  /// Files that are about to be parsed, so that of equal ones read side by side only one is. Safe
  /// for use by many threads.
  static final class Claims {
    private final Map<Content, DocumentId> first = new HashMap<>();

    /// Whether no file before this one in name order has these bytes and was seen so far.
    synchronized boolean isFirst(DocumentId id, String revision) {
      DocumentId found =
          first.merge(
              Content.of(id, revision), id, (one, other) -> one.compareTo(other) < 0 ? one : other);
      return found.equals(id);
    }
  }
}
