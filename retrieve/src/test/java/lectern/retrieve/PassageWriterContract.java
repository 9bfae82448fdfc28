package lectern.retrieve;

import static lectern.retrieve.Books.id;
import static lectern.retrieve.Books.put;
import static lectern.retrieve.Books.putFamily;
import static lectern.retrieve.Books.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.FieldValue;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.ParseResult;
import lectern.ingest.Passage;
import lectern.ingest.SourceFile;
import lectern.ingest.SplitDocument;
import org.junit.jupiter.api.Test;

/// What every index's writer does, seen through its readers.
public interface PassageWriterContract {
  /// A writer of this test's one index.
  PassageWriter writer();

  /// A reader of its last commit.
  PassageIndex reader();

  @Test
  default void neverMovesALabelNorGivesItTwice() {
    try (PassageWriter writer = writer()) {
      assertEquals(1, put(writer, "a.txt", "one\ntwo\n"));
      assertEquals(2, put(writer, "b.txt", "three\n"));
      assertEquals(1, put(writer, "a.txt", "one\ntwo\n"));
      writer.commit();
      assertEquals(3, put(writer, "a.txt", "one\nchanged\n"));
      assertEquals(4, put(writer, "a.txt", "one\nchanged again\n"));
      writer.remove(id("b.txt"));
      writer.commit();
      assertEquals(5, put(writer, "c.txt", "five\n"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      Label old = new Label(1, 1);
      assertEquals(new Resolution.Revised(old, id("a.txt"), 4), index.resolve(old));
      Label middle = new Label(3, 0);
      assertEquals(new Resolution.Revised(middle, id("a.txt"), 4), index.resolve(middle));
      Label gone = new Label(2, 0);
      assertEquals(new Resolution.Removed(gone, id("b.txt")), index.resolve(gone));
      assertInstanceOf(Resolution.Found.class, index.resolve(new Label(4, 1)));
      for (Label never : List.of(new Label(6, 0), new Label(4, 2), new Label(1, 2))) {
        assertEquals(new Resolution.Unknown(never), index.resolve(never));
      }
    }
  }

  @Test
  default void followsARevisionThroughMovesAndRemovals() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "one\n");
      put(writer, "a.txt", "two\n");
      writer.move(id("a.txt"), id("b.txt"));
      writer.commit();
      Label old = new Label(1, 0);
      try (PassageIndex index = reader()) {
        assertEquals(new Resolution.Revised(old, id("b.txt"), 2), index.resolve(old));
      }
      writer.remove(id("b.txt"));
      writer.commit();
      try (PassageIndex index = reader()) {
        assertEquals(new Resolution.Removed(old, id("b.txt")), index.resolve(old));
      }
      assertEquals(3, put(writer, "b.txt", "two\n"));
      writer.commit();
      try (PassageIndex index = reader()) {
        assertEquals(new Resolution.Revised(old, id("b.txt"), 3), index.resolve(old));
      }
    }
  }

  @Test
  default void givesOneNumberToOneTextWithinASession() {
    try (PassageWriter writer = writer()) {
      assertEquals(1, writer.numberFor(id("a.txt"), "one"));
      assertEquals(2, writer.numberFor(id("a.txt"), "two"));
      assertEquals(1, writer.numberFor(id("a.txt"), "one"));
      assertEquals(3, writer.numberFor(id("b.txt"), "one"));
      assertEquals("First", writer.titleFor(1, "First"));
      assertEquals("First", writer.titleFor(1, "Second"));
      writer.commit();
    }
    try (PassageWriter writer = writer()) {
      assertEquals(4, writer.numberFor(id("c.txt"), "four"));
    }
  }

  @Test
  default void keepsTheFirstTitle() {
    try (PassageWriter writer = writer()) {
      SplitDocument first = Books.split(writer, "a.txt", "Draft", "text\n");
      writer.replace(Books.file("a.txt", "r1"), "old pipeline", List.of(first));
      writer.commit();
    }
    try (PassageWriter writer = writer()) {
      assertEquals("Draft", writer.titleFor(1, "Final"));
      SplitDocument again = Books.split(1, "a.txt", "Final", "text\n");
      writer.replace(Books.file("a.txt", "r2"), "new pipeline", List.of(again));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals("Draft", index.documents(new Scope.Everything()).getFirst().title());
      assertEquals("new pipeline", index.files().getFirst().pipeline());
      assertEquals("r2", index.files().getFirst().revision());
    }
  }

  @Test
  default void replacesAFamilyAsOne() {
    try (PassageWriter writer = writer()) {
      putFamily(writer, "m.eml", "body\n", "m.eml!a", "apple\n", "m.eml!b", "pear\n");
      writer.commit();
      assertEquals(List.of(1, 4), putFamily(writer, "m.eml", "body\n", "m.eml!a", "apple pie\n"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(
          List.of(1, 4),
          index.documents(new Scope.Everything()).stream().map(IndexedDocument::number).toList());
      assertTrue(index.search(query("pear")).hits().isEmpty());
      assertInstanceOf(Resolution.Removed.class, index.resolve(new Label(3, 0)));
      assertInstanceOf(Resolution.Revised.class, index.resolve(new Label(2, 0)));
      assertEquals(2, index.files().getFirst().documents());
    }
  }

  @Test
  default void movesAFamilyWithoutChangingWhatIsRendered() {
    List<Passage> before;
    try (PassageWriter writer = writer()) {
      putFamily(writer, "old/m.eml", "body\n", "old/m.eml!a", "apple\n");
      writer.commit();
      try (PassageIndex index = reader()) {
        before = index.passages(2);
      }
      writer.move(id("old/m.eml"), id("new/n.eml"));
      writer.move(id("new/n.eml"), id("new/o.eml"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      Passage moved = index.passages(2).getFirst();
      assertEquals(id("new/o.eml!a"), moved.document());
      assertEquals(before.getFirst().text(), moved.text());
      assertEquals(before.getFirst().label(), moved.label());
      assertEquals(before.getFirst().renderedTokens(), moved.renderedTokens());
      IndexedDocument document = index.documents(new Scope.Everything()).get(1);
      assertEquals("old/m.eml!a", document.title());
      assertEquals(id("new/o.eml"), document.file());
      assertEquals(List.of(id("new/o.eml")), index.files().stream().map(HeldFile::id).toList());
    }
  }

  @Test
  default void recordsFailuresInPlaceOfDocuments() {
    ParseResult.Rejected rejected =
        new ParseResult.Rejected(ParseResult.Reason.TIMED_OUT, "more than 60 s");
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      writer.commit();
      writer.fail(Books.file("a.txt", "r2"), Books.PIPELINE, rejected, 2);
      writer.move(id("a.txt"), id("b.txt"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(
          List.of(HeldFile.failed(Books.file("b.txt", "r2"), Books.PIPELINE, rejected, 2)),
          index.files());
      assertTrue(index.documents(new Scope.Everything()).isEmpty());
      assertEquals(1, index.status().failures());
      assertInstanceOf(Resolution.Removed.class, index.resolve(new Label(1, 0)));
    }
  }

  @Test
  default void aFileThatCanBeReadAgainIsNoFailure() {
    SourceFile file = Books.file("a.txt", "r1");
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      writer.keep(
          file,
          Books.PIPELINE,
          new ParseResult.Rejected(ParseResult.Reason.UNREADABLE, "no permission"),
          1);
      writer.commit();
      try (PassageIndex index = reader()) {
        assertEquals(1, index.status().failures());
        assertEquals(1, index.status().documents());
      }
      writer.touch(file);
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(0, index.status().failures());
      assertNull(index.files().getFirst().failure());
      assertEquals(0, index.files().getFirst().attempts());
    }
  }

  @Test
  default void recordsADuplicateWithoutDocumentsOfItsOwn() {
    HeldFile twin =
        HeldFile.duplicate(Books.file("b.txt", "r1"), Books.PIPELINE, Books.id("a.txt"));
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      put(writer, "b.txt", "plum\n");
      writer.duplicate(Books.file("b.txt", "r1"), Books.PIPELINE, id("a.txt"));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.duplicate(Books.file("c.txt", "r1"), Books.PIPELINE, id("b.txt")));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(twin, index.files().getLast());
      List<IndexedDocument> documents = index.documents(new Scope.Everything());
      assertEquals(1, documents.size());
      assertEquals(
          List.of(new IndexedDocument.Copy(id("b.txt"), id("b.txt"), Map.of())),
          documents.getFirst().copies());
      assertEquals(documents, index.documents(new Scope.Documents(Set.of(id("b.txt")))));
      assertEquals(0, index.status().failures());
      assertInstanceOf(Resolution.Removed.class, index.resolve(new Label(2, 0)));
    }
    try (PassageWriter writer = writer()) {
      assertEquals(twin, writer.held().getLast());
      writer.move(id("a.txt"), id("b.txt"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(1, index.files().size());
      assertEquals("b.txt", index.documents(new Scope.Everything()).getFirst().id().value());
      assertEquals(List.of("d1#0"), Books.labels(index.search(query("apple"))));
    }
  }

  @Test
  default void keepsNumbersAndTextWhenFieldsOrTimesChange() {
    Map<String, FieldValue> fields =
        Map.of(
            "year", new FieldValue.Numeric(new BigDecimal("2020.50")),
            "signed", new FieldValue.Day(LocalDate.of(2020, 2, 29)),
            "party", new FieldValue.Text("Acme"),
            "final", new FieldValue.Flag(true));
    SourceFile later = new SourceFile(id("m.eml"), Path.of("m.eml"), "r", 10, 1234, Map.of());
    try (PassageWriter writer = writer()) {
      putFamily(writer, "m.eml", "body\n", "m.eml!a", "apple\n");
      put(writer, "b.txt", "plum\n");
      writer.touch(later);
      writer.commit();
      writer.describe(id("m.eml"), fields);
      assertThrows(IllegalArgumentException.class, () -> writer.touch(Books.file("c.txt", "r")));
      assertThrows(IllegalArgumentException.class, () -> writer.describe(id("c.txt"), Map.of()));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(fields, index.files().getLast().fields());
      assertEquals(1234, index.files().getLast().modifiedMillis());
      assertEquals(0, index.files().getFirst().modifiedMillis());
      List<IndexedDocument> documents = index.documents(new Scope.Everything());
      assertEquals(
          List.of(fields, fields, Map.of()),
          documents.stream().map(IndexedDocument::fields).toList());
      assertEquals(List.of("d2#0"), Books.labels(index.search(query("apple"))));
    }
    try (PassageWriter writer = writer()) {
      writer.touch(new SourceFile(id("m.eml"), Path.of("m.eml"), "r", 10, 5678, Map.of()));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(5678, index.files().getLast().modifiedMillis());
      assertEquals(fields, index.files().getLast().fields());
      assertEquals(List.of("d2#0"), Books.labels(index.search(query("apple"))));
    }
  }

  @Test
  default void keepsDocumentsOfAFileThatFailsForNow() {
    ParseResult.Rejected rejected =
        new ParseResult.Rejected(ParseResult.Reason.TIMED_OUT, "more than 60 s");
    HeldFile before;
    try (PassageWriter writer = writer()) {
      putFamily(writer, "m.eml", "body\n", "m.eml!a", "apple\n");
      writer.commit();
      before = writer.held().getFirst();
      writer.keep(Books.file("m.eml", "r"), "a better parser", rejected, 2);
      writer.commit();
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.keep(Books.file("b.txt", "r"), "a better parser", rejected, 1));
    }
    try (PassageIndex index = reader()) {
      HeldFile kept =
          HeldFile.kept(Books.file("m.eml", "r"), "a better parser", before, rejected, 2);
      assertEquals(List.of(kept), index.files());
      assertEquals(List.of("d2#0"), Books.labels(index.search(query("apple"))));
      assertEquals("body\n", index.text(1).orElseThrow().text());
      assertEquals(1, index.status().failures());
    }
    try (PassageWriter writer = writer()) {
      writer.fail(Books.file("m.eml", "r"), Books.PIPELINE, rejected, 3);
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertTrue(index.documents(new Scope.Everything()).isEmpty());
      assertEquals(1, index.status().failures());
    }
  }

  @Test
  default void refusesASecondWriter() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      assertThrows(IndexException.Locked.class, this::writer).hint();
      writer.commit();
    }
    writer().close();
  }

  @Test
  default void refusesANumberThatStandsForAnotherText() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "one\n");
      SplitDocument changed = Books.split(1, "a.txt", "A", "two\n");
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.replace(Books.file("a.txt", "r"), Books.PIPELINE, List.of(changed)));
      int number = writer.numberFor(id("a.txt"), "two\n");
      SplitDocument other = Books.split(number, "a.txt", "A", "three\n");
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.replace(Books.file("a.txt", "r"), Books.PIPELINE, List.of(other)));
    }
  }

  @Test
  default void refusesPassagesThatDoNotTile() {
    try (PassageWriter writer = writer()) {
      SplitDocument whole = Books.split(writer, "a.txt", "A", "one\ntwo\n");
      SplitDocument torn = new SplitDocument(whole.source(), 1, 1, whole.passages().subList(0, 1));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.replace(Books.file("a.txt", "r"), Books.PIPELINE, List.of(torn)));
      SplitDocument foreign = Books.split(9, "a.txt", "A", "one\ntwo\n");
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.replace(Books.file("a.txt", "r"), Books.PIPELINE, List.of(foreign)));
      assertNotEquals(0, writer.numberFor(id("a.txt"), "one\ntwo\n"));
      assertTrue(writer.held().isEmpty());
    }
  }
}
