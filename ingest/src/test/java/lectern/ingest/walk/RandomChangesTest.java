package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import lectern.ingest.DocumentId;
import lectern.ingest.HeldFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files are renamed, swapped, copied, rewritten, deleted, and cannot be opened for a while, in any
/// order. A dry run must say what the run then does, and the run must come to rest.
final class RandomChangesTest extends WalkedFolder {
  private static final List<String> NAMES = List.of("a.txt", "b.txt", "c.txt", "d.md", "e.txt");

  @TempDir Path outside;
  private final List<String> done = new ArrayList<>();
  private int texts;

  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
      })
  void theDryRunSaysWhatTheRunDoes(long seed) throws IOException {
    Random random = new Random(seed);
    for (String name : NAMES) {
      write(name, text());
    }
    run();
    for (int round = 0; round < 80; round++) {
      done.clear();
      for (int i = random.nextInt(4); i >= 0; i--) {
        change(random);
      }
      String changes = "seed " + seed + ", round " + round + ": " + done + ", held " + held();
      retry = random.nextInt(4) == 0;
      if (retry) {
        List<String> toldOfFailed = differences();
        assertEquals(
            toldOfFailed.stream().map(RandomChangesTest::kind).toList(), kinds(run()), changes);
        retry = false;
      }
      List<String> told = differences();
      List<String> outcomes = run();
      assertEquals(told.stream().map(RandomChangesTest::kind).toList(), kinds(outcomes), changes);
      assertEquals(List.of(), idle(differences()), changes);
      run();
      assertEquals(List.of(), sink.calls, changes);
      assertEquals(List.of(), doubles(), changes);
      assertEquals(List.of(), strays(), changes);
    }
  }

  private String text() {
    return "text " + texts++ + " of a length of its own" + ".".repeat(texts);
  }

  private void change(Random random) throws IOException {
    Path one = root.resolve(NAMES.get(random.nextInt(NAMES.size())));
    Path other = root.resolve(NAMES.get(random.nextInt(NAMES.size())));
    boolean there = Files.exists(one, LinkOption.NOFOLLOW_LINKS);
    int what = random.nextInt(8);
    done.add(what + " " + one.getFileName() + " " + other.getFileName());
    switch (what) {
      case 0 -> Files.writeString(fresh(one), text());
      case 1 -> {
        if (there && !one.equals(other)) {
          Files.move(one, other, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      case 2 -> {
        if (there && Files.exists(other, LinkOption.NOFOLLOW_LINKS) && !one.equals(other)) {
          Path aside = outside.resolve("aside");
          Files.move(one, aside);
          Files.move(other, one);
          Files.move(aside, other);
        }
      }
      case 3 -> {
        if (Files.exists(one) && !one.equals(other)) {
          byte[] bytes = Files.readAllBytes(one);
          Files.write(fresh(other), bytes);
        }
      }
      case 4 -> {
        if (files() > 2) {
          Files.deleteIfExists(one);
        }
      }
      case 5 -> {
        if (there && !Files.isSymbolicLink(one)) {
          Path far = Files.createTempFile(outside, "far", "");
          Files.move(one, far, StandardCopyOption.REPLACE_EXISTING);
          Files.createSymbolicLink(one, far);
        }
      }
      case 6 -> {
        if (Files.isSymbolicLink(one) && Files.exists(one)) {
          Path far = Files.readSymbolicLink(one);
          Files.move(far, far.resolveSibling(far.getFileName() + ".away"));
        }
      }
      default -> {
        if (Files.isSymbolicLink(one) && !Files.exists(one)) {
          Path far = Files.readSymbolicLink(one);
          Files.move(far.resolveSibling(far.getFileName() + ".away"), far);
        }
      }
    }
  }

  /// A name at which nothing is, so that no link is written through.
  private static Path fresh(Path path) throws IOException {
    Files.deleteIfExists(path);
    return path;
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.count();
    }
  }

  private String held() {
    return sink.held().stream()
        .map(
            file ->
                file.id()
                    + "="
                    + file.revision().substring(0, Math.min(3, file.revision().length()))
                    + "/"
                    + file.original())
        .toList()
        .toString();
  }

  /// Files that hold the documents of another's bytes once more. The ending of a name tells parsers
  /// what the bytes are.
  private List<String> doubles() {
    Set<String> seen = new HashSet<>();
    List<String> doubles = new ArrayList<>();
    for (HeldFile file : sink.held()) {
      if (file.documents() > 0 && !seen.add(file.revision() + ending(file))) {
        doubles.add(file.id() + " " + file.revision());
      }
    }
    return doubles;
  }

  /// Copies whose original does not hold documents of their bytes.
  private List<String> strays() {
    Map<DocumentId, HeldFile> held = new HashMap<>();
    sink.held().forEach(file -> held.put(file.id(), file));
    List<String> strays = new ArrayList<>();
    for (HeldFile file : sink.held()) {
      HeldFile original = file.original() == null ? file : held.get(file.original());
      if (original == null
          || !original.revision().equals(file.revision())
          || (file.original() != null && original.documents() == 0)) {
        strays.add(file.id() + " of " + file.original());
      }
    }
    return strays;
  }

  private static String ending(HeldFile file) {
    String name = file.id().value();
    return name.substring(name.indexOf('.'));
  }

  private static List<String> idle(List<String> differences) {
    return differences.stream()
        .filter(line -> !line.matches(".* (UNCHANGED|DUPLICATE|FAILED)( .*)?"))
        .toList();
  }

  /// `a.txt NEW`; what is parsed for whatever reason is NEW.
  private static String kind(String difference) {
    return difference.replaceFirst(" (CHANGED|STALE|RETRY)$", " NEW");
  }

  private static List<String> kinds(List<String> outcomes) {
    return outcomes.stream()
        .map(
            outcome -> {
              String[] words = outcome.split(" ", -1);
              return switch (words[0]) {
                case "Moved" -> words[2] + " MOVED " + words[1];
                case "Duplicate" -> words[1] + " DUPLICATE " + words[3];
                case "Indexed" -> words[1] + " NEW";
                default -> words[1] + " " + words[0].toUpperCase(Locale.ROOT);
              };
            })
        .toList();
  }
}
