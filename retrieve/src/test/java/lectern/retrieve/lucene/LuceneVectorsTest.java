package lectern.retrieve.lucene;

import static lectern.retrieve.Books.id;
import static lectern.retrieve.Books.put;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import lectern.ingest.FieldValue;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.ingest.Sha256;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import lectern.retrieve.IndexException;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageParts;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.Vectors;
import lectern.retrieve.Where;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorsTest {
  private static final LuceneSettings PLAIN = LuceneSettings.DEFAULTS.withoutHeader();
  private static final Scope ALL = new Scope.Everything();

  @TempDir private Path folder;

  private LuceneWriter writer(String embedder) {
    return LuceneWriter.open(folder.resolve("index"), PLAIN, Map.of("embedder", embedder));
  }

  private LuceneWriter writer() {
    return writer("random-8");
  }

  private LuceneIndex reader() {
    return LuceneIndex.open(folder.resolve("index"), PLAIN, null);
  }

  @Test
  void findsWhatIsNearestAndNothingWithoutAVector() {
    try (LuceneWriter writer = writer()) {
      put(writer, "a.txt", "apple\nplum\n");
      put(writer, "b.txt", "pear\n");
      writer.embed(new Label(1, 0), parts(axis(0)));
      writer.embed(new Label(2, 0), parts(axis(1)));
      writer.embed(new Label(9, 0), parts(axis(2)));
      writer.embed(new Label(1, 7), parts(axis(2)));
      writer.commit();
    }
    try (LuceneIndex index = reader()) {
      float[] between = {0.6f, 0.8f, 0};
      assertEquals(List.of("d2#0 0.80", "d1#0 0.60"), words(index.byVector(between, ALL, 10)));
      assertEquals(List.of("d2#0 0.80"), words(index.byVector(between, ALL, 1)));
      Scope one = new Scope.Documents(Set.of(id("a.txt")));
      assertEquals(List.of("d1#0 0.60"), words(index.byVector(between, one, 10)));
      assertEquals(List.of(new Label(1, 0), new Label(2, 0)), index.embedded());
      assertEquals(2, index.status().vectors());
      assertEquals("random-8", index.embedder());
      List<Label> both = List.of(new Label(1, 0), new Label(1, 1));
      assertEquals(Set.of(new Label(1, 0)), index.vectors(both).keySet());
    }
  }

  @Test
  void theBestWindowSpeaksForALongPassage() {
    try (LuceneWriter writer = writer()) {
      put(writer, "a.txt", "long\nshort\n");
      writer.embed(new Label(1, 0), parts(axis(0), axis(1), axis(2)));
      writer.embed(new Label(1, 1), parts(new float[] {0.6f, 0.8f, 0}));
      writer.commit();
    }
    try (LuceneIndex index = reader()) {
      assertEquals(List.of("d1#1 0.80", "d1#0 0.70"), words(index.byVector(axis(1), ALL, 10)));
      assertEquals(List.of("d1#1 0.60", "d1#0 0.30"), words(index.byVector(axis(0), ALL, 10)));
    }
  }

  /// Vectors go with a number; a new revision takes over those of the passages it shares.
  @Test
  void vectorsStayWithTheTextTheyWereMadeOf() {
    try (LuceneWriter writer = writer()) {
      put(writer, "a.txt", "apple\nplum\n");
      put(writer, "b.txt", "pear\n");
      put(writer, "c.txt", "fig\n");
      writer.commit();
      try (LuceneIndex index = reader()) {
        for (IndexedDocument document : index.documents(ALL)) {
          for (Passage passage : index.passages(document.number())) {
            writer.embed(passage.label(), made(document.title(), document.passages(), passage));
          }
        }
      }
      writer.commit();
      writer.move(id("b.txt"), id("moved.txt"));
      writer.describe(id("moved.txt"), Map.of());
      writer.remove(id("c.txt"));
      assertEquals(4, put(writer, "a.txt", "quince\napple\n"));
      writer.commit();
    }
    try (LuceneIndex index = reader()) {
      assertEquals(List.of(new Label(2, 0), new Label(4, 1)), index.embedded());
      float[] apple = random(new Random("apple".hashCode()));
      assertEquals(List.of("d4#1 1.00"), words(index.byVector(apple, ALL, 1)));
    }
  }

  @Test
  void refusesVectorsOfAnotherEmbedder() {
    try (LuceneWriter writer = writer()) {
      put(writer, "a.txt", "apple\n");
      writer.commit();
    }
    try (LuceneWriter same = LuceneWriter.open(folder.resolve("index"), PLAIN, Map.of())) {
      put(same, "b.txt", "pear\n");
      same.commit();
    }
    IndexException.Incompatible refused =
        assertThrows(IndexException.Incompatible.class, () -> writer("other-8"));
    assertTrue(String.valueOf(refused.getMessage()).contains("\"random-8\""));
  }

  /// Held against every product, reckoned one by one.
  @Test
  void findsWhatTheProductsSay() {
    Random random = new Random(11);
    Map<Label, float[]> vectors = new TreeMap<>();
    try (LuceneWriter writer = writer()) {
      for (int i = 0; i < 400; i++) {
        Label label = new Label(put(writer, "f" + i, "text " + i + "\n"), 0);
        float[] vector = random(random);
        vectors.put(label, vector);
        writer.embed(label, parts(vector));
        if (i % 70 == 0) {
          writer.commit();
        }
      }
      for (int i = 0; i < 400; i += 9) {
        writer.remove(id("f" + i));
        vectors.remove(new Label(i + 1, 0));
      }
      writer.commit();
    }
    try (LuceneIndex index = reader()) {
      for (int i = 0; i < 20; i++) {
        float[] asked = random(random);
        List<Scored> exact = new ArrayList<>();
        vectors.forEach((label, vector) -> exact.add(new Scored(label, product(asked, vector))));
        exact.sort(Scored.BEST_FIRST);
        Set<String> missed = new HashSet<>(words(exact.subList(0, 20)));
        missed.removeAll(words(index.byVector(asked, ALL, 20)));
        // The graph is approximate; its scores are not.
        assertTrue(missed.size() <= 1, missed.toString());
      }
    }
  }

  /// Segments of one topic each, so that all that is near lies in one of them, and the nearest of
  /// it in the last that is looked at.
  @Test
  void findsWhatIsNearWhereverItLies() {
    Random random = new Random(3);
    List<float[]> topics = List.of(random(random), random(random), random(random), random(random));
    Map<Label, float[]> vectors = new TreeMap<>();
    try (LuceneWriter writer = writer()) {
      for (int i = 0; i < topics.size(); i++) {
        for (int j = 0; j < 400 - 60 * i; j++) {
          Label label = new Label(put(writer, i + "f" + j, "text " + i + " " + j + "\n"), 0);
          double[] sum = new double[topics.get(i).length];
          Vectors.add(sum, 1, topics.get(i));
          Vectors.add(sum, 0.5, random(random));
          float[] vector = Vectors.unit(sum);
          vectors.put(label, vector);
          writer.embed(label, parts(vector));
        }
        writer.commit();
      }
    }
    try (LuceneIndex index = reader()) {
      for (float[] topic : topics) {
        List<Scored> exact = new ArrayList<>();
        vectors.forEach((label, vector) -> exact.add(new Scored(label, product(topic, vector))));
        exact.sort(Scored.BEST_FIRST);
        List<String> nearest = words(exact.subList(0, 100));
        List<String> found = words(index.byVector(topic, ALL, 100));
        Set<String> missed = new HashSet<>(nearest);
        missed.removeAll(found);
        assertTrue(missed.size() <= 5, missed.toString());
        assertEquals(nearest.subList(0, 5), found.subList(0, 5));
        assertEquals(found, words(index.byVector(topic, ALL, 100)));
      }
    }
  }

  @Test
  void mergesToFewGraphsAndGivesUpWithNothingLost() throws Exception {
    Random random = new Random(8);
    try (LuceneWriter writer = writer()) {
      for (int i = 0; i < 6; i++) {
        writer.embed(new Label(put(writer, "f" + i, "text " + i + "\n"), 0), parts(random(random)));
        writer.commit();
      }
    }
    assertEquals(6, segments());
    try (LuceneWriter writer = writer()) {
      writer.embed(new Label(put(writer, "last", "text\n"), 0), parts(random(random)));
      writer.merge(() -> true);
    }
    try (LuceneIndex index = reader()) {
      assertEquals(7, index.embedded().size());
    }
    try (LuceneWriter writer = writer()) {
      writer.merge(() -> false);
    }
    assertEquals(2, segments());
    try (LuceneIndex index = reader()) {
      assertEquals(7, index.embedded().size());
      assertEquals(7, index.byVector(random(random), ALL, 10).size());
    }
  }

  private int segments() throws IOException {
    try (FSDirectory directory = FSDirectory.open(folder.resolve("index"));
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.leaves().size();
    }
  }

  /// Over segments, deletions and windows, held against every product.
  @Test
  void aScopeAndAChoiceOfPassagesAreScoredAsAllAre() {
    Random random = new Random(5);
    Map<Label, List<float[]>> vectors = new TreeMap<>();
    try (LuceneWriter writer = writer()) {
      for (int i = 0; i < 60; i++) {
        SplitDocument document = Books.split(writer, "f" + i, "Title", "one\ntwo\nthree\n");
        Map<String, FieldValue> fields = Map.of("even", new FieldValue.Flag(i % 2 == 0));
        writer.replace(Books.file("f" + i, "r", fields), Books.PIPELINE, List.of(document));
        for (int ordinal = 0; ordinal < 2; ordinal++) {
          List<float[]> parts = new ArrayList<>(List.of(random(random)));
          for (int window = random.nextInt(4); window > 1; window--) {
            parts.add(random(random));
          }
          Label label = new Label(document.number(), ordinal);
          writer.embed(label, parts(parts.toArray(float[][]::new)));
          vectors.put(label, parts);
        }
        if (i % 11 == 0) {
          writer.commit();
        }
      }
      for (int i = 0; i < 60; i += 7) {
        writer.remove(id("f" + i));
        vectors.keySet().removeIf(inFile(i));
      }
      writer.commit();
    }
    Scope even = new Scope.Matching(Where.parse("even = true"), ALL);
    Scope two = new Scope.Documents(Set.of(id("f1"), id("f2"), id("f7")));
    List<Label> some = List.of(new Label(4, 1), new Label(3, 0), new Label(3, 2), new Label(1, 0));
    try (LuceneIndex index = reader()) {
      for (int i = 0; i < 10; i++) {
        float[] asked = random(random);
        assertEquals(
            exact(asked, vectors, label -> label.document() % 2 == 1),
            words(index.byVector(asked, even, 100)));
        assertEquals(
            exact(asked, vectors, inFile(1).or(inFile(2))), words(index.byVector(asked, two, 100)));
        assertEquals(exact(asked, vectors, some::contains), words(index.byVector(asked, some)));
        assertEquals(exact(asked, vectors, _ -> true), words(index.byVector(asked, ALL, 200)));
        assertEquals(
            exact(asked, vectors, _ -> true),
            words(index.byVector(asked, ALL, Integer.MAX_VALUE)),
            "however many are wanted");
      }
      assertEquals(List.copyOf(vectors.keySet()), index.embedded());
      assertEquals(vectors.size(), index.status().vectors());
      Map<Label, float[]> wholes = index.vectors(vectors.keySet());
      assertEquals(vectors.keySet(), wholes.keySet());
      vectors.forEach((label, parts) -> assertArrayEquals(parts.getFirst(), wholes.get(label)));
    }
  }

  private static Predicate<Label> inFile(int file) {
    return label -> label.document() == file + 1;
  }

  private static List<String> exact(
      float[] asked, Map<Label, List<float[]>> vectors, Predicate<Label> wanted) {
    List<Scored> exact = new ArrayList<>();
    vectors.forEach(
        (label, parts) -> {
          double whole = product(asked, parts.getFirst());
          double window =
              parts.stream().skip(1).mapToDouble(it -> product(asked, it)).max().orElse(whole);
          if (wanted.test(label)) {
            exact.add(new Scored(label, 0.3 * whole + 0.7 * window));
          }
        });
    exact.sort(Scored.BEST_FIRST);
    return words(exact);
  }

  private static List<EmbeddedPart> made(String title, int passages, Passage passage) {
    return PassageParts.of(title, passages, passage).stream()
        .map(text -> new EmbeddedPart(Sha256.ofUnits(text), random(new Random(text.hashCode()))))
        .toList();
  }

  private static List<EmbeddedPart> parts(float[]... vectors) {
    List<EmbeddedPart> parts = new ArrayList<>();
    for (float[] vector : vectors) {
      parts.add(new EmbeddedPart("digest", vector));
    }
    return parts;
  }

  private static float[] axis(int number) {
    float[] axis = new float[3];
    axis[number] = 1;
    return axis;
  }

  private static float[] random(Random random) {
    float[] vector = new float[16];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  private static List<String> words(List<Scored> ranking) {
    return ranking.stream()
        .map(scored -> scored.label() + String.format(Locale.ROOT, " %.2f", scored.score()))
        .toList();
  }
}
