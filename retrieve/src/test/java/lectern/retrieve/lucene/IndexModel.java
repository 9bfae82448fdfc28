package lectern.retrieve.lucene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.retrieve.Resolution;
import org.jspecify.annotations.Nullable;

/// What an index should hold, kept in plain maps.
final class IndexModel {
  record Held(int number, String id, String title, String text) {
    int passages() {
      return (int) text.chars().filter(c -> c == '\n').count();
    }
  }

  record Dead(Held last, @Nullable Integer successor) {}

  private final TreeMap<String, List<Held>> files = new TreeMap<>();
  private final Set<String> kept = new HashSet<>();
  private final Map<Integer, Dead> dead = new HashMap<>();
  private final Map<List<String>, Integer> given = new HashMap<>();
  private int nextNumber = 1;

  IndexModel copy() {
    IndexModel copy = new IndexModel();
    copy.files.putAll(files);
    copy.kept.addAll(kept);
    copy.dead.putAll(dead);
    copy.nextNumber = nextNumber;
    return copy;
  }

  List<String> files() {
    return List.copyOf(files.keySet());
  }

  boolean failed(String file) {
    return kept.contains(file) || files.getOrDefault(file, List.of()).isEmpty();
  }

  /// A failure that leaves the documents where they are.
  void keep(String file) {
    kept.add(file);
  }

  int nextNumber() {
    return nextNumber;
  }

  SortedMap<Integer, Held> documents() {
    SortedMap<Integer, Held> documents = new TreeMap<>();
    files.values().forEach(family -> family.forEach(held -> documents.put(held.number(), held)));
    return documents;
  }

  int numberFor(String id, String text) {
    for (Held held : documents().values()) {
      if (held.id().equals(id) && held.text().equals(text)) {
        return held.number();
      }
    }
    List<String> claim = List.of(id, text);
    Integer known = given.get(claim);
    if (known != null) {
      return known;
    }
    given.put(claim, nextNumber);
    return nextNumber++;
  }

  /// Puts a family in: ids and texts in turn. An empty one is a failure.
  void put(String file, String title, List<String> idsAndTexts) {
    List<Held> family = new ArrayList<>();
    SortedMap<Integer, Held> before = documents();
    for (int i = 0; i < idsAndTexts.size(); i += 2) {
      String id = idsAndTexts.get(i);
      int number = numberFor(id, idsAndTexts.get(i + 1));
      given.values().remove(number);
      Held old = before.get(number);
      String kept = old == null ? title : old.title();
      family.add(new Held(number, id, kept, idsAndTexts.get(i + 1)));
    }
    take(file, family);
  }

  void move(String from, String to) {
    List<Held> family =
        files.getOrDefault(from, List.of()).stream()
            .map(
                held ->
                    new Held(
                        held.number(),
                        to + held.id().substring(from.length()),
                        held.title(),
                        held.text()))
            .toList();
    boolean failed = kept.contains(from);
    files.remove(from);
    kept.remove(from);
    take(to, family);
    if (failed) {
      kept.add(to);
    }
  }

  void remove(String file) {
    take(file, List.of());
    files.remove(file);
  }

  private void take(String file, List<Held> family) {
    kept.remove(file);
    for (Held old : files.getOrDefault(file, List.of())) {
      if (family.stream().noneMatch(held -> held.number() == old.number())) {
        Integer successor =
            family.stream()
                .filter(held -> held.id().equals(old.id()))
                .map(Held::number)
                .findFirst()
                .orElse(null);
        dead.put(old.number(), new Dead(old, successor));
      }
    }
    files.put(file, family);
  }

  /// What a label should resolve to; null for the passage itself.
  @Nullable Resolution resolve(Label label) {
    SortedMap<Integer, Held> living = documents();
    Held held = living.get(label.document());
    if (held != null) {
      return label.ordinal() < held.passages() ? null : new Resolution.Unknown(label);
    }
    Dead tombstone = dead.get(label.document());
    if (tombstone == null || label.ordinal() >= tombstone.last().passages()) {
      return new Resolution.Unknown(label);
    }
    while (tombstone.successor() != null) {
      Held heir = living.get(tombstone.successor());
      if (heir != null) {
        return revised(label, heir);
      }
      tombstone = Objects.requireNonNull(dead.get(tombstone.successor()));
    }
    String id = tombstone.last().id();
    return living.values().stream()
        .filter(document -> document.id().equals(id))
        .findFirst()
        .<Resolution>map(back -> revised(label, back))
        .orElse(new Resolution.Removed(label, new DocumentId(id)));
  }

  private static Resolution revised(Label label, Held held) {
    return new Resolution.Revised(label, new DocumentId(held.id()), held.number());
  }
}
