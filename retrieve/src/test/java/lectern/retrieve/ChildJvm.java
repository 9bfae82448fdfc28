package lectern.retrieve;

import java.io.IOException;
import java.nio.file.Path;

/// A test's class run in a JVM of its own, through a POSIX shell: to be killed, to be limited, or
/// to run without assertions, as a user's does.
public final class ChildJvm {
  private ChildJvm() {}

  /// Runs a class's `main`; what it says on stderr is passed on.
  ///
  /// @param how of the shell: `exec`, or limits and then `exec`
  public static Process start(String how, Class<?> main, String... arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String command =
        String.join(
            " ",
            how,
            "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
            "-Xmx128m -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED",
            "-cp '" + classPath + "'",
            main.getName(),
            "'" + String.join("' '", arguments) + "'");
    return new ProcessBuilder("sh", "-c", command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
