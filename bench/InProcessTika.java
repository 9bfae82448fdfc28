import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;

/// Reads a folder as the peer of `IngestSpeed` does: Tika as it comes, one file after the other on one thread of this process, text thrown
/// away. A file that takes longer than a minute is left to its thread and counted as failed, as is one that throws.
class InProcessTika {
  private static final long LIMIT_SECONDS = 60;

  static void main(String[] arguments) throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of(arguments[0]))) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    AutoDetectParser parser = new AutoDetectParser();
    int texts = 0;
    int failed = 0;
    long chars = 0;
    for (Path file : files) {
      FutureTask<Integer> task = new FutureTask<>(() -> length(parser, file));
      Thread thread = new Thread(null, task, "parsing", 16L << 20);
      thread.setDaemon(true);
      thread.start();
      try {
        int length = task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        chars += length;
        texts += length > 0 ? 1 : 0;
      } catch (ExecutionException | TimeoutException e) {
        failed++;
      }
    }
    System.out.printf("%d files, %d with text, %d failed, %d characters%n", files.size(), texts, failed, chars);
    Runtime.getRuntime().halt(0);
  }

  private static int length(AutoDetectParser parser, Path file) throws Exception {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, String.valueOf(file.getFileName()));
    BodyContentHandler text = new BodyContentHandler(-1);
    ParseContext context = new ParseContext();
    context.set(Parser.class, parser);
    try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
      parser.parse(in, text, metadata, context);
    }
    return text.toString().strip().length();
  }
}
