package lectern.retrieve.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import lectern.retrieve.Books;
import lectern.retrieve.ChildJvm;
import lectern.retrieve.IndexException;
import lectern.retrieve.lucene.LuceneDoctor;
import lectern.retrieve.lucene.LuceneIndex;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The disk fills up while vectors are made. File sizes are limited through a POSIX shell, which
/// Windows does not have.
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
  private static final LuceneSettings SETTINGS = LuceneSettings.DEFAULTS;
  private static final int PASSAGES = 6_000;

  @TempDir private Path folder;

  @Test
  void whatWasCommittedStaysAndTheNextRunGoesOn() throws Exception {
    try (LuceneWriter writer = writer()) {
      Books.put(writer, "long.txt", "apple pear\n".repeat(PASSAGES));
      writer.commit();
    }
    // A file that may not grow fails as a full disk does. Vectors of one commit fit into the 256 or
    // 512 KiB; those of ten, which are merged into one file, do not.
    Process child = ChildJvm.start("ulimit -f 512; exec", FullDiskTest.class, folder.toString());
    List<String> lines =
        new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, child.waitFor());
    assertEquals(IndexException.Unavailable.class.getName(), lines.getLast());
    int promised = Integer.parseInt(lines.get(lines.size() - 2));
    assertTrue(promised > 0 && promised < PASSAGES, lines.toString());
    assertEquals(List.of(), LuceneDoctor.examine(folder));
    assertEquals(promised, vectors());
    assertEquals(PASSAGES - promised, fill(folder, _ -> {}));
    assertEquals(PASSAGES, vectors());
    assertEquals(List.of(), LuceneDoctor.examine(folder));
  }

  private int vectors() {
    try (LuceneIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
      return index.status().vectors();
    }
  }

  private LuceneWriter writer() {
    return writer(folder);
  }

  /// Fills and says after each commit how many vectors are safe.
  public static void main(String[] arguments) throws InterruptedException {
    try {
      fill(Path.of(arguments[0]), System.out::println);
    } catch (IndexException e) {
      System.out.println(e.getClass().getName());
    }
  }

  private static int fill(Path folder, IntConsumer committed) throws InterruptedException {
    try (LuceneWriter writer = writer(folder);
        LuceneIndex index = LuceneIndex.open(folder, SETTINGS, null)) {
      return new VectorFill(new LetterEmbedder(), writer, 1, InstantSource.system())
          .run(
              index,
              (_, done) -> {
                writer.commit();
                committed.accept(done);
              });
    }
  }

  private static LuceneWriter writer(Path folder) {
    return LuceneWriter.open(folder, SETTINGS, Map.of("embedder", LetterEmbedder.NAME));
  }
}
