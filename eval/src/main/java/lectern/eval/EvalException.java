package lectern.eval;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import lectern.ingest.FileTrouble;
import org.jspecify.annotations.Nullable;

/// An evaluation cannot go on. [#hint] says what the operator can do about it.
public abstract sealed class EvalException extends RuntimeException {
  private final String hint;

  private EvalException(String message, String hint) {
    this(message, hint, null);
  }

  private EvalException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }

  /// A file of judgements, runs or data is not what its format says. The message names file and
  /// line.
  public static final class MalformedFile extends EvalException {
    /// Names the place.
    ///
    /// @param line one-based
    /// @param detail what was expected and what stood there
    public MalformedFile(Path file, long line, String detail) {
      super(file + ", line " + line + ": " + detail, "Correct the line, or fetch the file again.");
    }

    /// Names no line, of a file that is not read by lines.
    ///
    /// @param detail what was expected, what stood there and where
    public MalformedFile(Path file, String detail) {
      super(file + ": " + detail, "Correct it, or fetch the file again.");
    }
  }

  /// A file cannot be read, most often because it is not there.
  public static final class NoFile extends EvalException {
    /// Names the file and what stands in the way.
    public NoFile(Path file, IOException cause) {
      super(
          cause instanceof NoSuchFileException
              ? "there is no file " + file
              : "cannot read " + file + ": " + FileTrouble.words(cause),
          "Name a file that is there and that this user may read.",
          cause);
    }
  }

  /// Judgements or spans name what the data set does not have, so that measures would say nothing.
  public static final class Mismatch extends EvalException {
    public Mismatch(String message, String hint) {
      super(message, hint);
    }
  }
}
