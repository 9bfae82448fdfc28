package lectern.ingest.walk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.FileTrouble;
import lectern.ingest.IngestException;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import org.jspecify.annotations.Nullable;

/// The files of a folder in name order.
///
/// Hidden names and the litter of desktops and office programs are left out. Links to files are
/// read; links to folders outside are followed, each folder once, so that no loop is walked.
///
/// No two files have one id, and none has an id that a member of another may have: beside
/// `mail.eml` the file `mail.eml!x` is called `mail.eml%21x`.
final class FolderListing {
  /// One file.
  ///
  /// @param plain its path in the folder, which is its id unless that could stand for another
  /// @param rejected why it will not be opened; null for a file that will
  record Entry(
      DocumentId id, DocumentId plain, Path path, long sizeBytes, @Nullable Rejected rejected) {
    Entry(DocumentId id, Path path, long sizeBytes, @Nullable Rejected rejected) {
      this(id, id, path, sizeBytes, rejected);
    }

    Entry called(DocumentId other) {
      return new Entry(other, plain, path, sizeBytes, rejected);
    }
  }

  private static final Set<String> LITTER =
      Set.of("Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", "__MACOSX");

  private final Path root;
  private final @Nullable Path leftOut;
  private final List<Entry> entries = new ArrayList<>();
  private final List<DocumentId> unlisted = new ArrayList<>();
  private final Set<Path> linked = new HashSet<>();

  private FolderListing(Path root, @Nullable Path leftOut) {
    this.root = root;
    this.leftOut = leftOut;
  }

  /// @param leftOut folder that is not walked, such as the index's own; null for none
  /// @throws IngestException.NoFolder where the folder is not there, is no folder or cannot be
  ///   listed
  static FolderListing of(Path folder, @Nullable Path leftOut) {
    require(folder);
    try {
      FolderListing listing = new FolderListing(folder.toRealPath(), leftOut);
      for (FileName child : children(folder)) {
        listing.add(child, "", false);
      }
      listing.entries.sort(Comparator.comparing(Entry::id));
      DistinctIds.give(listing.entries);
      return listing;
    } catch (IOException e) {
      throw new IngestException.NoFolder(
          "cannot list " + folder + ": " + FileTrouble.words(e),
          "Check that this user may read the folder.",
          e);
    }
  }

  /// @throws IngestException.NoFolder where the folder is not there or is no folder
  static void require(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IngestException.NoFolder(
          (Files.exists(folder) ? "not a folder: " : "no such folder: ") + folder,
          "Name a folder of documents.",
          null);
    }
  }

  List<Entry> entries() {
    return entries;
  }

  /// What could not be looked at, and may be a folder: what was held of it is neither there nor
  /// gone.
  List<DocumentId> unlisted() {
    return unlisted;
  }

  private void add(FileName file, String parent, boolean outside) {
    String name = file.name();
    Path path = file.path();
    if (name.startsWith(".") || name.startsWith("~$") || LITTER.contains(name)) {
      return;
    }
    DocumentId id = id(parent, name);
    try {
      BasicFileAttributes own =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean link = own.isSymbolicLink();
      if (link && !Files.exists(path)) {
        unlisted.add(id);
        reject(id, path, Reason.UNREADABLE, "a link to nothing");
        return;
      }
      BasicFileAttributes target =
          link ? Files.readAttributes(path, BasicFileAttributes.class) : own;
      if (target.isDirectory()) {
        folder(path, id, link, outside);
      } else if (target.isRegularFile()) {
        entries.add(new Entry(id, path, target.size(), null));
      } else {
        reject(id, path, Reason.UNSUPPORTED_TYPE, "not a file but a pipe, socket or device");
      }
    } catch (IOException e) {
      unlisted.add(id);
      reject(id, path, Reason.UNREADABLE, FileTrouble.words(e));
    }
  }

  private void folder(Path path, DocumentId id, boolean link, boolean outside) throws IOException {
    if (leftOut != null && Files.exists(leftOut) && Files.isSameFile(path, leftOut)) {
      return;
    }
    boolean leaves = outside || link;
    if (leaves) {
      Path real = path.toRealPath();
      // A link to a folder above would bring in everything beside the collection.
      if (real.startsWith(root) || root.startsWith(real) || !linked.add(real)) {
        return;
      }
    }
    try {
      for (FileName child : children(path)) {
        add(child, id.value() + "/", leaves);
      }
    } catch (IOException e) {
      unlisted.add(id);
      reject(id, path, Reason.UNREADABLE, "cannot list the folder: " + FileTrouble.words(e));
    }
  }

  private void reject(DocumentId id, Path path, Reason reason, String detail) {
    entries.add(new Entry(id, path, 0, new Rejected(reason, detail)));
  }

  private static DocumentId id(String parent, String name) {
    String value = parent + name;
    return new DocumentId(value.isBlank() ? "(blank name)" + value : value);
  }

  private static List<FileName> children(Path folder) throws IOException {
    List<FileName> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(path -> children.add(FileName.of(path)));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(Comparator.comparing(FileName::name).thenComparing(FileName::raw));
    return children;
  }
}
