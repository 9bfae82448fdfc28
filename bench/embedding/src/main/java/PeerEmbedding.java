import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// LangChain4j's bge-small-en-v1.5, quantised, with its defaults: embeds all lines of a file each time a line comes in, and says how many seconds it took.
class PeerEmbedding {
  static void main(String[] arguments) throws IOException {
    List<TextSegment> texts = Files.readAllLines(Path.of(arguments[0])).stream().map(TextSegment::from).toList();
    EmbeddingModel model = new BgeSmallEnV15QuantizedEmbeddingModel();
    BufferedReader rounds = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (rounds.readLine() != null) {
      long start = System.nanoTime();
      model.embedAll(texts);
      System.out.println((System.nanoTime() - start) / 1e9);
    }
    System.exit(0);
  }
}
