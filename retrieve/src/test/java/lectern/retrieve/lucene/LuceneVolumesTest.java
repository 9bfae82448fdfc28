package lectern.retrieve.lucene;

import static lectern.retrieve.Books.file;
import static lectern.retrieve.Books.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import lectern.retrieve.Volumes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LuceneVolumesTest {
  @TempDir private Path folder;

  private LuceneWriter writer() {
    return LuceneWriter.open(folder, LuceneSettings.DEFAULTS, Map.of());
  }

  private Volumes volumes() {
    try (LuceneIndex index = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null)) {
      return index.volumes();
    }
  }

  /// One passage that renders to so many tokens.
  private static void put(LuceneWriter writer, String name, int tokens) {
    SplitDocument small = Books.split(writer, name, name, "Text of " + name);
    writer.replace(
        file(name, "r" + name),
        Books.PIPELINE,
        List.of(
            new SplitDocument(
                small.source(),
                small.number(),
                0,
                List.of(small.passages().getFirst().counted(tokens)))));
  }

  @Test
  void volumesGrowOverRunsAndKeepTheirHolesUntilTheyAreMadeAnew() {
    try (LuceneWriter writer = writer()) {
      put(writer, "a.txt", 150_000);
      put(writer, "b.txt", 100_000);
      writer.commit();
    }
    assertEquals(List.of(1, 2), volumes().starts());
    try (LuceneWriter writer = writer()) {
      put(writer, "c.txt", 90_000);
      writer.remove(id("a.txt"));
      writer.remove(id("c.txt"));
      writer.commit();
    }
    // The place of what came and went within one run was never taken.
    assertEquals(100_000, volumes().lastTokens());
    try (LuceneWriter writer = writer()) {
      put(writer, "d.txt", 90_000);
      writer.commit();
      writer.remove(id("d.txt"));
      put(writer, "e.txt", 90_000);
      writer.commit();
    }
    assertEquals(List.of(1, 2, 5), volumes().starts());
    LuceneWriter.regroup(folder, LuceneSettings.DEFAULTS);
    assertEquals(new Volumes(List.of(2), 6, 190_000), volumes());
  }
}
