package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.ingest.Label;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.RandomConditions;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;
import lectern.retrieve.TextCondition;
import lectern.retrieve.TextSyntax;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class TextFilterTest {
  private static final LuceneSettings PLAIN = LuceneSettings.DEFAULTS.withoutHeader();
  private static final int DOCUMENTS = 12;
  private static final int PASSAGES = 6;
  private static final int WORDS = 7;

  private static Path folder = Path.of("");
  private static List<NaiveText.Passage> passages = List.of();

  /// Random passages in several segments, some of them deleted, a few words of another language.
  @BeforeContainer
  static void aCollection() throws IOException {
    folder = Files.createTempDirectory("lectern-text");
    Random random = new Random(7);
    passages = new ArrayList<>();
    try (LuceneWriter writer = LuceneWriter.open(folder, PLAIN, Map.of("embedder", "axes"))) {
      Books.put(writer, "gone", "apple pear plum\n");
      for (int d = 0; d < DOCUMENTS; d++) {
        String name = "f" + RandomConditions.WORDS.get(d % RandomConditions.WORDS.size()) + d;
        String text =
            IntStream.range(0, PASSAGES)
                .mapToObj(_ -> text(random, WORDS) + "\n")
                .collect(Collectors.joining());
        String file = name + "/" + text(random, 2).replace(' ', '_') + d + ".txt";
        SplitDocument split = Books.split(writer, file, text(random, 3), text);
        writer.replace(Books.file(file, "r" + d), Books.PIPELINE, List.of(split));
        split.passages().forEach(passage -> passages.add(NaiveText.of(split, passage)));
        for (var passage : split.passages()) {
          float[] vector = {0.6f, 0.8f};
          writer.embed(passage.label(), List.of(new EmbeddedPart("x", vector)));
        }
        if (d % 4 == 0) {
          writer.commit();
        }
      }
      writer.remove(Books.id("gone"));
      writer.commit();
    }
  }

  @AfterContainer
  static void nothingLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String text(Random random, int words) {
    return IntStream.range(0, words)
        .mapToObj(_ -> RandomConditions.WORDS.get(random.nextInt(RandomConditions.WORDS.size())))
        .collect(Collectors.joining(" "));
  }

  private static LuceneIndex open() {
    return LuceneIndex.open(folder, PLAIN, null);
  }

  @Property(tries = 400)
  void findsByWordsAndByMeaningWhatReadingEachPassageFinds(
      @ForAll("conditions") TextCondition condition) {
    Set<Label> expected =
        passages.stream()
            .filter(passage -> NaiveText.holds(condition, passage))
            .map(NaiveText.Passage::label)
            .collect(Collectors.toCollection(TreeSet::new));
    Scope scope = new Scope.Saying(condition, new Scope.Everything());
    try (LuceneIndex index = open()) {
      List<Scored> words = index.byWords(new PassageQuery(condition.words(), scope, 1_000));
      assertEquals(expected, labels(words), condition.written());
      assertEquals(
          expected,
          labels(index.byVector(new float[] {0.8f, 0.6f}, scope, 1_000)),
          condition.written());
      assertEquals(words.stream().sorted(Scored.BEST_FIRST).toList(), words);
      assertEquals(words.size(), index.search(new PassageQuery("", scope, 1_000)).hits().size());
    }
  }

  @Example
  void narrowsAnotherScope() {
    try (LuceneIndex index = open()) {
      TextCondition condition = TextSyntax.parse("apple OR pear");
      Scope one = new Scope.Documents(Set.of(passages.getFirst().file()));
      Scope scope = new Scope.Saying(condition, one);
      Set<Label> found = labels(index.byWords(new PassageQuery("apple", scope, 1_000)));
      assertTrue(!found.isEmpty() && found.stream().allMatch(label -> label.document() == 2));
      assertEquals(found, labels(index.byVector(new float[] {1, 0}, scope, 1_000)));
      assertEquals(1, index.documents(scope).size());
    }
  }

  @Example
  void everyFormOfAPrefixRanks() throws IOException {
    Path place = Files.createTempDirectory(folder, "forms");
    try (LuceneWriter writer = LuceneWriter.open(place, PLAIN, Map.of())) {
      Books.put(writer, "a", "Nothing is said here of it.\nOn termination the deposit is due.\n");
      Books.put(writer, "b", "The lease terminates, and terminating it is free.\nTermites.\n");
      writer.commit();
    }
    try (LuceneIndex index = LuceneIndex.open(place, PLAIN, null)) {
      TextCondition condition = TextSyntax.parse("terminat*");
      Scope scope = new Scope.Saying(condition, new Scope.Everything());
      List<Scored> found = index.byWords(new PassageQuery(condition.words(), scope, 10));
      assertEquals(
          List.of("d2#0", "d1#1"), found.stream().map(hit -> hit.label().toString()).toList());
      assertTrue(found.getLast().score() > 0);
      for (String hostile : List.of("t* ".repeat(16), "\"the the\" the", "+the", "-the lease")) {
        TextCondition any = TextSyntax.parse(hostile);
        index.byWords(
            new PassageQuery(any.words(), new Scope.Saying(any, new Scope.Everything()), 10));
      }
    }
  }

  private static Set<Label> labels(List<Scored> found) {
    return found.stream().map(Scored::label).collect(Collectors.toCollection(TreeSet::new));
  }

  @Provide
  Arbitrary<TextCondition> conditions() {
    return RandomConditions.any();
  }
}
