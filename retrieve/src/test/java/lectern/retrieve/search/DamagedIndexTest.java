package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.retrieve.Books;
import lectern.retrieve.ChildJvm;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexException;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Scope;
import lectern.retrieve.SearchMode;
import lectern.retrieve.lucene.LuceneDoctor;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// One byte of the index is another, anywhere: in postings, vectors, stored texts, in the commit.
/// Looked at in a JVM without assertions, with which Lucene would fail otherwise than a user sees;
/// it is started through a POSIX shell, which Windows does not have.
@DisabledOnOs(OS.WINDOWS)
class DamagedIndexTest {
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS;

  /// Bytes between two that are flipped: many places in each part of each file, in a few seconds.
  private static final int READ_STRIDE = 127;

  private static final int WRITE_STRIDE = 251;

  /// What a command says in a sentence; all else would be told as a bug.
  private static final Set<String> CLEAR =
      Set.of("done", "Corrupt", "Incompatible", "Missing", "OutOfMemoryError");

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void readingGivesAnAnswerOrAClearErrorAndTheDoctorFindsEveryFlip() throws Exception {
    Map<String, Integer> outcomes = outcomes("read", READ_STRIDE);
    assertTrue(outcomes.getOrDefault("Corrupt", 0) > 0, outcomes.toString());
    assertTrue(outcomes.getOrDefault("done", 0) > 0, outcomes.toString());
  }

  @Test
  @Timeout(120)
  void writingGoesOnOrGivesAClearError() throws Exception {
    Map<String, Integer> outcomes = outcomes("write", WRITE_STRIDE);
    assertTrue(outcomes.getOrDefault("Corrupt", 0) > 0, outcomes.toString());
  }

  private Map<String, Integer> outcomes(String what, int stride) throws Exception {
    build(folder);
    Process child =
        ChildJvm.start(
            "exec", DamagedIndexTest.class, folder.toString(), what, Integer.toString(stride));
    List<String> lines =
        new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, child.waitFor());
    Map<String, Integer> outcomes = new TreeMap<>();
    for (String line : lines) {
      String outcome = line.substring(line.lastIndexOf(' ') + 1);
      assertTrue(CLEAR.contains(outcome), line);
      outcomes.merge(outcome, 1, Integer::sum);
    }
    return outcomes;
  }

  /// Two commits with vectors, deletions, a family and a tombstone.
  private static void build(Path folder) throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      try (LuceneWriter writer = writer(folder)) {
        for (int i = 0; i < 12; i++) {
          String text = "apple " + i + " pear\nplum " + "quince ".repeat(i) + "\n";
          Books.put(writer, "f" + round + "-" + i, text);
        }
        if (round == 1) {
          writer.remove(Books.id("f0-3"));
          Books.putFamily(writer, "m.eml", "body\n", "m.eml!a", "apple\nplum\n");
          Books.put(writer, "f0-4", "changed pear\n");
        }
        writer.commit();
        try (LuceneIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
          new VectorFill(new LetterEmbedder(), writer, 1, InstantSource.system())
              .run(index, (passages, done) -> {});
        }
        writer.commit();
      }
    }
  }

  /// Flips one byte after the other and says what came of each.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int stride = Integer.parseInt(arguments[2]);
    Map<Path, byte[]> files = contents(folder);
    int n = 0;
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      byte[] whole = file.getValue();
      for (int place = n % stride; place < whole.length; place += stride) {
        byte[] flipped = whole.clone();
        flipped[place] ^= (byte) (1 << (n++ % Byte.SIZE));
        Files.write(file.getKey(), flipped);
        String outcome =
            arguments[1].equals("read")
                ? outcome(() -> read(folder))
                : outcome(() -> write(folder));
        System.out.println(
            file.getKey().getFileName()
                + " at "
                + place
                + ": "
                + found(folder, arguments[1])
                + outcome);
        restore(folder, files);
      }
    }
  }

  private static String found(Path folder, String what) {
    if (what.equals("read")) {
      try {
        return LuceneDoctor.examine(folder).isEmpty() ? "not found by the doctor, " : "";
      } catch (IndexException.Incompatible e) {
        return "";
      }
    }
    return "";
  }

  private static String outcome(Runnable work) {
    try {
      work.run();
      return "done";
    } catch (IndexException | OutOfMemoryError e) {
      return e.getClass().getSimpleName();
    } catch (RuntimeException | Error e) {
      return (e + " " + Arrays.toString(e.getStackTrace())).replace(' ', '_');
    }
  }

  private static void read(Path folder) {
    try (LuceneIndex index = LuceneIndex.open(folder, SETTINGS, null);
        RankedSearch search =
            new RankedSearch(
                index,
                new LetterEmbedder(),
                SearchMode.HYBRID,
                RankOptions.DEFAULTS,
                1,
                _ -> {},
                RankedSearch.Keeper.NONE)) {
      PassageQuery query = new PassageQuery("apple quince", new Scope.Everything(), 10);
      for (Hit hit : search.search(query).hits()) {
        index.text(hit.passage().label().document());
      }
      index.files();
      index.embedded();
      index.status();
    }
  }

  private static void write(Path folder) {
    try (LuceneWriter writer = writer(folder)) {
      Books.put(writer, "f0-5", "apple new\nplum quince quince quince quince quince \n");
      if (writer.held().stream().anyMatch(file -> file.id().equals(Books.id("f0-6")))) {
        writer.move(Books.id("f0-6"), Books.id("g"));
      }
      writer.remove(Books.id("f1-6"));
      writer.commit();
    }
  }

  private static LuceneWriter writer(Path folder) {
    return LuceneWriter.open(folder, SETTINGS, Map.of("embedder", LetterEmbedder.NAME));
  }

  private static Map<Path, byte[]> contents(Path folder) throws IOException {
    Map<Path, byte[]> files = new TreeMap<>();
    for (Path file : list(folder)) {
      files.put(file, Files.readAllBytes(file));
    }
    return files;
  }

  private static void restore(Path folder, Map<Path, byte[]> files) throws IOException {
    for (Path file : list(folder)) {
      if (!files.containsKey(file)) {
        Files.delete(file);
      }
    }
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
  }

  private static Set<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toSet());
    }
  }
}
