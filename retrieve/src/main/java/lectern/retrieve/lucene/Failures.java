package lectern.retrieve.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import lectern.ingest.FileTrouble;
import lectern.retrieve.IndexException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.LockObtainFailedException;

/// Tells Lucene's exceptions apart for the operator.
final class Failures {
  private Failures() {}

  /// @param action what was tried, after "cannot": `open`, `search`
  static IndexException of(IOException cause, Path folder, String action) {
    String message =
        "cannot " + action + " the index in " + folder + ": " + FileTrouble.words(cause);
    return switch (cause) {
      case IndexNotFoundException _ -> missing(folder, cause);
      case LockObtainFailedException _ ->
          new IndexException.Locked(
              "another lectern is writing the index in " + folder,
              "Wait until it has finished; questions can be asked meanwhile.",
              cause);
      case IndexFormatTooOldException _ -> new IndexException.Incompatible(message, anew(), cause);
      case IndexFormatTooNewException _ -> new IndexException.Incompatible(message, anew(), cause);
      case CorruptIndexException _ -> corrupt(message, cause);
      case EOFException _ -> corrupt(message, cause);
      case NoSuchFileException _ -> corrupt(message, cause);
      case FileNotFoundException _ -> corrupt(message, cause);
      case FileSystemException _ -> unavailable(message, cause);
      // What is opened and then makes no sense is damaged; Lucene checks most files no earlier.
      default -> action.equals("read") ? corrupt(message, cause) : unavailable(message, cause);
    };
  }

  private static IndexException unavailable(String message, IOException cause) {
    return new IndexException.Unavailable(
        message,
        "Check the permissions of the folder and the space left on its disk, or name another folder"
            + " with `--index`. What was committed before is still whole.",
        cause);
  }

  static IndexException missing(Path folder, IOException cause) {
    return new IndexException.Missing(
        "there is no index in " + folder,
        "Make one with `lectern ingest COLLECTION`, or name its folder with `--index`.",
        cause);
  }

  static IndexException corrupt(String message, Throwable cause) {
    return new IndexException.Corrupt(
        message, "`lectern doctor` says which files are damaged. " + anew(), cause);
  }

  /// What Lucene's readers stumble over where bytes are not those that were written: an index out
  /// of range, a negative length. They check few files as a whole.
  static IndexException damaged(RuntimeException cause, Path folder) {
    return corrupt("cannot read the index in " + folder + ": " + cause, cause);
  }

  /// Lucene's answer to a format that no class on the class path reads.
  static IndexException unknownCodec(IllegalArgumentException cause, Path folder) {
    return new IndexException.Incompatible(
        "cannot read the index in " + folder + ": " + cause.getMessage(), anew(), cause);
  }

  /// How to start over.
  static String anew() {
    return "Move the index folder away (its document numbers are in it; labels of earlier answers"
        + " will not mean the same afterwards), then run `lectern ingest COLLECTION`; or name"
        + " another folder with `--index`.";
  }
}
