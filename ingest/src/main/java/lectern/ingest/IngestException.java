package lectern.ingest;

import org.jspecify.annotations.Nullable;

/// The ingest run cannot go on. [#hint] says what the operator can do about it.
public abstract sealed class IngestException extends RuntimeException {
  private final String hint;

  private IngestException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }

  /// The folder is not there, is no folder, cannot be listed, or is empty while its index is not.
  public static final class NoFolder extends IngestException {
    public NoFolder(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// Parse workers cannot be started.
  public static final class NoWorker extends IngestException {
    public NoWorker(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// A vocabulary file of a token counter is missing or is not the one it should be.
  public static final class NoVocabulary extends IngestException {
    public NoVocabulary(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// The manifest of a collection is not there or cannot be taken at its word.
  public static final class BadManifest extends IngestException {
    public BadManifest(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }
}
