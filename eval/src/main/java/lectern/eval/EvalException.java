package lectern.eval;

import java.nio.file.Path;

/// An evaluation cannot go on. [#hint] says what the operator can do about it.
public abstract sealed class EvalException extends RuntimeException {
  private final String hint;

  private EvalException(String message, String hint) {
    super(message);
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
  }

  /// Judgements or spans name what the data set does not have, so that measures would say nothing.
  public static final class Mismatch extends EvalException {
    public Mismatch(String message, String hint) {
      super(message, hint);
    }
  }
}
