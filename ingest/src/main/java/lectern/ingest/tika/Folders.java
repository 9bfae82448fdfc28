package lectern.ingest.tika;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Emptying a worker's temporary folder. What cannot be deleted is left to the system's own
/// cleaning.
final class Folders {
  private Folders() {}

  /// Deletes the files; folders stay, because libraries remember them.
  static void clear(Path folder) {
    walk(folder, false);
  }

  static void delete(Path folder) {
    walk(folder, true);
  }

  private static void walk(Path folder, boolean foldersToo) {
    try {
      Files.walkFileTree(folder, new Deleting(foldersToo));
    } catch (IOException e) {
      // See above.
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    private final boolean foldersToo;

    Deleting(boolean foldersToo) {
      this.foldersToo = foldersToo;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (foldersToo) {
        Files.deleteIfExists(directory);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
