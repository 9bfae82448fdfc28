package lectern.eval.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

  /// Tests run in the module's folder; the samples lie beside the modules.
  private static final Path COMMITTED = Path.of("..", "data-samples");

  /// Where the locale is not UTF-8 the JDK can neither read nor write names in other scripts.
  @BeforeAll
  static void fileNamesCanBeInAnyScript() {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))
            .newEncoder()
            .canEncode('測'),
        "needs a UTF-8 locale, such as LC_ALL=C.UTF-8");
  }

  @Test
  void regeneratesTheSamplesByteForByte(@TempDir Path folder) throws IOException {
    CorpusWriter.writeTo(folder);
    Map<String, String> committed = hashes(COMMITTED);
    Map<String, String> written = hashes(folder);
    assertEquals(
        String.join("\n", lines(committed)),
        String.join("\n", lines(written)),
        "data-samples differ from what CorpusWriter writes; run it and commit, see its README");
  }

  @Test
  void listsEveryFileInTheManifestOnceAndInOrder() throws IOException {
    List<String> manifest = Files.readAllLines(COMMITTED.resolve(Corpus.MANIFEST));
    assertEquals("path\tsha256\tbytes\tmedia_type\ttitle", manifest.getFirst());
    List<String> listed = new ArrayList<>();
    Map<String, String> hashes = hashes(COMMITTED);
    for (String line : manifest.subList(1, manifest.size())) {
      List<String> cells = List.of(line.split("\t", -1));
      assertEquals(5, cells.size(), line);
      assertEquals(hashes.get(cells.getFirst()), cells.get(1), cells.getFirst());
      listed.add(cells.getFirst());
    }
    Set<String> present = new TreeSet<>(hashes.keySet());
    present.remove(Corpus.MANIFEST);
    assertEquals(List.copyOf(present), listed);
  }

  @Test
  void writesTheSameBytesTwice() throws IOException {
    List<SampleFile> first = Corpus.files();
    List<SampleFile> second = Corpus.files();
    for (int at = 0; at < first.size(); at++) {
      assertArrayEquals(first.get(at).bytes(), second.get(at).bytes(), first.get(at).path());
    }
  }

  @Test
  void doesNotDependOnLocaleOrTimeZone() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    byte[] here = bytes(Corpus.MANIFEST);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertArrayEquals(here, bytes(Corpus.MANIFEST));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void holdsEveryFormatAtLeastTwiceAndPdfAndWordMostOften() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (SampleFile file : Corpus.files()) {
      if (file.path().startsWith("leases/") || file.path().startsWith("papers/")) {
        counts.merge(DocumentWriter.ending(file.path()), 1, Integer::sum);
      }
    }
    assertEquals(
        Set.of("pdf", "docx", "html", "eml", "txt", "md", "xlsx", "rtf", "odt"), counts.keySet());
    counts.forEach(
        (ending, count) -> assertTrue(count >= 2, ending + " occurs " + count + " times"));
    int least = Math.min(counts.getOrDefault("pdf", 0), counts.getOrDefault("docx", 0));
    counts.forEach(
        (ending, count) ->
            assertTrue(ending.equals("pdf") || ending.equals("docx") || count < least, ending));
  }

  private static byte[] bytes(String path) throws IOException {
    return Corpus.files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow()
        .bytes();
  }

  private static List<String> lines(Map<String, String> hashes) {
    return hashes.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .toList();
  }

  /// Path to hash, in path order.
  private static Map<String, String> hashes(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      // The README has a newcomer ingest the samples first: their indexes are not part of them.
      for (Path path :
          paths
              .filter(Files::isRegularFile)
              .filter(p -> !p.toString().contains(".lectern"))
              .toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        hashes.put(name, new SampleFile(name, Files.readAllBytes(path), "").sha256());
      }
    }
    return hashes;
  }
}
