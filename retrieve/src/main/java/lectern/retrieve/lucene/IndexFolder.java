package lectern.retrieve.lucene;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
  /// What Lucene leaves when the very first commit never came.
  private static final Pattern LUCENE_FILE =
      Pattern.compile("_.*|segments.*|pending_segments.*|write\\.lock");

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
    Files.createDirectories(folder);
    FSDirectory directory = FSDirectory.open(folder);
    if (!DirectoryReader.indexExists(directory)) {
      refuseForeignFiles(folder);
    }
    return directory;
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

  private static void refuseForeignFiles(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!LUCENE_FILE.matcher(name).matches()) {
          throw new IndexException.Unavailable(
              "there is no index in " + folder + ", but other files: " + name,
              "An index needs a folder of its own: name an empty or a new one with `--index`.",
              null);
        }
      }
    }
  }
}
