package lectern.retrieve.lucene;

import static lectern.retrieve.Books.id;
import static lectern.retrieve.Books.put;
import static lectern.retrieve.Books.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import lectern.ingest.Label;
import lectern.retrieve.IndexException;
import lectern.retrieve.Scope;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vectors whose bytes are not those that were written.
class DamagedVectorsTest {
  private static final int DOCUMENTS = 300;
  private static final int DIMENSIONS = 64;
  private static final LuceneSettings PLAIN = LuceneSettings.DEFAULTS.withoutHeader();

  @TempDir private Path folder;

  @Test
  void theDoctorFindsAFlippedBitInAVector() throws IOException {
    index();
    Path file = vectorsFile();
    byte[] whole = Files.readAllBytes(file);
    int place = find(whole, vector(new Random(3)));
    assertTrue(place > 0);
    byte[] flipped = whole.clone();
    flipped[place + 4 * 7] ^= 1;
    Files.write(file, flipped);
    assertFalse(LuceneDoctor.examine(folder).isEmpty());
    Files.write(file, whole);
    assertEquals(List.of(), LuceneDoctor.examine(folder));
  }

  /// Lucene checks few bytes before it uses them: a search finds something, or says that the index
  /// is damaged.
  @Test
  void aSearchOverDamagedVectorsAnswersOrSaysSo() throws IOException {
    index();
    Path file = vectorsFile();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(8);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      int place = random.nextInt(whole.length - 64);
      for (int j = 0; j < 64; j++) {
        damaged[place + j] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
      assertFalse(LuceneDoctor.examine(folder).isEmpty(), "at " + place);
      refused += search() ? 0 : 1;
    }
    assertTrue(refused > 0);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertFalse(LuceneDoctor.examine(folder).isEmpty());
    assertThrows(IndexException.Corrupt.class, () -> LuceneIndex.open(folder, PLAIN, null));
  }

  /// False where the index is said to be damaged; anything else that is thrown fails the test.
  private boolean search() {
    Scope one = new Scope.Documents(Set.of(id("f1")));
    try (LuceneIndex index = LuceneIndex.open(folder, PLAIN, null)) {
      float[] asked = vector(new Random(77));
      index.byVector(asked, new Scope.Everything(), 20);
      index.byVector(asked, one, 20);
      index.byVector(asked, List.of(new Label(1, 0), new Label(200, 0)));
      index.vectors(index.embedded());
      index.byWords(query("text"));
      return true;
    } catch (IndexException.Corrupt | IndexException.Incompatible _) {
      return false;
    } catch (AssertionError e) {
      // Lucene's own, which are on in tests alone, come before what it throws otherwise.
      if (e.getStackTrace()[0].getClassName().startsWith("org.apache.lucene.")) {
        return false;
      }
      throw e;
    }
  }

  private void index() {
    Random random = new Random(3);
    try (LuceneWriter writer = LuceneWriter.open(folder, PLAIN, Map.of("embedder", "random-64"))) {
      for (int i = 0; i < DOCUMENTS; i++) {
        Label label = new Label(put(writer, "f" + i, "text " + i + "\n"), 0);
        writer.embed(label, List.of(new EmbeddedPart("digest", vector(random))));
      }
      writer.commit();
    }
  }

  private Path vectorsFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".cfs")).findFirst().orElseThrow();
    }
  }

  private static float[] vector(Random random) {
    double[] vector = random.doubles(DIMENSIONS, -1, 1).toArray();
    return Vectors.unit(vector);
  }

  private static int find(byte[] bytes, float[] vector) {
    ByteBuffer wanted = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : vector) {
      wanted.putFloat(value);
    }
    byte[] pattern = wanted.array();
    for (int i = 0; i + pattern.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i;
      }
    }
    return -1;
  }
}
