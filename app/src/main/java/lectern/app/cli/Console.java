package lectern.app.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/// The world a command runs in: results go to `out`, everything else to `err`.
///
/// @param terminal whether a person looks at `err`, so that progress may redraw its line
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Map<String, String> environment) {
  public Console {
    environment = Map.copyOf(environment);
  }
}
