package lectern.retrieve.search;

import static lectern.retrieve.Books.put;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.ingest.Label;
import lectern.retrieve.Embedder;
import lectern.retrieve.IndexException;
import lectern.retrieve.Scope;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VectorFillTest {
  /// More than one round.
  private static final int PASSAGES = 300;

  private static final int BATCH = 16;

  @TempDir private Path folder;
  private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

  private interface Asked {
    void before(List<String> texts);
  }

  /// The vector of a text is its length and 1.
  private Embedder embedder(Asked asked) {
    return new Embedder() {
      @Override
      public String name() {
        return "lengths";
      }

      @Override
      public float[] passage(String text) {
        double length = Math.hypot(text.length(), 1);
        return new float[] {(float) (text.length() / length), (float) (1 / length)};
      }

      @Override
      public List<float[]> passages(List<String> texts) {
        asked.before(texts);
        batches.add(texts.size());
        return texts.stream().map(this::passage).toList();
      }

      @Override
      public int batch() {
        return BATCH;
      }

      @Override
      public float[] question(String text) {
        return passage(text);
      }

      @Override
      public void close() {}
    };
  }

  @BeforeEach
  void ingest() {
    try (LuceneWriter writer = writer()) {
      put(
          writer,
          "a.txt",
          IntStream.range(0, PASSAGES)
              .mapToObj(i -> "w".repeat(i % 7 + 1) + i + "\n")
              .collect(Collectors.joining()));
      writer.commit();
    }
  }

  private LuceneWriter writer() {
    return LuceneWriter.open(
        folder.resolve("index"),
        LuceneSettings.DEFAULTS.withoutHeader(),
        Map.of("embedder", "lengths"));
  }

  private LuceneIndex index() {
    return LuceneIndex.open(folder.resolve("index"), LuceneSettings.DEFAULTS.withoutHeader(), null);
  }

  private int fill(Embedder embedder, int stopAfter) throws InterruptedException {
    try (LuceneWriter writer = writer();
        LuceneIndex index = index()) {
      VectorFill fill = new VectorFill(embedder, writer, 2, InstantSource.system());
      return fill.run(
          index,
          (_, done) -> {
            writer.commit();
            if (done >= stopAfter) {
              fill.stop();
            }
          });
    }
  }

  private int embedded() {
    try (LuceneIndex index = index()) {
      return index.embedded().size();
    }
  }

  @Test
  void givesTheEmbedderAsManyTextsAsItWantsAndEachPassageItsOwnVector()
      throws InterruptedException {
    Embedder embedder = embedder(_ -> {});
    assertEquals(PASSAGES, fill(embedder, Integer.MAX_VALUE));
    assertEquals(PASSAGES, batches.stream().mapToInt(Integer::intValue).sum());
    assertTrue(Collections.max(batches) == BATCH && batches.size() < 25, batches.toString());
    try (LuceneIndex index = index()) {
      for (var document : index.documents(new Scope.Everything())) {
        for (var passage : index.passages(document.number())) {
          float[] vector = index.vectors(List.of(passage.label())).get(passage.label());
          String body = passage.body().strip();
          String text = document.passages() == 1 ? document.title() + "\n" + body : body;
          assertArrayEquals(embedder.passage(text), vector, 1e-6f, text);
        }
      }
    }
    assertEquals(0, fill(embedder, Integer.MAX_VALUE));
  }

  @Test
  void aCallThatFailsLosesNothingOfTheOthersAndTheNextRunGoesOn() throws InterruptedException {
    Embedder failing =
        embedder(
            texts -> {
              if (texts.stream().anyMatch(text -> text.endsWith("w290"))) {
                throw new IndexException.NoEmbedder("down", "wait", null);
              }
            });
    assertThrows(IndexException.NoEmbedder.class, () -> fill(failing, Integer.MAX_VALUE));
    int kept = embedded();
    assertTrue(kept >= 256 && kept < PASSAGES, kept + " kept");
    assertEquals(PASSAGES - kept, fill(embedder(_ -> {}), Integer.MAX_VALUE));
    assertEquals(PASSAGES, embedded());
  }

  @Test
  void stopsWithoutWaitingForTheEmbedder() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Embedder stalling =
        embedder(
            _ -> {
              asked.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IndexException.NoEmbedder("interrupted", "", e);
              }
            });
    try (LuceneWriter writer = writer();
        LuceneIndex index = index()) {
      VectorFill fill = new VectorFill(stalling, writer, 2, InstantSource.system());
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  asked.await();
                  Thread.sleep(200);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                fill.stop();
              });
      assertEquals(0, fill.run(index, (_, _) -> {}));
    }
    assertEquals(0, embedded());
  }

  @Test
  void goesOnAfterItWasStopped() throws InterruptedException {
    int done = fill(embedder(_ -> {}), 1);
    assertTrue(done > 0 && done < PASSAGES, done + " done");
    assertEquals(done, embedded());
    assertEquals(PASSAGES - done, fill(embedder(_ -> {}), Integer.MAX_VALUE));
    assertEquals(PASSAGES, embedded());
  }

  @Test
  void aModelThatChangedBehindItsNameIsRefused() throws InterruptedException {
    fill(embedder(_ -> {}), Integer.MAX_VALUE);
    try (LuceneIndex index = index()) {
      assertThrows(
          IndexException.Incompatible.class,
          () -> index.byVector(new float[] {1, 0, 0}, new Scope.Everything(), 5));
    }
    try (LuceneWriter writer = writer()) {
      var part = new EmbeddedPart("digest", new float[] {1, 0, 0});
      assertThrows(
          IndexException.Incompatible.class, () -> writer.embed(new Label(1, 0), List.of(part)));
      writer.commit();
    }
    assertEquals(PASSAGES, embedded());
  }

  @Test
  void holdsVectorsOfLargeModels() {
    float[] large = new float[4_096];
    large[4_095] = 1;
    try (LuceneWriter writer = writer()) {
      writer.embed(new Label(1, 3), List.of(new EmbeddedPart("digest", large)));
      writer.commit();
    }
    try (LuceneIndex index = index()) {
      assertEquals(
          List.of(new Label(1, 3)),
          index.byVector(large, new Scope.Everything(), 5).stream()
              .map(scored -> scored.label())
              .toList());
    }
  }
}
