package lectern.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Folder of an evaluation's index: the one that the user named, else one that is gone at the end.
final class EvalFolder implements AutoCloseable {
  private final Path folder;
  private final boolean passing;

  private EvalFolder(Path folder, boolean passing) {
    this.folder = folder;
    this.passing = passing;
  }

  static EvalFolder at(@Nullable Path named) {
    if (named != null) {
      return new EvalFolder(named, false);
    }
    try {
      return new EvalFolder(Files.createTempDirectory("lectern-eval"), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return folder;
  }

  @Override
  public void close() {
    if (!passing) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> files = Files.walk(folder)) {
      paths = files.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
