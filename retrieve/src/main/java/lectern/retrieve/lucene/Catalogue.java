package lectern.retrieve.lucene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import lectern.ingest.DocumentId;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.retrieve.Volumes;

/// What the writer's session holds, uncommitted changes included: files, their documents, numbers
/// given. Some 500 bytes a document, in memory. Not for use by two threads at once.
final class Catalogue {
  private final TreeMap<DocumentId, HeldFile> files = new TreeMap<>();
  private final Map<DocumentId, List<HeldDocument>> families = new HashMap<>();
  private final Map<DocumentId, HeldDocument> byId = new HashMap<>();
  private final Map<Integer, HeldDocument> byNumber = new HashMap<>();

  /// Numbers given to texts that have not come in yet.
  private final Map<Claim, Integer> claims = new HashMap<>();

  private final Map<Integer, String> claimedTitles = new HashMap<>();
  private int nextNumber;
  private CommitData.Totals totals = CommitData.Totals.NOTHING;
  private Volumes volumes;

  private record Claim(DocumentId id, String textDigest) {}

  Catalogue(int nextNumber, Volumes volumes) {
    this.nextNumber = nextNumber;
    this.volumes = volumes;
  }

  int nextNumber() {
    return nextNumber;
  }

  CommitData.Totals totals() {
    return totals;
  }

  /// Puts the documents that came in since the last call into volumes.
  Volumes volumes() {
    for (int number = volumes.next(); number < nextNumber; number++) {
      HeldDocument held = byNumber.get(number);
      if (held != null) {
        volumes = volumes.with(number, held.document().tokens());
      }
    }
    return volumes;
  }

  /// Makes the volumes anew, of what is held now; whether that changed any.
  boolean regroup() {
    Volumes before = volumes();
    volumes = Volumes.NONE;
    return !volumes().equals(before);
  }

  List<HeldFile> files() {
    return List.copyOf(files.values());
  }

  Optional<HeldFile> file(DocumentId id) {
    return Optional.ofNullable(files.get(id));
  }

  List<HeldDocument> family(DocumentId file) {
    return families.getOrDefault(file, List.of());
  }

  /// Whether a label is that of a living passage.
  boolean holds(Label label) {
    HeldDocument held = byNumber.get(label.document());
    return held != null && label.ordinal() < held.document().passages();
  }

  int numberFor(DocumentId id, String textDigest) {
    HeldDocument held = byId.get(id);
    if (held != null && held.textDigest().equals(textDigest)) {
      return held.number();
    }
    return claims.computeIfAbsent(new Claim(id, textDigest), _ -> nextNumber++);
  }

  String titleFor(int number, String title) {
    HeldDocument held = byNumber.get(number);
    return held == null
        ? claimedTitles.computeIfAbsent(number, _ -> title)
        : held.document().title();
  }

  /// Whether a number stands for this text under this name, or was given to it.
  boolean mayHold(int number, DocumentId file, DocumentId id, String textDigest) {
    HeldDocument held = byNumber.get(number);
    if (held == null) {
      return Objects.equals(claims.get(new Claim(id, textDigest)), number);
    }
    return held.document().file().equals(file)
        && held.document().id().equals(id)
        && held.textDigest().equals(textDigest);
  }

  /// Puts a file and its documents in place of what was held of that file.
  void put(HeldFile file, List<HeldDocument> family) {
    remove(file.id());
    files.put(file.id(), file);
    families.put(file.id(), List.copyOf(family));
    totals = totals.and(file, 1);
    for (HeldDocument held : family) {
      byId.put(held.document().id(), held);
      byNumber.put(held.number(), held);
      claims.values().remove(held.number());
      claimedTitles.remove(held.number());
      totals = totals.and(held, 1);
    }
  }

  /// Puts a file's record in place of the one held, which says the same of its documents.
  void touch(HeldFile file) {
    HeldFile before = files.put(file.id(), file);
    totals = (before == null ? totals : totals.and(before, -1)).and(file, 1);
  }

  /// Takes in what a commit holds.
  void putAll(List<HeldFile> held, List<HeldDocument> documents) {
    Map<DocumentId, List<HeldDocument>> byFile = new HashMap<>();
    for (HeldDocument document : documents) {
      byFile.computeIfAbsent(document.document().file(), _ -> new ArrayList<>()).add(document);
    }
    for (HeldFile file : held) {
      put(file, byFile.getOrDefault(file.id(), List.of()));
    }
  }

  void remove(DocumentId id) {
    HeldFile file = files.remove(id);
    if (file == null) {
      return;
    }
    totals = totals.and(file, -1);
    List<HeldDocument> family = families.remove(id);
    for (HeldDocument held : family == null ? List.<HeldDocument>of() : family) {
      byId.remove(held.document().id(), held);
      byNumber.remove(held.number(), held);
      totals = totals.and(held, -1);
    }
  }

  /// Tombstones of the numbers that die when `family` takes the place of what `file` held.
  List<Tombstone> tombstones(DocumentId file, Map<DocumentId, Integer> family) {
    List<Tombstone> tombstones = new ArrayList<>();
    for (HeldDocument held : family(file)) {
      if (!family.containsValue(held.number())) {
        DocumentId id = held.document().id();
        int successor = family.getOrDefault(id, 0);
        tombstones.add(new Tombstone(held.number(), id, successor, held.document().passages()));
      }
    }
    return tombstones;
  }
}
