package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.ParseResult;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageWriter;
import lectern.retrieve.Resolution;
import lectern.retrieve.Scope;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever happens to an index, it holds what a few maps say it should.
class IndexModelTest {
  private static final List<String> FILES = List.of("a", "b", "dir/c.eml");
  private static final List<String> TEXTS =
      List.of("apple\n", "apple\npear\n", "plum\n\nquince\n", "pear\n");
  private static final List<String> WORDS = List.of("apple", "pear", "plum", "quince");
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS.withoutHeader();

  enum Verb {
    PUT,
    PUT_FAMILY,
    CLAIM,
    FAIL,
    KEEP,
    MOVE,
    REMOVE,
    COMMIT,
    REOPEN
  }

  record Step(Verb verb, String file, String other, String text, String memberText) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> texts = Arbitraries.of(TEXTS);
    Arbitrary<String> files = Arbitraries.of(FILES);
    return Combinators.combine(Arbitraries.of(Verb.class), files, files, texts, texts)
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 100)
  void holdsWhatTheModelHolds(@ForAll("steps") List<Step> steps) throws IOException {
    Path folder = Files.createTempDirectory("lectern-model");
    try {
      IndexModel committed = new IndexModel();
      IndexModel model = committed.copy();
      PassageWriter writer = open(folder);
      try {
        int count = 0;
        for (Step step : steps) {
          switch (step.verb()) {
            case COMMIT -> {
              writer.commit();
              committed = model.copy();
              compare(folder, committed);
            }
            case REOPEN -> {
              writer.close();
              writer = open(folder);
              model = committed.copy();
            }
            default -> apply(step, "title " + count++, writer, model);
          }
          assertEquals(
              model.files(), writer.held().stream().map(file -> file.id().value()).toList());
        }
        writer.commit();
      } finally {
        writer.close();
      }
      compare(folder, model);
    } finally {
      delete(folder);
    }
  }

  private static PassageWriter open(Path folder) {
    return LuceneWriter.open(folder, SETTINGS, Map.of());
  }

  private static void apply(Step step, String title, PassageWriter writer, IndexModel model) {
    String file = step.file();
    switch (step.verb()) {
      case PUT -> put(writer, model, file, title, List.of(file, step.text()));
      case PUT_FAMILY ->
          put(
              writer,
              model,
              file,
              title,
              List.of(file, step.text(), file + "!m", step.memberText()));
      case CLAIM ->
          assertEquals(
              model.numberFor(file, step.text()), writer.numberFor(Books.id(file), step.text()));
      case FAIL -> {
        writer.fail(
            Books.file(file, "r"),
            Books.PIPELINE,
            new ParseResult.Rejected(ParseResult.Reason.EMPTY, "0 bytes"),
            1);
        model.put(file, title, List.of());
      }
      case KEEP -> {
        if (model.files().contains(file)) {
          writer.keep(
              Books.file(file, "r"),
              Books.PIPELINE,
              new ParseResult.Rejected(ParseResult.Reason.TIMED_OUT, "60 s"),
              1);
          model.keep(file);
        }
      }
      case MOVE -> {
        if (model.files().contains(file) && !file.equals(step.other())) {
          writer.move(Books.id(file), Books.id(step.other()));
          model.move(file, step.other());
        }
      }
      case REMOVE -> {
        writer.remove(Books.id(file));
        model.remove(file);
      }
      case COMMIT, REOPEN -> throw new AssertionError(step);
    }
  }

  private static void put(
      PassageWriter writer, IndexModel model, String file, String title, List<String> family) {
    List<SplitDocument> documents = new ArrayList<>();
    for (int i = 0; i < family.size(); i += 2) {
      documents.add(Books.split(writer, family.get(i), title, family.get(i + 1)));
    }
    writer.replace(Books.file(file, "r"), Books.PIPELINE, documents);
    model.put(file, title, family);
  }

  private static void compare(Path folder, IndexModel model) {
    try (PassageIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
      assertEquals(
          model.documents().values().stream()
              .map(held -> held.number() + held.id() + held.title())
              .toList(),
          index.documents(new Scope.Everything()).stream()
              .map(document -> document.number() + document.id().value() + document.title())
              .toList());
      assertEquals(
          model.files().stream().map(file -> file + model.failed(file)).toList(),
          index.files().stream().map(IndexModelTest::nameAndFailure).toList());
      for (IndexModel.Held held : model.documents().values()) {
        assertEquals(held.text(), index.text(held.number()).orElseThrow().text());
      }
      for (int number = 1; number <= model.nextNumber(); number++) {
        for (int ordinal = 0; ordinal < 4; ordinal++) {
          Label label = new Label(number, ordinal);
          Resolution expected = model.resolve(label);
          if (expected == null) {
            Resolution.Found found = assertInstanceOf(Resolution.Found.class, index.resolve(label));
            assertEquals(label, found.passage().label());
          } else {
            assertEquals(expected, index.resolve(label));
          }
        }
      }
      for (String word : WORDS) {
        Set<String> labels = new TreeSet<>(Books.labels(index.search(Books.query(word))));
        assertEquals(labelsWith(word, index), labels);
      }
      assertEquals(model.nextNumber(), index.status().nextNumber());
    }
    assertEquals(List.of(), LuceneDoctor.examine(folder));
  }

  private static String nameAndFailure(HeldFile file) {
    return file.id().value() + (file.failure() != null);
  }

  private static Set<String> labelsWith(String word, PassageIndex index) {
    return index.documents(new Scope.Everything()).stream()
        .map(IndexedDocument::number)
        .flatMap(number -> index.passages(number).stream())
        .filter(passage -> passage.text().contains(word))
        .map(passage -> passage.label().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
