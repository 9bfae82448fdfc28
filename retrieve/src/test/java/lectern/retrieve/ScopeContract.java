package lectern.retrieve;

import static lectern.retrieve.Books.id;
import static lectern.retrieve.Books.labels;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import lectern.ingest.FieldValue;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.SplitDocument;
import org.junit.jupiter.api.Test;

/// What every index adapter does with a scope that is a condition.
public interface ScopeContract {
  /// A writer of this test's one index.
  PassageWriter writer();

  /// A reader of its last commit.
  PassageIndex reader();

  @Test
  default void findsOnlyWhereTheConditionHolds() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", Map.of("year", number("2019"), "type", text("Lease")));
      put(writer, "b.txt", Map.of("year", number("2020"), "type", text("Lease")));
      put(writer, "c.txt", Map.of("year", number("2021"), "type", text("Loan")));
      put(writer, "d.txt", Map.of());
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(List.of(2), found(index, "year >= 2020 and type = lease"));
      assertEquals(List.of(1, 3), found(index, "year < 2020 or type ~ 'lo*'"));
      assertEquals(List.of(3, 4), found(index, "not type = lease"));
      assertEquals(List.of(3), found(index, "type != lease"));
      assertEquals(List.of(1, 3), found(index, "year in (2019, 2021.0, 7)"));
      assertEquals(List.of(4), found(index, "not has year"));
      assertEquals(List.of(1, 2, 3, 4), found(index, "media_type = text/plain"));
      assertEquals(List.of(), found(index, "nonsense = 1"));
      Scope named = new Scope.Documents(Set.of(id("a.txt"), id("c.txt")));
      Scope both = new Scope.Matching(Where.parse("type = lease"), named);
      assertEquals(List.of("d1#0"), labels(index.search(new PassageQuery("canary", both, 9))));
    }
  }

  @Test
  default void aDocumentIsWhatTheManifestSaysOfAnyFileThatHoldsIt() {
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", Map.of("year", number("2019"), "party", text("Ann")));
      Books.putFamily(writer, "m.eml", "canary\n", "m.eml!a", "canary\n");
      writer.duplicate(
          Books.file("b/a.txt", "r", Map.of("year", number("2020"), "court", text("High"))),
          Books.PIPELINE,
          id("a.txt"));
      writer.duplicate(
          Books.file("b/m.eml", "r", Map.of("year", number("2020"))), Books.PIPELINE, id("m.eml"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(List.of(1), found(index, "year = 2019"));
      assertEquals(List.of(1, 2, 3), found(index, "year = 2020"));
      assertEquals(List.of(1), found(index, "court = high"));
      assertEquals(List.of(1), found(index, "path = b/a.txt"));
      assertEquals(List.of(3), found(index, "path = 'b/m.eml!a'"));
      assertEquals(List.of(), found(index, "party = ann and court = high"), "of one file");
      assertEquals(
          List.of(2, 3),
          index.documents(new Scope.Documents(Set.of(id("b/m.eml")))).stream()
              .map(IndexedDocument::number)
              .toList());
    }
  }

  @Test
  default void describingAFileChangesNothingButItsFields() {
    List<Passage> before;
    try (PassageWriter writer = writer()) {
      put(writer, "a.txt", Map.of("year", number("2019")));
      put(writer, "b.txt", Map.of("year", number("2019")));
      Books.putFamily(writer, "m.eml", "canary\n", "m.eml!a", "canary\n");
      writer.commit();
      try (PassageIndex index = reader()) {
        before = index.passages(1);
      }
      writer.describe(id("a.txt"), Map.of("year", number("2020")));
      writer.describe(id("m.eml"), Map.of("year", number("2020")));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      assertEquals(List.of(1, 3, 4), found(index, "year = 2020"));
      assertEquals(List.of(2), found(index, "year = 2019"));
      assertEquals(before, index.passages(1));
      assertEquals(new Resolution.Found(before.getFirst()), index.resolve(new Label(1, 0)));
      assertEquals(5, index.status().nextNumber());
      assertEquals(Map.of("year", number("2020")), index.files().getFirst().fields());
    }
  }

  /// Each document holds one word that all hold and one of its own, so that a hit tells whose
  /// passage it is.
  @Test
  default void searchAndListAgreeOnAnyCondition() {
    Random random = new Random(7);
    try (PassageWriter writer = writer()) {
      for (int i = 0; i < 60; i++) {
        SplitDocument document =
            Books.saying(
                Books.split(writer, "f" + i, "Title " + i % 3, "canary\ncanary again\n"),
                random.nextBoolean() ? "en" : "",
                Conditions.metadata(random));
        writer.replace(
            Books.file("f" + i, "r", Conditions.fields(random)), Books.PIPELINE, List.of(document));
        if (i % 13 == 0) {
          writer.commit();
        }
      }
      for (int i = 0; i < 60; i += 7) {
        writer.describe(id("f" + i), Conditions.fields(random));
      }
      for (int i = 0; i < 20; i++) {
        writer.duplicate(
            Books.file("twin" + i, "r", Conditions.fields(random)), Books.PIPELINE, id("f" + i));
      }
      writer.remove(id("f25"));
      writer.commit();
    }
    try (PassageIndex index = reader()) {
      int narrowed = 0;
      for (int i = 0; i < 400; i++) {
        Condition condition = Conditions.any(random, 3);
        int size = found(index, condition).size();
        narrowed += size > 0 && size < 59 ? 1 : 0;
      }
      assertTrue(narrowed > 100, narrowed + " of 400 conditions parted the documents");
    }
  }

  private static List<Integer> found(PassageIndex index, String condition) {
    return found(index, Where.parse(condition));
  }

  /// Numbers of the documents that a condition leaves, which search and list must agree on.
  private static List<Integer> found(PassageIndex index, Condition condition) {
    Scope scope = new Scope.Matching(condition, new Scope.Everything());
    List<Integer> listed =
        index.documents(scope).stream().map(IndexedDocument::number).sorted().toList();
    List<Integer> searched =
        index.search(new PassageQuery("canary", scope, 1_000)).hits().stream()
            .map(hit -> hit.passage().label().document())
            .distinct()
            .sorted()
            .toList();
    assertEquals(listed, searched, condition.toString());
    return listed;
  }

  private static void put(PassageWriter writer, String name, Map<String, FieldValue> fields) {
    SplitDocument document = Books.split(writer, name, name, "canary " + name + "\n");
    writer.replace(Books.file(name, "r", fields), Books.PIPELINE, List.of(document));
  }

  private static FieldValue number(String digits) {
    return new FieldValue.Numeric(new BigDecimal(digits));
  }

  private static FieldValue text(String words) {
    return new FieldValue.Text(words);
  }

  /// Random fields and conditions on them, of few values, so that they meet.
  final class Conditions {
    private static final List<String> NAMES =
        List.of("year", "type", "on", "signed", "mixed", "pages", "date", "author", "title");
    private static final List<String> WORDS =
        List.of(
            "2019",
            "2020",
            "2020.50",
            "-1",
            "2020-03",
            "2020-03-04",
            "lease",
            "LEASE ",
            "Ｌease",
            "le*",
            "?",
            "true",
            "no",
            "ann",
            "title 1",
            "straße",
            "İ",
            "\ud83d",
            "");

    private Conditions() {}

    static Map<String, FieldValue> fields(Random random) {
      Map<String, FieldValue> fields = new TreeMap<>();
      maybe(random, fields, "year", number(Integer.toString(2018 + random.nextInt(4))));
      maybe(random, fields, "type", text(word(random)));
      maybe(random, fields, "on", new FieldValue.Day(LocalDate.of(2020, 1 + random.nextInt(4), 4)));
      maybe(random, fields, "signed", new FieldValue.Flag(random.nextBoolean()));
      maybe(random, fields, "mixed", random.nextBoolean() ? text(word(random)) : number("2020.5"));
      return fields;
    }

    static Map<String, String> metadata(Random random) {
      Map<String, String> metadata = new TreeMap<>();
      metadata.put("pages", random.nextBoolean() ? "2020" : "many");
      metadata.put("date", random.nextBoolean() ? "2020-03-04T00:00:00Z" : "2020-03-4");
      metadata.put("author", word(random));
      return metadata;
    }

    private static void maybe(
        Random random, Map<String, FieldValue> fields, String name, FieldValue value) {
      if (random.nextInt(3) > 0) {
        fields.put(name, value);
      }
    }

    private static String word(Random random) {
      return one(random, WORDS);
    }

    private static <T> T one(Random random, List<T> all) {
      return all.get(random.nextInt(all.size()));
    }

    static Condition any(Random random, int depth) {
      String name = one(random, NAMES);
      return switch (random.nextInt(depth == 0 ? 3 : 6)) {
        case 0 -> new Condition.Has(name);
        case 1 ->
            new Condition.OneOf(
                name, Stream.of(word(random), word(random)).map(Literal::of).toList());
        case 2 ->
            new Condition.Compare(
                name, one(random, List.of(Operator.values())), Literal.of(word(random)));
        case 3 -> new Condition.Not(any(random, depth - 1));
        case 4 -> new Condition.And(List.of(any(random, depth - 1), any(random, depth - 1)));
        default -> new Condition.Or(List.of(any(random, depth - 1), any(random, depth - 1)));
      };
    }
  }
}
