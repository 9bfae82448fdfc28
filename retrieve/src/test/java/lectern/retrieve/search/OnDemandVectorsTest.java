package lectern.retrieve.search;

import static lectern.retrieve.Books.id;
import static lectern.retrieve.Books.put;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import lectern.ingest.Label;
import lectern.retrieve.CandidateIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scope;
import lectern.retrieve.VectorWriter;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnDemandVectorsTest {
  private static final LuceneSettings PLAIN = LuceneSettings.DEFAULTS.withoutHeader();
  private static final Scope ALL = new Scope.Everything();
  private static final PassageQuery PLUM = new PassageQuery("plum", ALL, 100);
  private static final int PLUMS = 40;

  @TempDir private Path folder;
  private final LetterEmbedder embedder = new LetterEmbedder();

  @BeforeEach
  void plums() {
    try (LuceneWriter writer = writer()) {
      for (int i = 0; i < PLUMS; i++) {
        put(writer, "f" + i, "a plum of the kind " + "xyz".repeat(i) + "\nno fruit\n");
      }
      put(writer, "long", "One plum is eaten here. ".repeat(60) + "\n");
      writer.commit();
    }
  }

  private LuceneWriter writer() {
    return LuceneWriter.open(folder, PLAIN, Map.of("embedder", LetterEmbedder.NAME));
  }

  private LuceneIndex reader() {
    return LuceneIndex.open(folder, PLAIN, null);
  }

  private OnDemandVectors onDemand(LuceneIndex index) {
    return new OnDemandVectors(index, embedder, 2, OnDemandVectors.PATIENCE);
  }

  /// The same parts, digests and vectors, long passages' windows too.
  @Test
  void makesWhatAFillMakes() throws InterruptedException {
    try (LuceneIndex index = reader()) {
      OnDemandVectors onDemand = onDemand(index);
      onDemand.filled(new PassageQuery("plum eaten", ALL, 1));
      Map<Label, List<EmbeddedPart>> made = onDemand.made();
      assertEquals(OnDemandVectors.CANDIDATES, made.size());
      assertTrue(made.getOrDefault(new Label(PLUMS + 1, 0), List.of()).size() > 1);
      Map<Label, List<EmbeddedPart>> filled = new HashMap<>();
      new VectorFill(embedder, into(filled), 1, InstantSource.system()).run(index, (_, _) -> {});
      made.forEach(
          (label, parts) -> {
            List<EmbeddedPart> others = filled.getOrDefault(label, List.of());
            assertEquals(digests(others), digests(parts));
            for (int i = 0; i < parts.size(); i++) {
              assertArrayEquals(others.get(i).vector(), parts.get(i).vector(), 0);
            }
          });
    }
  }

  @Test
  void ranksAsIfTheVectorsHadBeenCommitted() throws InterruptedException {
    float[] asked = embedder.question("a plum xyz");
    Scope some = new Scope.Documents(Set.of(id("f3"), id("f5"), id("long")));
    CandidateIndex filled;
    try (LuceneIndex index = reader()) {
      OnDemandVectors onDemand = onDemand(index);
      filled = onDemand.filled(PLUM).orElseThrow();
      List<?> before = filled.byVector(asked, ALL, 10);
      List<?> scoped = filled.byVector(asked, some, 10);
      List<Label> embedded = filled.embedded();
      assertTrue(!before.isEmpty() && !scoped.isEmpty());
      try (LuceneWriter writer = writer()) {
        onDemand.made().forEach(writer::embed);
        writer.commit();
      }
      try (LuceneIndex kept = reader()) {
        assertEquals(kept.byVector(asked, ALL, 10), before);
        assertEquals(kept.byVector(asked, some, 10), scoped);
        assertEquals(kept.embedded(), embedded);
        assertEquals(kept.vectors(embedded).keySet(), filled.vectors(embedded).keySet());
      }
    }
  }

  @Test
  void makesNoVectorTwice() throws InterruptedException {
    try (LuceneIndex index = reader()) {
      OnDemandVectors onDemand = onDemand(index);
      onDemand.filled(PLUM);
      int calls = embedder.calls.get();
      onDemand.filled(PLUM);
      assertEquals(calls, embedder.calls.get());
      try (LuceneWriter writer = writer()) {
        onDemand.made().forEach(writer::embed);
        writer.commit();
      }
    }
    try (LuceneIndex index = reader()) {
      int calls = embedder.calls.get();
      onDemand(index).filled(PLUM);
      assertEquals(calls, embedder.calls.get());
    }
  }

  @Test
  void leavesACommitAloneThatLacksNothing() throws InterruptedException {
    try (LuceneWriter writer = writer();
        LuceneIndex index = reader()) {
      new VectorFill(embedder, writer, 1, InstantSource.system()).run(index, (_, _) -> {});
      writer.commit();
    }
    try (LuceneIndex index = reader()) {
      assertSame(index, onDemand(index).filled(PLUM).orElseThrow());
    }
  }

  @Test
  void doesNotWaitLongerThanItsPatience() throws InterruptedException {
    embedder.delay = Duration.ofMillis(200);
    try (LuceneIndex index = reader()) {
      OnDemandVectors onDemand = new OnDemandVectors(index, embedder, 2, Duration.ofMillis(500));
      long begin = System.nanoTime();
      assertTrue(onDemand.filled(PLUM).isEmpty());
      Duration waited = Duration.ofNanos(System.nanoTime() - begin);
      // All of them would take more than three seconds.
      assertTrue(waited.compareTo(Duration.ofSeconds(2)) < 0, waited.toString());
      int made = onDemand.made().size();
      assertTrue(made > 0 && made < OnDemandVectors.CANDIDATES, made + " made");
    }
  }

  @Test
  void aFillStopsInTheMiddleOfABatchAndGoesOn() throws InterruptedException {
    embedder.delay = Duration.ofMillis(20);
    int first;
    try (LuceneWriter writer = writer();
        LuceneIndex index = reader()) {
      VectorFill fill = new VectorFill(embedder, writer, 2, InstantSource.system());
      Thread stopping = Thread.startVirtualThread(() -> stop(fill));
      first = fill.run(index, (_, _) -> writer.commit());
      stopping.join();
    }
    try (LuceneWriter writer = writer();
        LuceneIndex index = reader()) {
      assertTrue(first > 0 && first < index.status().passages(), first + " passages");
      assertEquals(first, index.status().vectors());
      int rest =
          new VectorFill(embedder, writer, 2, InstantSource.system())
              .run(index, (_, _) -> writer.commit());
      assertEquals(index.status().passages(), first + rest);
    }
  }

  private static void stop(VectorFill fill) {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    fill.stop();
  }

  private static List<String> digests(List<EmbeddedPart> parts) {
    return parts.stream().map(EmbeddedPart::digest).toList();
  }

  private static VectorWriter into(Map<Label, List<EmbeddedPart>> vectors) {
    return new VectorWriter() {
      @Override
      public void embed(Label passage, List<EmbeddedPart> parts) {
        vectors.put(passage, parts);
      }

      @Override
      public void pace(double passagesASecond) {}

      @Override
      public void merge(BooleanSupplier stopped) {}
    };
  }
}
