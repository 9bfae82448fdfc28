package lectern.synthesize.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Citation;
import lectern.synthesize.Evidence;
import lectern.synthesize.Reading;

/// What became of a prompt of notes: the passages in which its verified quotes stand. Of what the
/// model wrote nothing is handed on, so that no word of it can be an order, a label or a quote to
/// whoever combines the notes.
///
/// @param evidence the passages, by document
/// @param notes the verified quotes, in the order written
/// @param dropped notes that were not verified
/// @param leftOut verified ones for which there was no room
/// @param shown what of the scope the prompt showed; nothing where it failed
/// @param unread documents that it was to show
record Noted(
    List<Evidence> evidence,
    List<Citation.Resolved> notes,
    int dropped,
    int leftOut,
    List<Reading.Shown> shown,
    List<Reading.Unread> unread) {
  Noted {
    evidence = List.copyOf(evidence);
    notes = List.copyOf(notes);
    shown = List.copyOf(shown);
    unread = List.copyOf(unread);
  }

  /// Of a prompt that gave no notes.
  static Noted unread(List<Evidence> evidence, String why) {
    List<Reading.Unread> unread =
        evidence.stream().map(one -> new Reading.Unread(one.document(), why)).toList();
    return new Noted(List.of(), List.of(), 0, 0, List.of(), unread);
  }

  /// Several as if a single prompt had given them.
  static Noted merge(List<Noted> parts) {
    List<Citation.Resolved> notes = new ArrayList<>();
    List<Reading.Shown> shown = new ArrayList<>();
    List<Reading.Unread> unread = new ArrayList<>();
    int dropped = 0;
    int leftOut = 0;
    for (Noted part : parts) {
      notes.addAll(part.notes());
      shown.addAll(part.shown());
      unread.addAll(part.unread());
      dropped += part.dropped();
      leftOut += part.leftOut();
    }
    return new Noted(
        joined(parts.stream().flatMap(part -> part.evidence().stream()).toList()),
        notes,
        dropped,
        leftOut,
        shown,
        unread);
  }

  /// Each document once, in reading order, and each passage.
  static List<Evidence> joined(List<Evidence> evidence) {
    Map<Integer, IndexedDocument> documents = new TreeMap<>();
    Map<Integer, Map<Label, Passage>> passages = new TreeMap<>();
    for (Evidence one : evidence) {
      int number = one.document().number();
      documents.put(number, one.document());
      Map<Label, Passage> all = passages.computeIfAbsent(number, _ -> new TreeMap<>());
      one.passages().forEach(passage -> all.put(passage.label(), passage));
    }
    return documents.entrySet().stream()
        .map(
            entry ->
                new Evidence(
                    entry.getValue(),
                    List.copyOf(passages.getOrDefault(entry.getKey(), Map.of()).values())))
        .toList();
  }

  /// What its passages take in a prompt, openings included.
  long tokens() {
    return tokens(evidence);
  }

  static long tokens(List<Evidence> evidence) {
    return evidence.stream().map(Reading.Shown::of).mapToLong(Reading.Shown::tokens).sum();
  }
}
