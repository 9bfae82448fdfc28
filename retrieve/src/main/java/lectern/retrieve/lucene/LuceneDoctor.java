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
  private LuceneDoctor() {}

  /// What is wrong with the last commit, one line each; empty where it is whole.
  ///
  /// @throws IndexException if there is no index, if another version made it, or if it cannot be
  ///   read
  public static List<String> examine(Path folder) {
    try (FSDirectory directory = IndexFolder.forReading(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        throw Failures.missing(folder, new IOException("no commit in " + folder));
      }
      List<String> findings = new ArrayList<>(damagedFiles(directory));
      if (findings.isEmpty()) {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          CommitData commit =
              IndexFolder.check(folder, reader.getIndexCommit().getUserData(), null);
          findings.addAll(new Inspection(reader, commit).findings());
        }
      }
      return List.copyOf(findings);
    } catch (IOException e) {
      throw Failures.of(e, folder, "examine");
    } catch (IllegalArgumentException e) {
      throw Failures.unknownCodec(e, folder);
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
    return findings;
  }
}
