package lectern.retrieve.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

/// Tells whether an index folder is being written.
public final class LuceneLock {
  private LuceneLock() {}

  /// Whether a writer holds the folder, in whichever process. False where this user cannot find
  /// out, as in a folder that only others may write.
  public static boolean held(Path folder) {
    if (Files.notExists(folder.resolve(IndexWriter.WRITE_LOCK_NAME))) {
      return false;
    }
    // A lock cannot be looked at, only taken; it is given back at once.
    try (FSDirectory directory = IndexFolder.forReading(folder);
        Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      lock.ensureValid();
      return false;
    } catch (LockObtainFailedException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
