package lectern.synthesize.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Folders and files that their owner alone reads, and that are there after a loss of power. Where
/// the file system has no POSIX permissions, those of the folder above hold.
final class PrivateFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /// Makes a folder and those above it that are missing. One that is there is closed to others.
  static void makeFolder(Path folder) throws IOException {
    Path above = folder.toAbsolutePath().getParent();
    if (above != null && !Files.isDirectory(above)) {
      makeFolder(above);
    }
    try {
      Files.createDirectory(folder, attributes(OWNER_FOLDER));
      if (above != null) {
        keepName(folder, () -> sync(above));
      }
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      if (POSIX && !OWNER_FOLDER.containsAll(Files.getPosixFilePermissions(folder))) {
        Files.setPosixFilePermissions(folder, OWNER_FOLDER);
      }
    }
  }

  static Path folderOf(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }

  /// Makes a file that is not there yet and opens it for writing.
  static FileChannel make(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        attributes(OWNER_FILE));
  }

  /// Opens a file for writing, and makes it where it is not there.
  static FileChannel openOrMake(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes(OWNER_FILE));
  }

  /// As [#make]; its name is durable when it returns. Where it cannot be made so, there is no file.
  static FileChannel makeDurable(Path file) throws IOException {
    return makeDurable(file, () -> sync(folderOf(file)));
  }

  /// @param sync makes the name durable
  static FileChannel makeDurable(Path file, Sync sync) throws IOException {
    FileChannel channel = make(file);
    try {
      keepName(file, sync);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Makes names of a folder durable.
  @FunctionalInterface
  interface Sync {
    void run() throws IOException;
  }

  /// What was made and may be gone after a loss of power is taken away: the next try would find it,
  /// and take its name for one that is durable, or for somebody else's.
  private static void keepName(Path made, Sync sync) throws IOException {
    try {
      sync.run();
    } catch (IOException e) {
      try {
        Files.deleteIfExists(made);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /// Windows keeps folders by itself and opens none as a file.
  static void sync(Path folder) throws IOException {
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
