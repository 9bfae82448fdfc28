package lectern.synthesize.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Says that whoever writes certain segments is alive: the operating system lets the lock go when
/// the process dies. It is a file of its own because POSIX drops a process's lock as soon as that
/// process closes any other handle of the file, as readers of segments do.
final class ProcessLock implements AutoCloseable {
  /// Locks of this process, by real path: they must not be probed, for the reason above.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Path real;
  private final FileChannel channel;
  private final boolean stands;

  private ProcessLock(Path file, Path real, FileChannel channel, boolean stands) {
    this.file = file;
    this.real = real;
    this.channel = channel;
    this.stands = stands;
  }

  /// Makes the file and locks it.
  static ProcessLock take(Path file) throws IOException {
    Path real = real(file);
    if (!HELD.add(real)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    try {
      FileChannel channel = PrivateFiles.make(file);
      try {
        if (channel.tryLock() == null) {
          throw new IOException("another process has locked " + file);
        }
        return new ProcessLock(file, real, channel, false);
      } catch (IOException e) {
        channel.close();
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      HELD.remove(real);
      throw e;
    }
  }

  /// Locks a file that stays when it is let go, so that a process that died does not keep others
  /// from it.
  ///
  /// @return null where somebody else holds it
  static @Nullable ProcessLock takeStanding(Path file) throws IOException {
    Path real = real(file);
    if (!HELD.add(real)) {
      return null;
    }
    FileChannel channel = null;
    try {
      channel = PrivateFiles.openOrMake(file);
      if (channel.tryLock() != null) {
        return new ProcessLock(file, real, channel, true);
      }
    } catch (IOException e) {
      close(channel);
      HELD.remove(real);
      throw e;
    }
    close(channel);
    HELD.remove(real);
    return null;
  }

  private static void close(@Nullable FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /// Whether somebody holds it. Where that cannot be told, it is taken to be held.
  static synchronized boolean isHeld(Path file) {
    // Most writers are gone and took theirs away; an exception for each would cost more than this.
    if (!Files.exists(file)) {
      return false;
    }
    try {
      if (HELD.contains(real(file))) {
        return true;
      }
      // Shared, so that two who look do not take each other for the holder.
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          FileLock probe = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return probe == null;
      }
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException | OverlappingFileLockException _) {
      return true;
    }
  }

  private static Path real(Path file) throws IOException {
    return PrivateFiles.folderOf(file).toRealPath().resolve(file.getFileName());
  }

  /// Lets it go, and removes the file unless it is one that stands.
  @Override
  public void close() throws IOException {
    try {
      channel.close();
      if (!stands) {
        Files.deleteIfExists(file);
      }
    } finally {
      HELD.remove(real);
    }
  }
}
