package lectern.retrieve.lucene;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import lectern.retrieve.IndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/// The folder of an index: whether one is there, and whether it is ours to use.
final class IndexFolder {
  /// What a writer leaves when its very first commit, an empty one, never came.
  private static final Pattern BEFORE_FIRST_COMMIT =
      Pattern.compile("pending_segments.*|write\\.lock");

  /// Names that Lucene's writer gives, and deletes where no commit names them.
  private static final Pattern LUCENE_FILE = Pattern.compile("_.*|segments.*");

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private IndexFolder() {}

  /// Opens an existing index's folder for reading.
  static FSDirectory forReading(Path folder) throws IOException {
    QuietLucene.quieten();
    if (Files.notExists(folder)) {
      throw Failures.missing(folder, new IndexNotFoundException("no folder " + folder));
    }
    // FSDirectory makes a folder that is not there; it is there, so nothing is made.
    return FSDirectory.open(folder);
  }

  /// Opens a folder for writing, makes it where it is missing, and refuses one that is not an
  /// index's.
  static FSDirectory forWriting(Path folder) throws IOException {
    QuietLucene.quieten();
    create(folder);
    FSDirectory directory = FSDirectory.open(folder);
    if (!DirectoryReader.indexExists(directory)) {
      refuseOtherFiles(folder);
    }
    return directory;
  }

  /// The folder will hold the text of every document, whoever may read those.
  private static void create(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(folder, OWNER_ONLY);
    } else {
      Files.createDirectories(folder);
    }
  }

  /// What the last commit says of itself.
  ///
  /// @param counter the token counter in use, or null to accept any
  static CommitData check(Path folder, Map<String, String> userData, @Nullable String counter) {
    String format = userData.get("format");
    if (format == null) {
      throw incompatible(folder, "another program made it");
    }
    if (!format.equals(CommitData.FORMAT)) {
      throw incompatible(
          folder, "its format is " + format + ", this lectern reads " + CommitData.FORMAT);
    }
    String analysis = userData.getOrDefault("analysis", "");
    if (!Words.knows(analysis)) {
      throw incompatible(folder, "this lectern does not know its analysis \"" + analysis + "\"");
    }
    String held = userData.getOrDefault("counter", "");
    if (counter != null && !held.equals(counter)) {
      throw incompatible(
          folder, "its tokens were counted by \"" + held + "\", not by \"" + counter + "\"");
    }
    try {
      return CommitData.of(userData);
    } catch (NumberFormatException e) {
      throw Failures.corrupt(
          "cannot read the commit of the index in " + folder + ": " + e.getMessage(), e);
    }
  }

  static Map<String, String> userData(Directory directory) throws IOException {
    return SegmentInfos.readLatestCommit(directory).getUserData();
  }

  static IndexException incompatible(Path folder, String reason) {
    return new IndexException.Incompatible(
        "the index in " + folder + " cannot be used: " + reason, Failures.anew(), null);
  }

  private static void refuseOtherFiles(Path folder) throws IOException {
    @Nullable String orphan = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (LUCENE_FILE.matcher(name).matches()) {
          orphan = name;
        } else if (!BEFORE_FIRST_COMMIT.matcher(name).matches()) {
          throw new IndexException.Unavailable(
              "there is no index in " + folder + ", but other files: " + name,
              "An index needs a folder of its own: name an empty or a new one with `--index`.",
              null);
        }
      }
    }
    if (orphan != null) {
      throw new IndexException.Corrupt(
          "there is no commit in " + folder + ", but a file as an index leaves it: " + orphan,
          "If an index was there, its commit is lost: move the folder away and run `lectern ingest"
              + " COLLECTION`. Document numbers then start at 1 again; labels of earlier answers"
              + " will not mean the same. Otherwise name an empty or a new folder with `--index`.",
          null);
    }
  }
}
