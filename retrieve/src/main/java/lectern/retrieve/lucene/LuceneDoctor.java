package lectern.retrieve.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lectern.retrieve.IndexException;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// Looks an index over: are its bytes those that were written, and do they keep the rules. Reads
/// everything once, changes nothing, needs no lock.
public final class LuceneDoctor {
  /// Examinations that a writer may cut short by a commit. It commits every 20 s at most; one that
  /// still gets in the way is at work.
  private static final int TRIES = 5;

  private LuceneDoctor() {}

  /// What is wrong with the last commit, one line each; empty where it is whole.
  ///
  /// @throws IndexException if there is no index, if another version made it, if it cannot be read,
  ///   or if another process writes it so fast that no commit can be read to its end
  public static List<String> examine(Path folder) {
    try (FSDirectory directory = IndexFolder.forReading(folder)) {
      return examine(folder, directory);
    } catch (IOException e) {
      throw Failures.of(e, folder, "examine");
    } catch (IllegalArgumentException e) {
      throw Failures.unknownCodec(e, folder);
    }
  }

  /// Whether there is a commit whose bytes are not those that were written.
  static boolean isDamaged(Path folder) {
    try (FSDirectory directory = FSDirectory.open(folder)) {
      return DirectoryReader.indexExists(directory) && !damagedFiles(directory).isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  static List<String> examine(Path folder, Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      throw Failures.missing(folder, new IOException("no commit in " + folder));
    }
    for (int i = 0; i < TRIES; i++) {
      long commit = SegmentInfos.getLastCommitGeneration(directory);
      List<String> findings = findings(folder, directory);
      // A newer commit may have taken the files of this one away.
      if (findings.isEmpty() || commit == SegmentInfos.getLastCommitGeneration(directory)) {
        return findings;
      }
    }
    throw new IndexException.Locked(
        "another lectern is writing the index in " + folder,
        "Wait until it has finished; then every file stays where it is.",
        null);
  }

  private static List<String> findings(Path folder, Directory directory) throws IOException {
    List<String> damaged = damagedFiles(directory);
    if (!damaged.isEmpty()) {
      return damaged;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      CommitData commit = IndexFolder.check(folder, reader.getIndexCommit().getUserData(), null);
      return new Inspection(reader, commit).findings();
    }
  }

  /// Every file that Lucene writes ends in a checksum of itself.
  private static List<String> damagedFiles(Directory directory) {
    List<String> findings = new ArrayList<>();
    List<String> files;
    try {
      files = SegmentInfos.readLatestCommit(directory).files(true).stream().sorted().toList();
    } catch (IOException | RuntimeException e) {
      return List.of("the commit cannot be read: " + e.getMessage());
    }
    for (String file : files) {
      try (IndexInput input = directory.openInput(file, IOContext.READONCE)) {
        CodecUtil.checksumEntireFile(input);
      } catch (IOException | RuntimeException e) {
        findings.add("file " + file + " is damaged: " + e.getMessage());
      }
    }
    return List.copyOf(findings);
  }
}
