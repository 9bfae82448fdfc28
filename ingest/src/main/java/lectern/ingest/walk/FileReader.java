package lectern.ingest.walk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Map;
import lectern.ingest.FieldValue;
import lectern.ingest.HeldFile;
import lectern.ingest.Sha256;
import lectern.ingest.SourceFile;
import org.jspecify.annotations.Nullable;

/// Tells what state a file is in: by size and time where those are held, else by its hash. Safe for
/// use by many threads.
final class FileReader {
  /// File systems keep times to within two seconds at worst (FAT). A file that was changed so short
  /// ago may be changed again and bear the same time, so its time is no proof.
  private static final long FRESH_MILLIS = 2_000;

  private static final int PART_BYTES = 1 << 16;

  private final long maxFileBytes;
  private final boolean rehash;
  private final Manifest manifest;
  private final InstantSource clock;

  /// @param maxFileBytes larger files are not read where no text of them is held
  FileReader(long maxFileBytes, IngestRequest request, InstantSource clock) {
    this.maxFileBytes = maxFileBytes;
    this.rehash = request.rehash();
    this.manifest = request.manifest();
    this.clock = clock;
  }

  /// The file with its hash; with its size and time in words where it is too large to be read and
  /// no text of it is held.
  SourceFile read(FolderListing.Entry entry, @Nullable HeldFile before) throws IOException {
    BasicFileAttributes now = Files.readAttributes(entry.path(), BasicFileAttributes.class);
    long time = time(entry.path(), now.lastModifiedTime());
    if (before != null && !rehash && isSame(before, now.size(), time)) {
      return file(entry, before.revision(), now.size(), time, before);
    }
    boolean hasText = before != null && before.documents() > 0;
    if (!hasText && now.size() > maxFileBytes) {
      String state = now.size() + " bytes, " + now.lastModifiedTime();
      return file(entry, state, now.size(), 0, before);
    }
    long proof = time > clock.millis() - FRESH_MILLIS ? 0 : time;
    Sha256 hash = new Sha256();
    long size = 0;
    try (InputStream in = Files.newInputStream(entry.path())) {
      byte[] part = new byte[PART_BYTES];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        hash.update(part, read);
        size += read;
      }
    }
    return file(entry, hash.hex(), size, size == now.size() ? proof : 0, before);
  }

  /// A file that could not be opened.
  SourceFile unopened(FolderListing.Entry entry, @Nullable HeldFile before) {
    return file(entry, "", 0, 0, before);
  }

  private static boolean isSame(HeldFile before, long sizeBytes, long time) {
    return before.modifiedMillis() != 0
        && before.modifiedMillis() == time
        && before.sizeBytes() == sizeBytes;
  }

  private SourceFile file(
      FolderListing.Entry entry,
      String revision,
      long sizeBytes,
      long time,
      @Nullable HeldFile before) {
    Map<String, FieldValue> held = before == null ? Map.of() : before.fields();
    Map<String, FieldValue> fields = manifest.isGiven() ? manifest.fields(entry.plain()) : held;
    return new SourceFile(entry.id(), entry.path(), revision, sizeBytes, time, fields);
  }

  /// When the file was last changed: by the clock that no program can set back, where there is one.
  private static long time(Path path, FileTime modified) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return modified.toMillis();
    }
    FileTime changed = (FileTime) Files.getAttribute(path, "unix:ctime");
    return Math.max(1, changed.toMillis());
  }
}
