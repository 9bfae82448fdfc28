package lectern.retrieve;

import static lectern.retrieve.Books.id;
import static lectern.retrieve.Books.labels;
import static lectern.retrieve.Books.put;
import static lectern.retrieve.Books.putFamily;
import static lectern.retrieve.Books.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import lectern.ingest.Passage;
import lectern.ingest.Span;
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
  default void furnitureIsTextAndIsNotFound() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", "The cat sat.\n~ Zebra Press 2024\nThe dog barked.\n");
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(0, index.search(query("zebra")).hits().size());
      assertTrue(index.text(1).orElseThrow().text().contains("Zebra"));
      Passage furniture = index.passages(1).get(1);
      assertEquals(List.of(new Span(13, 31)), furniture.furniture());
      assertEquals("", furniture.body());
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
        assertEquals(1, before.status().documents());
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
}
