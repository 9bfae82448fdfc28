package lectern.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// How the module is laid out: short files, stages that know only the vocabulary, Jackson in one
/// place.
final class StructureTest {
  private static final Path SOURCES = Path.of("src/main/java/lectern/synthesize");
  private static final int MAX_LINES = 400;

  @Test
  void filesFitOneSitting() throws IOException {
    assertEquals(
        Map.of(),
        sources().entrySet().stream()
            .filter(entry -> entry.getValue().lines().count() > MAX_LINES)
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().lines().count())));
  }

  @Test
  void stagesKnowOnlyTheVocabulary() throws IOException {
    for (String stage : List.of("catalogue", "plan", "prompt", "offline", "cite")) {
      sources()
          .forEach(
              (name, source) -> {
                boolean inStage = name.startsWith(stage + "/");
                boolean inVocabulary = !name.contains("/");
                boolean imports =
                    source
                        .lines()
                        .anyMatch(
                            line ->
                                line.matches("import (static )?lectern\\.synthesize\\.[a-z]+\\..*")
                                    && !line.contains("lectern.synthesize." + stage + "."));
                assertTrue(!imports || (!inStage && !inVocabulary), name);
              });
    }
  }

  @Test
  void onlyTheCatalogueReadsToml() throws IOException {
    sources()
        .forEach(
            (name, source) ->
                assertTrue(
                    !source.contains("com.fasterxml") || name.startsWith("catalogue/"), name));
  }

  private static Map<String, String> sources() throws IOException {
    var sources = new TreeMap<String, String>();
    try (var files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = SOURCES.relativize(file).toString().replace('\\', '/');
        sources.put(name, Files.readString(file));
      }
    }
    return sources;
  }
}
