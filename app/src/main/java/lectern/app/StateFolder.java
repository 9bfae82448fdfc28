package lectern.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where what outlives a run and belongs to no collection is kept: what the setting `state` names,
/// else the system's place for it. On Windows that is `%LOCALAPPDATA%\lectern`; elsewhere
/// `$XDG_STATE_HOME/lectern`, else `~/.local/state/lectern` (XDG Base Directory Specification 0.8,
/// by which a relative path in a variable counts as none).
public final class StateFolder {
  private static final String OWN = "lectern";

  private StateFolder() {}

  /// Folder of the ledger of calls.
  public static Path ledger(LecternSettings settings, Map<String, String> environment) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return of(settings.state(), environment, windows).resolve("ledger");
  }

  static Path of(@Nullable Path set, Map<String, String> environment, boolean windows) {
    if (set != null) {
      return set;
    }
    Path system = absolute(environment.get(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME"));
    if (system != null) {
      return system.resolve(OWN);
    }
    Path home = absolute(environment.get(windows ? "USERPROFILE" : "HOME"));
    Path user = home == null ? Path.of(System.getProperty("user.home", "")) : home;
    return windows
        ? user.resolve("AppData").resolve("Local").resolve(OWN)
        : user.resolve(".local").resolve("state").resolve(OWN);
  }

  private static @Nullable Path absolute(@Nullable String text) {
    try {
      return text == null || !Path.of(text).isAbsolute() ? null : Path.of(text);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
