package lectern.retrieve;

import static lectern.retrieve.Books.id;
import static lectern.retrieve.Books.labels;
import static lectern.retrieve.Books.put;
import static lectern.retrieve.Books.putFamily;
import static lectern.retrieve.Books.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.ParseResult;
import lectern.ingest.Passage;
import lectern.ingest.SplitDocument;
import org.junit.jupiter.api.Test;

/// What every index adapter does.
public interface PassageIndexContract {
  /// A writer of this test's one index.
  PassageWriter writer();

  /// A reader of its last commit.
  PassageIndex reader();

  @Test
  default void findsThePassageThatHoldsTheWords() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "The cat sat.\nThe dog barked loudly.\n");
      put(writer, "b.txt", "A parrot talks.\n");
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(List.of("d1#1"), labels(index.search(query("barking dogs"))).subList(0, 1));
      Hit hit = index.search(query("barking dogs")).hits().getFirst();
      assertEquals(1, hit.rank());
      assertTrue(hit.score() > 0);
      assertEquals("The dog barked loudly.\n", hit.passage().text());
      assertEquals(List.of("Part", "Heading 1"), hit.passage().headingPath());
      assertEquals(31, hit.passage().renderedTokens());
    }
  }

  @Test
  default void givesBackADocumentAsItCameIn() {
    String text = "First line.\nSecond, with \ud83d\udc26 and a torn surrogate \ud83d.\nThird";
    SplitDocument given;
    try (PassageWriter writer = writer()) {
      given = Books.split(writer, "deep/a.txt", "A title", text);
      writer.replace(Books.file("deep/a.txt", "r1"), Books.PIPELINE, List.of(given));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      DocumentText held = index.text(1).orElseThrow();
      assertEquals(text, held.text());
      assertEquals(given.passages(), held.passages());
      assertEquals(given.passages(), index.passages(1));
      assertEquals(given.source().blocks(), held.blocks());
      assertEquals(given.source().locators(), held.locators());
      IndexedDocument document = index.documents(new Scope.Everything()).getFirst();
      assertEquals(held.document(), document);
      assertEquals(given.renderedTokens(), document.tokens());
      assertEquals(given.openingTokens(), document.openingTokens());
      assertEquals(given.source().metadata(), document.metadata());
      assertEquals(text.length(), document.textChars());
      assertEquals("A title", document.title());
      assertTrue(index.text(2).isEmpty());
      assertTrue(index.passages(2).isEmpty());
    }
  }

  @Test
  default void showsNothingBeforeTheCommitAndNothingAfterIt() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "committed words\n");
      writer.commit();
      try (PassageIndex before = reader()) {
        put(writer, "a.txt", "other words\n");
        put(writer, "b.txt", "words\n");
        try (PassageIndex between = reader()) {
          assertEquals(1, between.documents(new Scope.Everything()).size());
        }
        writer.commit();
        assertEquals(List.of("d1#0"), labels(before.search(query("words"))));
        assertEquals("committed words\n", before.text(1).orElseThrow().text());
        try (PassageIndex after = reader()) {
          assertEquals(2, after.search(query("words")).hits().size());
        }
      }
      put(writer, "c.txt", "never committed\n");
    }
    try (PassageIndex index = reader()) {
      assertEquals(2, index.documents(new Scope.Everything()).size());
      assertEquals(4, index.status().nextNumber());
    }
  }

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
          List.of(new HeldFile(id("b.txt"), "r2", Books.PIPELINE, 0, 0, 0, rejected, 2)),
          index.files());
      assertTrue(index.documents(new Scope.Everything()).isEmpty());
      assertEquals(1, index.status().failures());
      assertInstanceOf(Resolution.Removed.class, index.resolve(new Label(1, 0)));
    }
  }

  @Test
  default void keepsToTheScope() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      putFamily(writer, "m.eml", "apple\n", "m.eml!x", "apple\n", "m.eml!x!y", "apple\n");
      put(writer, "m.eml!.txt", "apple\n");
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(List.of("d2#0", "d3#0", "d4#0"), found(index, "m.eml"));
      assertEquals(List.of("d3#0", "d4#0"), found(index, "m.eml!x"));
      assertEquals(List.of("d1#0", "d4#0"), found(index, "a.txt", "m.eml!x!y"));
      assertEquals(List.of(), found(index, "nothing of the kind"));
      assertEquals(5, index.search(query("apple")).hits().size());
    }
  }

  private static List<String> found(PassageIndex index, String... names) {
    Scope scope =
        new Scope.Documents(Arrays.stream(names).map(Books::id).collect(Collectors.toSet()));
    List<String> hits = labels(index.search(new PassageQuery("apple", scope, 10)));
    assertEquals(
        hits,
        index.documents(scope).stream().map(document -> "d" + document.number() + "#0").toList());
    return hits;
  }

  @Test
  default void breaksTiesByReadingOrderAtTheLimitToo() {
    try (PassageWriter writer = writer()) {
      for (int i = 0; i < 30; i++) {
        put(writer, "f" + i, "apple\napple\n");
        if (i % 7 == 0) {
          writer.commit();
        }
      }
      writer.move(id("f0"), id("g0"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      List<String> top = labels(index.search(new PassageQuery("apple", new Scope.Everything(), 5)));
      assertEquals(List.of("d1#0", "d1#1", "d2#0", "d2#1", "d3#0"), top);
    }
  }

  @Test
  default void takesAnyTextForAQuestion() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "apple word7\n");
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      for (String nothing :
          List.of("", " ", "the of and", "?!*:()[]{}~^\"\\/", "\0\1\2", "\ud83d")) {
        assertTrue(index.search(query(nothing)).hits().isEmpty());
      }
      for (String syntax : List.of("text: apple AND (", "apple*", "\"apple", "+apple -word7")) {
        assertEquals(1, index.search(query(syntax)).hits().size());
      }
      StringBuilder endless = new StringBuilder();
      IntStream.range(0, 100_000).forEach(i -> endless.append("word").append(i).append(' '));
      assertEquals(1, index.search(query(endless.toString())).hits().size());
      assertEquals(1, index.search(query("apple ".repeat(20_000))).hits().size());
      assertEquals(1, index.search(query("x".repeat(100_000) + " apple")).hits().size());
      assertEquals(
          1,
          index
              .search(new PassageQuery("apple", new Scope.Everything(), Integer.MAX_VALUE))
              .hits()
              .size());
    }
  }

  @Test
  default void countsWhatACommitHolds() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "one\ntwo\n");
      put(writer, "b.txt", "three\n");
      put(writer, "b.txt", "four\n");
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      IndexStatus status = index.status();
      assertEquals(2, status.documents());
      assertEquals(3, status.passages());
      assertEquals(0, status.failures());
      assertEquals(4, status.nextNumber());
      assertEquals(
          index.documents(new Scope.Everything()).stream().mapToLong(IndexedDocument::tokens).sum(),
          status.tokens());
      assertTrue(status.sizeBytes() > 0);
    }
  }

  @Test
  default void answersManyThreadsAlike() throws Exception {
    try (PassageWriter writer = writer()) {
      IntStream.range(0, 40).forEach(i -> put(writer, "f" + i, "apple " + i + "\npear\n"));
      writer.commit();
    }
    try (PassageIndex index = reader();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Ranking alone = index.search(query("apple 7"));
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int number = i % 40 + 1;
        tasks.add(
            () ->
                index.search(query("apple 7")).equals(alone)
                    && index.text(number).orElseThrow().passages().size() == 2
                    && index.documents(new Scope.Everything()).size() == 40);
      }
      for (Future<Boolean> answer : threads.invokeAll(tasks)) {
        assertTrue(answer.get());
      }
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
