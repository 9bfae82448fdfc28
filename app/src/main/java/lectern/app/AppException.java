package lectern.app;

import org.jspecify.annotations.Nullable;

/// The command was given something it cannot work with. [#hint] says what to do about it.
public abstract sealed class AppException extends RuntimeException {
  private final String hint;

  private AppException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }

  /// A settings file, environment variable or `--set` holds an unknown key or a bad value.
  public static final class BadSetting extends AppException {
    public BadSetting(String message, String hint, @Nullable Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// An argument of the command makes no sense.
  public static final class BadArgument extends AppException {
    public BadArgument(String message, String hint) {
      super(message, hint, null);
    }
  }
}
