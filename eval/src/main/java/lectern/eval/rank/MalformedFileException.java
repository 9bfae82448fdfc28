package lectern.eval.rank;

import java.nio.file.Path;

/// A file of judgements, runs or data that is not what its format says. The message names file and
/// line.
public final class MalformedFileException extends RuntimeException {
  /// Names the place.
  ///
  /// @param line one-based
  /// @param detail what was expected and what stood there
  public MalformedFileException(Path file, long line, String detail) {
    super(file + ", line " + line + ": " + detail);
  }

  /// What the operator can do about it.
  public String hint() {
    return "Correct the line, or fetch the file again.";
  }
}
