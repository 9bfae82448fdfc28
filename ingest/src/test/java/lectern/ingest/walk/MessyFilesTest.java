package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.ingest.IngestOutcome;
import lectern.ingest.Passage;
import lectern.ingest.SplitDocument;
import lectern.ingest.split.PassageSplitter;
import lectern.ingest.split.SplitSettings;
import lectern.ingest.tika.TikaParser;
import lectern.ingest.tika.TikaSettings;
import lectern.ingest.tokens.O200kCounter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Real files in many formats, broken ones among them: every tenth of them, or with the system
/// property `lectern.messy.step` another share.
@Tag("messy")
@EnabledIfEnvironmentVariable(named = "LECTERN_DATA", matches = ".+")
class MessyFilesTest {
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyFileEndsInOneOutcome(@TempDir Path folder) throws IOException {
    Path data = Path.of(System.getenv("LECTERN_DATA")).resolve("messy");
    List<Path> sample = sample(data, Integer.getInteger("lectern.messy.step", 10));
    for (int i = 0; i < sample.size(); i++) {
      Files.createSymbolicLink(
          folder.resolve(i + " " + sample.get(i).getFileName()), sample.get(i));
    }
    MemorySink sink = new MemorySink();
    List<IngestOutcome> outcomes = new ArrayList<>();
    try (TikaParser parser = new TikaParser(TikaSettings.DEFAULTS)) {
      FolderIngest ingest =
          new FolderIngest(
              parser,
              new PassageSplitter(SplitSettings.DEFAULTS, new O200kCounter()),
              sink,
              WalkSettings.DEFAULTS,
              InstantSource.system());
      ingest.run(IngestRequest.of(folder), outcomes::add, Progress.NONE);
    }
    assertEquals(sample.size(), outcomes.size());
    assertEquals(sample.size(), outcomes.stream().map(IngestOutcome::file).distinct().count());
    for (IngestOutcome outcome : outcomes) {
      for (SplitDocument document : sink.family(outcome.file().value())) {
        assertSound(document);
      }
    }
  }

  private static List<Path> sample(Path data, int step) throws IOException {
    try (Stream<Path> walk = Files.walk(data)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      return IntStream.range(0, files.size())
          .filter(i -> i % step == 0)
          .mapToObj(files::get)
          .toList();
    }
  }

  private static void assertSound(SplitDocument document) {
    String text = document.source().text();
    assertEquals(
        text, document.passages().stream().map(Passage::text).collect(Collectors.joining()));
    assertEquals(text.strip(), text);
    int last = 0;
    for (var block : document.source().blocks()) {
      assertTrue(block.span().start() >= last, () -> document.source().id() + " " + block);
      assertTrue(block.span().end() <= text.length());
      last = block.span().end();
    }
  }
}
