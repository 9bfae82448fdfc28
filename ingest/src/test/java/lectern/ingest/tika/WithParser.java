package lectern.ingest.tika;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lectern.ingest.ParseResult;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests that parse small files with a real worker.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithParser {
  /// What is tested must not depend on what is installed.
  static final OcrSettings NO_OCR = new OcrSettings(false, "eng", Duration.ofSeconds(1));

  @TempDir Path folder;
  final TikaParser parser = new TikaParser(settings());

  TikaSettings settings() {
    return TikaSettings.DEFAULTS.withWorkers(1).withOcr(NO_OCR);
  }

  @AfterAll
  void close() {
    parser.close();
  }

  SourceDocument read(String name, String text) {
    return Sources.document(parser, Sources.of(folder, name, text));
  }

  SourceDocument read(String name, byte[] bytes) {
    return Sources.document(parser, Sources.of(folder, name, bytes));
  }

  SourceDocument read(WordFile file) {
    return read("file.docx", file.bytes());
  }

  List<SourceDocument> family(String name, byte[] bytes) {
    return Sources.family(parser, Sources.of(folder, name, bytes));
  }

  List<SourceDocument> family(String name, Map<String, byte[]> members) {
    return family(name, Sources.zip(members));
  }

  ParseResult.Rejected rejected(String name, byte[] bytes) {
    return Sources.rejected(parser, Sources.of(folder, name, bytes));
  }
}
