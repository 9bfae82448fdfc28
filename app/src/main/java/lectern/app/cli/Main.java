package lectern.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Starts the command line.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Libraries log what no user can act on; what a user can act on is said by the commands.
    Logger.getLogger("").setLevel(Level.OFF);
    Console console =
        new Console(
            System.in,
            new ResultStream(new FileOutputStream(FileDescriptor.out)),
            System.err,
            Boolean.getBoolean("lectern.terminal"),
            System.getenv());
    System.exit(Cli.run(console, arguments));
  }
}
