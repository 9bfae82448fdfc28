package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.Sha256;
import lectern.ingest.SplitDocument;
import lectern.retrieve.IndexedDocument;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;

/// Checks the rules of an index whose bytes are sound: blocks, tiling, numbers, counts.
final class Inspection {
  private final DirectoryReader reader;
  private final CommitData commit;
  private final StoredRecords records;
  private final List<String> findings = new ArrayList<>();

  Inspection(DirectoryReader reader, CommitData commit) {
    this.reader = reader;
    this.commit = commit;
    this.records = new StoredRecords(reader);
  }

  List<String> findings() throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      blocks(leaf.reader());
    }
    List<HeldDocument> documents = records.documents();
    List<HeldFile> files = records.files();
    numbers(documents);
    vectors(documents);
    Map<DocumentId, List<HeldDocument>> families = new HashMap<>();
    for (HeldDocument held : documents) {
      families.computeIfAbsent(held.document().file(), _ -> new ArrayList<>()).add(held);
    }
    CommitData.Totals totals = CommitData.Totals.NOTHING;
    Set<DocumentId> ids = new HashSet<>();
    for (HeldFile file : files) {
      if (!ids.add(file.id())) {
        findings.add("file " + file.id() + " is held twice");
      }
      totals = totals.and(file, 1);
      family(file, families.getOrDefault(file.id(), List.of()));
    }
    for (HeldDocument held : documents) {
      totals = totals.and(held, 1);
      if (!ids.contains(held.document().file())) {
        findings.add(name(held) + " belongs to no file");
      }
    }
    if (!totals.equals(commit.totals())) {
      findings.add("the commit counts " + commit.totals() + ", the index holds " + totals);
    }
    for (String field : List.of(Fields.TEXT, Fields.TITLE, Fields.HEADINGS, Fields.HEAD)) {
      words(field, totals.counts());
    }
    return List.copyOf(findings);
  }

  private void words(String field, WordCounts counts) throws IOException {
    WordCounts.Count count = counts.of(field);
    if (count != null
        && !reader.hasDeletions()
        && (reader.getSumTotalTermFreq(field) != count.words()
            || reader.getDocCount(field) != count.entries())) {
      findings.add("the words of the field " + field + " are not those that were counted");
    }
  }

  /// Passages stand right before the record of their document, in order, and nowhere else.
  private void blocks(LeafReader leaf) throws IOException {
    NumericDocValues labels = leaf.getNumericDocValues(Fields.LABEL);
    BinaryDocValues documents = leaf.getBinaryDocValues(Fields.DOCUMENT);
    if (labels == null) {
      return;
    }
    Bits live = leaf.getLiveDocs();
    int waiting = 0;
    for (int entry = 0; entry < leaf.maxDoc(); entry++) {
      if (live != null && !live.get(entry)) {
        continue;
      }
      if (labels.advanceExact(entry)) {
        waiting++;
      } else if (documents != null && documents.advanceExact(entry)) {
        HeldDocument held = Records.document(documents.binaryValue());
        if (waiting != held.document().passages()) {
          findings.add(
              name(held)
                  + " should have "
                  + held.document().passages()
                  + " passages before it, there are "
                  + waiting);
        }
        waiting = 0;
      }
    }
    if (waiting > 0) {
      findings.add(waiting + " passages belong to no document");
    }
  }

  private void numbers(List<HeldDocument> documents) throws IOException {
    Set<Integer> numbers = new HashSet<>();
    for (HeldDocument held : documents) {
      number(name(held), held.number(), numbers);
    }
    for (Tombstone tombstone : records.tombstones()) {
      number("the tombstone of " + tombstone.id(), tombstone.number(), numbers);
      if (tombstone.successor() >= commit.nextNumber()
          || tombstone.successor() == tombstone.number()) {
        findings.add("d" + tombstone.number() + " points at d" + tombstone.successor());
      }
    }
  }

  /// A passage has one vector for the whole of it, and no vector stands for a passage that is gone.
  private void vectors(List<HeldDocument> documents) throws IOException {
    Map<Integer, Integer> passages = new HashMap<>();
    documents.forEach(held -> passages.put(held.number(), held.document().passages()));
    Set<Label> seen = new HashSet<>();
    for (Label label : VectorRecords.labels(reader)) {
      if (!seen.add(label)) {
        findings.add(label + " has two vectors");
      } else if (label.ordinal() >= passages.getOrDefault(label.document(), 0)) {
        findings.add("there is a vector of " + label + ", which is not there");
      }
    }
  }

  private void number(String what, int number, Set<Integer> numbers) {
    if (!numbers.add(number)) {
      findings.add(what + " has the number of another: d" + number);
    }
    if (number < 1 || number >= commit.nextNumber()) {
      findings.add(what + " has a number that was never given: d" + number);
    }
  }

  private void family(HeldFile file, List<HeldDocument> family) throws IOException {
    if (family.size() != file.documents()) {
      findings.add(
          file.id() + " should have " + file.documents() + " documents, has " + family.size());
    }
    if (family.isEmpty()) {
      return;
    }
    List<SplitDocument> documents = new ArrayList<>();
    for (HeldDocument held : family) {
      try {
        StoredRecords.Place place = records.place(held.number());
        if (place == null) {
          findings.add(name(held) + " cannot be found by its number");
          return;
        }
        SplitDocument document = records.split(place);
        documents.add(document);
        if (!Sha256.ofUnits(document.source().text()).equals(held.textDigest())) {
          findings.add(name(held) + " is not the text that came in");
        }
        if (document.renderedTokens() != held.document().tokens()
            || document.source().text().length() != held.document().textChars()) {
          findings.add(name(held) + " is of another length than its record says");
        }
      } catch (IOException | RuntimeException e) {
        findings.add(name(held) + " cannot be read: " + e.getMessage());
        return;
      }
    }
    Optional<String> broken = FamilyRules.broken(file.id(), documents);
    broken.ifPresent(rule -> findings.add(file.id() + ": " + rule));
  }

  private static String name(HeldDocument held) {
    IndexedDocument document = held.document();
    return "d" + document.number() + " (" + document.id() + ")";
  }
}
