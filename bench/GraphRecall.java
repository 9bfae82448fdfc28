import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.Label;
import lectern.retrieve.Scope;
import lectern.retrieve.Scored;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.Vectors;
import lectern.retrieve.embed.BgeEmbedder;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.FSDirectory;

/// Share of the ten nearest passages, by exact scores, among the first ten that Lectern's search by vector finds. Beside it, what Lucene's graph gives when
/// ten vectors are asked of it, and among the first of more, as a search asks (200 at least, 1,000 for a ranking by both).
///
/// Run from the repository after `./lectern --version` has built it:
/// `java --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/GraphRecall.java INDEX QUERIES [--json]`, with an
/// index whose vectors are the product's and a file of questions in BEIR's layout.
class GraphRecall {
  private static final String FIELD = "vector";
  private static final int NEAREST = 10;
  private static final int[] ASKED = {NEAREST, 50, 100, 1_000};

  private record Near(int entry, double product) {}

  static void main(String[] arguments) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    double[] found = new double[ASKED.length];
    double searched = 0;
    int queries = 0;
    try (BgeEmbedder embedder = new BgeEmbedder();
        SearchableIndex index = LuceneIndex.open(Path.of(arguments[0]), LuceneSettings.DEFAULTS, null);
        FSDirectory directory = FSDirectory.open(Path.of(arguments[0]));
        DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (String line : Files.readAllLines(Path.of(arguments[1]))) {
        JsonNode query = mapper.readTree(line);
        float[] asked = embedder.question(query.get("text").asText());
        List<Near> exact = exact(reader, asked);
        // Of equals at the end of the list either is right.
        double last = exact.get(NEAREST - 1).product();
        Set<Integer> right = new HashSet<>();
        exact.stream().takeWhile(near -> near.product() >= last).forEach(near -> right.add(near.entry()));
        for (int i = 0; i < ASKED.length; i++) {
          long hits =
              Stream.of(searcher.search(new KnnFloatVectorQuery(FIELD, asked, ASKED[i]), ASKED[i]).scoreDocs)
                  .filter(hit -> right.contains(hit.doc))
                  .count();
          found[i] += Math.min(NEAREST, hits) / (double) NEAREST;
        }
        Set<Label> nearest = labels(index.byVector(asked, index.embedded()).subList(0, NEAREST));
        nearest.retainAll(labels(index.byVector(asked, new Scope.Everything(), NEAREST)));
        searched += nearest.size() / (double) NEAREST;
        queries++;
      }
      if (arguments.length > 2 && arguments[2].equals("--json")) {
        StringBuilder shares = new StringBuilder();
        for (int i = 0; i < ASKED.length; i++) {
          shares.append(String.format(Locale.ROOT, "%s{\"asked\":%d,\"recall\":%.4f}", i == 0 ? "" : ",", ASKED[i], found[i] / queries));
        }
        System.out.printf(Locale.ROOT, "{\"records\":%d,\"segments\":%d,\"queries\":%d,\"nearest\":%d,\"search\":%.4f,\"graph\":[%s]}%n",
            vectors(reader), reader.leaves().size(), queries, NEAREST, searched / queries, shares);
        return;
      }
      System.out.printf(Locale.ROOT, "%,d records in %d segments, %d queries%n", vectors(reader), reader.leaves().size(), queries);
      System.out.printf(Locale.ROOT, "%d nearest passages among the first %d of a search: %.4f%n", NEAREST, NEAREST, searched / queries);
      for (int i = 0; i < ASKED.length; i++) {
        System.out.printf(Locale.ROOT, "%d nearest among the first %,d of the graph: %.4f%n", NEAREST, ASKED[i], found[i] / queries);
      }
    }
  }

  private static Set<Label> labels(List<Scored> ranking) {
    return ranking.stream().map(Scored::label).collect(Collectors.toSet());
  }

  private static int vectors(DirectoryReader reader) throws Exception {
    int vectors = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(FIELD);
      vectors += values == null ? 0 : values.size();
    }
    return vectors;
  }

  private static List<Near> exact(DirectoryReader reader, float[] asked) throws Exception {
    List<Near> all = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(FIELD);
      for (int i = 0; values != null && i < values.size(); i++) {
        int entry = values.ordToDoc(i);
        if (leaf.reader().getLiveDocs() == null || leaf.reader().getLiveDocs().get(entry)) {
          all.add(new Near(leaf.docBase + entry, Vectors.product(asked, values.vectorValue(i))));
        }
      }
    }
    all.sort((one, other) -> Double.compare(other.product(), one.product()));
    return all;
  }
}
