package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.retrieve.Vectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

class NearestVectorsTest {
  private static final int ALL = 12_000;
  private static final int WANTED = 500;

  private final Random random = new Random(5);
  private final List<float[]> topics =
      Stream.generate(() -> unit(random.doubles(32, -1, 1))).limit(20).toList();
  private final List<float[]> vectors = new ArrayList<>();

  /// One that is ended early misses some of the end of the list, and next to nothing before.
  @Test
  void aSearchOfManyIsEndedWhenItFindsLittleMore() throws IOException {
    int missed = 0;
    int missedOfTheFirst = 0;
    try (Directory directory = new ByteBuffersDirectory()) {
      index(directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        for (int i = 0; i < 20; i++) {
          float[] asked = vector();
          int[] whole = new NearestVectors(reader, ALL).of(asked, null, WANTED);
          int[] ended = new NearestVectors(reader, ALL - 1).of(asked, null, WANTED);
          assertEquals(WANTED, whole.length);
          assertEquals(WANTED, ended.length);
          List<Integer> nearest = nearest(asked);
          missed +=
              missed(nearest.subList(0, WANTED), ended) - missed(nearest.subList(0, WANTED), whole);
          missedOfTheFirst += missed(nearest.subList(0, 100), ended);
        }
      }
    }
    assertTrue(missed > 0, "no search was ended");
    assertTrue(missedOfTheFirst <= 10, missedOfTheFirst + " of the first 20 times 100 are missed");
  }

  private void index(Directory directory) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      for (int i = 0; i < ALL; i++) {
        vectors.add(vector());
        Document entry = new Document();
        entry.add(
            new KnnFloatVectorField(
                Fields.VECTOR, vectors.getLast(), VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(entry);
      }
      writer.forceMerge(1);
    }
  }

  private float[] vector() {
    float[] topic = topics.get(random.nextInt(topics.size()));
    return unit(
        IntStream.range(0, topic.length).mapToDouble(i -> topic[i] + 0.12 * random.nextGaussian()));
  }

  private static float[] unit(DoubleStream values) {
    return Vectors.unit(values.toArray());
  }

  private List<Integer> nearest(float[] asked) {
    return IntStream.range(0, ALL)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -Vectors.product(asked, vectors.get(i))))
        .toList();
  }

  private static int missed(List<Integer> wanted, int[] found) {
    Set<Integer> missed = new HashSet<>(wanted);
    Arrays.stream(found).forEach(missed::remove);
    return missed.size();
  }
}
