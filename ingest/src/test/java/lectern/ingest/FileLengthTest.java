package lectern.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileLengthTest {
  private static final int MAX_LINES = 400;

  @Test
  void everyFileFitsOneSitting() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<Path> long400 =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(FileLengthTest::tooLong)
              .toList();
      assertEquals(List.of(), long400);
    }
  }

  private static boolean tooLong(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count() > MAX_LINES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
